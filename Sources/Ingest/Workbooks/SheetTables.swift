import Ledger

/// The sheets of a workbook that a pattern picks, or all of them, as tables of a file.
func tables(
  ofWorkbook found: FoundArchive, at place: RowPlace, fitting pattern: String?,
  headerRowCountMax: Int, expansion: Expansion
) throws(Unreadable) -> [FoundTable] {
  let workbook = try found.workbook()
  let sheets = pattern.map(workbook.sheets(fitting:)) ?? workbook.sheets
  return sheets.map { sheet in
    let entry = place.entry.map { $0 + "//" + sheet.name } ?? sheet.name
    let meter = expansion.meter()
    var table = FoundTable(place: RowPlace(file: place.file, entry: entry)) {
      () throws(Unreadable) in
      try SheetStream(sheet, of: found.workbook(), frontRowCount: headerRowCountMax, note: meter)
    }
    table.isPicked = pattern != nil
    if pattern == nil, sheet.part == nil || sheet.isHidden {
      table.reasonToSkip = sheet.part == nil ? .noTable : .hidden
    }
    return table
  }
}

extension Workbook {
  /// The sheets that a pattern picks, hidden ones included: by their exact name, or else by a glob or a
  /// name that is the same apart from case, accents and spacing.
  fileprivate func sheets(fitting pattern: String) -> [Sheet] {
    let exact = sheets.filter { $0.name == pattern }
    if !exact.isEmpty { return exact }
    return sheets.filter {
      matches(path: $0.name, glob: pattern) || folded($0.name) == folded(pattern)
    }
  }
}

extension SourcePlan {
  /// Rows among which the header is looked for, and the one behind it.
  var headerRowCountMax: Int {
    guard case .rows(let rows) = header else { return Limits.headerRecordCountMax }
    return (rows.max() ?? 1) + 1
  }
}
