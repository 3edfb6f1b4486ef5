import Ledger

/// Draws a table of the report.
struct TableMarkup {
  let wording: ReportWording
  let form: ReportForm
  /// The language of the rule file's texts where the page has another.
  let ownLanguage: Language?

  init(_ facts: RunFacts) {
    wording = ReportWording(facts.languageForm)
    form = ReportForm(facts)
    ownLanguage = facts.plan.ownLanguage == facts.plan.language ? nil : facts.plan.ownLanguage
  }

  /// Says that a text of the rule file is in another language than the page.
  var ownAttributes: [HTML.Attribute] {
    ownLanguage.map { [.init(.lang, $0.rawValue)] } ?? []
  }

  /// Heading, note, table and where its figures come from; `id` is unique in the page.
  func block(_ table: ReportTable, id: String, level: HTML.Tag = .h3) -> HTML {
    var parts: [HTML] = [.element(level, [.init(.id, id)], [.text(table.title)])]
    if !table.note.isEmpty { parts.append(.element(.p, class: "note", table.note)) }
    if !table.rows.isEmpty { parts.append(scrolling(table, labelledBy: id)) }
    if let tail = tail(table) { parts.append(.element(.p, class: "source", tail)) }
    return .element(.div, class: "block", of: parts)
  }

  /// Columns from which on a table stands closer on paper.
  private static let denseColumnCount = 11

  /// A table that is wider than a phone moves by itself, by the keyboard too.
  private func scrolling(_ table: ReportTable, labelledBy id: String) -> HTML {
    let isDense = table.columns.count >= Self.denseColumnCount
    let dense: [HTML.Attribute] = isDense ? [.init(.class, "dense")] : []
    return .element(
      .div, .init(.class, "scroll"), .init(.role, "region"), .init(.ariaLabelledBy, id),
      .init(.tabindex, "0"),
      of: [.element(.table, dense + [.init(.ariaLabelledBy, id)], parts(table))])
  }

  private func parts(_ table: ReportTable) -> [HTML] {
    [head(table.columns), .element(.tbody, of: table.rows.map { row($0, of: table) })]
  }

  private func head(_ columns: [ReportTable.Column]) -> HTML {
    let isGrouped = columns.contains { !$0.group.isEmpty }
    func heading(_ column: ReportTable.Column, rows: Int) -> HTML {
      var attributes: [HTML.Attribute] = [
        .init(.scope, "col"), .init(.class, cellClass(column.form)),
      ]
      if rows > 1 { attributes.append(.init(.rowspan, String(rows))) }
      if column.isOfRules { attributes += ownAttributes }
      return .element(.th, attributes, [.text(column.heading)])
    }
    guard isGrouped else {
      return .element(.thead, of: [.element(.tr, of: columns.map { heading($0, rows: 1) })])
    }
    var upper: [HTML] = []
    var lower: [HTML] = []
    var index = 0
    while index < columns.count {
      let column = columns[index]
      guard !column.group.isEmpty else {
        upper.append(heading(column, rows: 2))
        index += 1
        continue
      }
      let width = columns[index...].prefix { $0.group == column.group }.count
      upper.append(
        .element(
          .th, .init(.scope, "colgroup"), .init(.colspan, String(width)), .init(.class, "group"),
          of: [.text(column.group)]))
      lower += columns[index..<index + width].map { heading($0, rows: 1) }
      index += width
    }
    return .element(.thead, of: [.element(.tr, of: upper), .element(.tr, of: lower)])
  }

  private func row(_ row: ReportTable.Row, of table: ReportTable) -> HTML {
    // What names the row: its first text.
    let header = table.columns.firstIndex { !$0.form.isNumber }
    let cells = zip(table.columns, row.values).enumerated().map { index, cell -> HTML in
      let (column, value) = cell
      var attributes: [HTML.Attribute] = []
      let isHeader = index == header
      if isHeader { attributes.append(.init(.scope, "row")) }
      attributes.append(.init(.class, cellClass(column.form)))
      if let csv = column.csv, let origin = table.origin(of: index, in: row) {
        if column.isElsewhere { attributes += traces(origin) }
        attributes.append(.init(.dataColumn, csv))
      }
      let form = table.form(of: index, in: row)
      let content = self.value(value, form)
      let code = row.codes[index].map { HTML.element(.data, .init(.value, $0), of: [content]) }
      return .element(isHeader ? .th : .td, attributes, [code ?? content])
    }
    let total: [HTML.Attribute] = row.style == .total ? [.init(.class, "total")] : []
    return .element(.tr, total + traces(row.origin), cells)
  }

  /// Where the figures stand.
  private func traces(_ origin: ReportTable.Origin) -> [HTML.Attribute] {
    (origin.file.isEmpty ? [] : [.init(.dataFile, origin.file)])
      + (origin.key.isEmpty
        ? [] : [.init(.dataKey, clipped(origin.key, to: ChartRow.keyLengthMax))])
  }

  /// A value with its exact digits beside what is read.
  func value(_ value: Value, _ form: ReportTable.Form) -> HTML {
    let text = HTML.text(self.form.text(value, form))
    guard let digits = self.form.digits(value, form) else { return text }
    return .element(.data, .init(.value, digits), of: [text])
  }

  private func cellClass(_ form: ReportTable.Form) -> String {
    form.isNumber ? "n" : form == .words ? "w" : "t"
  }

  /// What is left out, and the files that have everything.
  private func tail(_ table: ReportTable) -> String? {
    var files: [String] = []
    let origins = table.rows.flatMap { row in
      [row.origin] + table.columns.indices.compactMap { table.origin(of: $0, in: row) }
    }
    for origin in origins where !origin.file.isEmpty && files.count < 8 {
      let names = origin.key.split(separator: "; ").compactMap { $0.split(separator: "=").first }
      let isKeyed = origin.key.contains("=") && names.count <= 3
      let place = origin.file + (isKeyed ? " (\(names.joined(separator: ", ")))" : "")
      if !files.contains(place) { files.append(place) }
    }
    let source = files.isEmpty ? [] : [wording.source(files.joined(separator: "; "))]
    let more = table.leftOutCount > 0 ? [wording.more(table.leftOutCount)] : []
    return files.isEmpty && more.isEmpty ? nil : (more + source).joined(separator: ". ")
  }
}
