import Ledger

/// An .xlsx workbook (ECMA-376, strict or transitional): its sheets, and what their cells share.
final class Workbook {
  let sheets: [Sheet]
  let dates: DateSystem
  let strings: SharedStrings
  let styles: CellStyles
  let parts: WorkbookParts

  /// A sheet in the order of the tabs.
  struct Sheet {
    var name: String
    var isHidden: Bool
    /// nil for a sheet that holds a chart or a dialog.
    var part: String?
  }

  init(_ archive: ZipArchive) throws(Unreadable) {
    let parts = try WorkbookParts(archive)
    self.parts = parts
    let main = try parts.relationships(of: "").first { $0.kind == "officeDocument" }
    guard let main else { throw .noPart("xl/workbook.xml") }
    let part = try parts.target(of: main, from: "")
    let list = try parts.read(part, as: SheetListReader())
    dates = list.dates
    var names: Set<String> = []
    for sheet in list.found where !names.insert(sheet.name.lowercased()).inserted {
      throw .twoSheets(sheet.name)
    }
    let relationships = try parts.relationships(of: part)
    var sheets: [Sheet] = []
    for sheet in list.found {
      guard let relationship = relationships.first(where: { $0.id == sheet.relationship }) else {
        throw .noRelationship(sheet.relationship, part)
      }
      let isTable = relationship.kind == "worksheet"
      sheets.append(
        Sheet(
          name: sheet.name, isHidden: sheet.isHidden,
          part: isTable ? try parts.target(of: relationship, from: part) : nil))
    }
    self.sheets = sheets
    func read<Content: XMLContent>(_ kind: String, as empty: Content) throws(Unreadable) -> Content
    {
      guard let found = relationships.first(where: { $0.kind == kind }) else { return empty }
      return try parts.read(parts.target(of: found, from: part), as: empty)
    }
    strings = try read("sharedStrings", as: SharedStringReader(archive.limits)).strings
    styles = try read("styles", as: CellStyleReader()).styles
  }
}

/// Reads the workbook part: `sheets` / `sheet` and the date system.
private struct SheetListReader: XMLContent {
  var found: [(name: String, isHidden: Bool, relationship: String)] = []
  var dates = DateSystem.from1900
  private var path: [Element] = []

  private enum Element { case root, sheets, other }

  mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(Unreadable) {
    var element = Element.other
    switch (path.last, name) {
    case (nil, "workbook"): element = .root
    case (.root, "sheets"): element = .sheets
    case (.root, "workbookPr"): if attributes.isTrue("date1904") { dates = .from1904 }
    case (.sheets, "sheet"):
      guard found.count < Limits.sheetCountMax else {
        throw .tooLarge("\(Limits.sheetCountMax) sheets")
      }
      let id = unsafe attributes.value("id", isPrefixed: true).map { unsafe String(cString: $0) }
      let state = attributes.text("state") ?? "visible"
      found.append((attributes.text("name") ?? "", state != "visible", id ?? ""))
    default: break
    }
    path.append(element)
  }

  mutating func end() -> Bool {
    path.removeLast()
    return false
  }

  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) {}
}
