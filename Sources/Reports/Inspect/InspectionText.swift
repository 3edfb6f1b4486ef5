package import Ledger

/// What stands in a file, in lines of a terminal: one section for each table. Only examples are cut to
/// the width.
package func text(
  of inspection: Inspection, language: Language, style: SummaryStyle
) -> String {
  let wording = InspectionWording(language)
  var lines = [
    SummaryLine(inspection.path, .bold),
    TableSection.entry(
      wording.say("loại tệp", "file"),
      wording.container(inspection) + ", "
        + wording.many(inspection.byteCount, "byte", "byte", "bytes")),
  ]
  lines += inspection.skipped.map { SummaryLine("  " + wording.skipped($0), .dim) }
  for table in inspection.tables {
    if let entry = table.entry {
      lines += [SummaryLine(), SummaryLine("\(inspection.path)//\(entry)", .bold)]
    }
    guard case .table(let facts) = table.content else {
      lines.append(SummaryLine("  " + wording.say("không đọc được", "cannot be read"), .red))
      continue
    }
    lines += TableSection(facts: facts, wording: wording, width: style.width).lines
  }
  let paint = Paint(isColoured: style.isColoured)
  return lines.map { $0.text(width: .max, paint) + "\n" }.joined()
}

/// The lines about one table.
private struct TableSection {
  let facts: TableFacts
  let wording: InspectionWording
  let width: Int

  /// Rejected rows that are shown; the others are counted.
  private static let rejectCountMax = 5

  var lines: [SummaryLine] {
    form + [SummaryLine()] + columns + rejects + assumptions
  }

  private var form: [SummaryLine] {
    let table = facts.table
    var entries: [(label: String, text: String)] = []
    entries.append(
      (wording.say("bảng mã", "encoding"), "\(table.encoding) (\(table.encodingEvidence))"))
    if let delimiter = table.delimiter {
      entries.append((wording.say("phân cách", "delimiter"), wording.delimiter(delimiter)))
    }
    entries.append((wording.say("tiêu đề", "header"), wording.header(facts.header)))
    if let formats { entries.append((wording.say("cách viết", "written"), formats)) }
    if let unit { entries.append((wording.say("đơn vị", "money in"), unit)) }
    entries.append((wording.say("số dòng", "rows"), wording.account(table.account)))
    var lines = entries.map { Self.entry($0.label, $0.text) }
    if table.account.total > 0 || !facts.wrongTotals.isEmpty { lines += totals }
    return lines
  }

  static func entry(_ label: String, _ text: String) -> SummaryLine {
    SummaryLine("  " + filled(label, to: 11) + text)
  }

  /// How numbers and dates are written.
  private var formats: String? {
    let stated = [facts.source.numbers?.rawValue, facts.source.dates?.rawValue]
    let used =
      stated.compactMap(\.self) + facts.table.numbers.map(\.format.rawValue)
      + facts.table.dates.map(\.format.rawValue)
    let formats = used.enumerated().filter { !used[..<$0.offset].contains($0.element) }
      .map(\.element)
    return formats.isEmpty ? nil : formats.joined(separator: "; ")
  }

  private var unit: String? {
    guard facts.source.columns.contains(where: { $0.type == .money }) else { return nil }
    if let exponent = facts.moneyExponent {
      return wording.unit(exponent) + wording.say(" (tệp ghi như vậy)", " (as the file says)")
    }
    return facts.table.moneyUnits.isEmpty
      ? wording.unit(0) + wording.say(" (tệp không ghi đơn vị)", " (the file names no unit)")
      : wording.say("theo từng cột", "column by column")
  }

  private var totals: [SummaryLine] {
    let label = "  " + filled(wording.say("dòng tổng", "totals"), to: 11)
    if !facts.table.uncomparedTotals.isEmpty, facts.wrongTotals.isEmpty {
      return [
        SummaryLine(
          label
            + wording.say(
              "chưa so được vì có dòng bị loại", "not compared, because rows are rejected"))
      ]
    }
    if facts.wrongTotals.isEmpty {
      return [
        SummaryLine(label + wording.say("bằng tổng các dòng", "equal the sums of their rows"))
      ]
    }
    let shown = facts.wrongTotals.prefix(Self.rejectCountMax).map {
      SummaryLine("    " + wording.wrongTotal($0), .red)
    }
    let rest = facts.wrongTotals.count - shown.count
    return [SummaryLine(label + wording.say("không khớp", "do not add up"), .red)] + shown
      + (rest > 0 ? [SummaryLine("    " + wording.more(rest))] : [])
  }

  private var columns: [SummaryLine] {
    let headings = facts.columns.map { $0.heading }
    let headingWidth = min(26, max(7, headings.map(\.count).max() ?? 0))
    let contents = facts.columns.map { facts -> String in
      wording.content(facts, facts.column.map { self.facts.source.columns[$0] })
    }
    let contentWidth = min(30, contents.map(\.count).max() ?? 0)
    return zip(facts.columns, contents).map { column, content in
      let type = column.column.map { facts.source.columns[$0].type.rawValue } ?? "–"
      var line = SummaryLine(
        filled(wording.form.text(count: column.number), to: 4, isNumber: true), .dim)
      line.add("  " + filled(shortened(column.heading, to: headingWidth), to: headingWidth))
      line.add("  " + filled(type, to: 7), column.obstacle == nil ? .green : .yellow)
      line.add("  " + filled(shortened(content, to: contentWidth), to: contentWidth))
      let room = max(8, width - line.width - 2)
      line.add("  " + examples(column, room: room), .dim)
      return line
    }
  }

  /// As many whole examples as fit.
  private func examples(_ column: ColumnFacts, room: Int) -> String {
    var text = ""
    for example in column.examples {
      let next = text.isEmpty ? example : "\(text) · \(example)"
      if !text.isEmpty, next.count > room { break }
      text = next
    }
    return shortened(text, to: room)
  }

  private var rejects: [SummaryLine] {
    guard !facts.rejects.isEmpty else { return [] }
    let shown = facts.rejects.prefix(Self.rejectCountMax).map {
      SummaryLine("  " + wording.reject($0))
    }
    let rest = facts.rejects.count - shown.count
    let title = wording.many(
      facts.rejects.count, "dòng sẽ bị loại:", "row would be rejected:", "rows would be rejected:")
    return [SummaryLine(), SummaryLine(title, .red)] + shown
      + (rest > 0 ? [SummaryLine("  " + wording.more(rest))] : [])
  }

  private var assumptions: [SummaryLine] {
    guard !facts.assumptions.isEmpty else { return [] }
    let title = wording.say(
      "chưa chắc, cần khai báo:", "left open by the file, to be declared:")
    return [SummaryLine(), SummaryLine(title, .yellow)]
      + facts.assumptions.map { SummaryLine("  " + wording.assumption($0)) }
  }
}
