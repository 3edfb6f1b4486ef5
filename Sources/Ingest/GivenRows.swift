import Expressions
package import Ledger

extension Plan {
  /// The plan as a test sees it: nothing is concluded from files, and of who has sent only where both
  /// the list and the rows are given.
  package func withoutFiles(for test: TestPlan) -> Plan {
    var plan = self
    let given = Set(test.given.map(\.source))
    for (index, source) in sources.enumerated() {
      plan.sources[index].freshness = nil
      plan.sources[index].latest = nil
      plan.sources[index].unpivot = nil
      for cell in source.unpivot?.cells ?? [] {
        plan.sources[index].columns[cell.column].isUsed = false
      }
      if let sender = source.sender, !given.isSuperset(of: [index, sender.list.source]) {
        plan.sources[index].sender = nil
      }
    }
    return plan
  }
}

/// What files would have given that hold the rows of a test, already normalised.
///
/// Computed columns that a row does not name are worked out, `where` is applied, codes and senders are
/// looked at as in `ingest`. Maps in files and the calendar's days off are not known.
package func intake(of test: TestPlan, _ plan: Plan) -> Intake {
  var intake = Intake(tables: plan.sources.map { TableBuilder(source: $0).finish().table })
  if plan.calendar != nil { intake.calendar = WorkingCalendar(daysOff: [], workingDays: []) }
  let maps = plan.maps.map { map -> CodeMap? in
    guard case .entries(let entries) = map.content else { return nil }
    return try? CodeMap(entries: entries, abbreviations: plan.abbreviations)
  }
  for index in readingOrder(plan) {
    if let given = test.given.first(where: { $0.source == index }) {
      GivenRows(plan, source: index, given.rows, maps).add(to: &intake)
    } else {
      intake.brokenSources.insert(index)
      intake.unknownCodes[index] = TableBuilder(source: plan.sources[index]).finish().isUnknown
    }
  }
  for index in plan.sources.indices {
    intake.notices += unknownCodes(plan, source: index, intake, maps: maps)
    intake.notices += repeats(plan, source: index, intake.tables[index])
    judgeSenders(plan, source: index, &intake)
  }
  return intake
}

/// The rows of one source as a test gives them.
private struct GivenRows {
  let plan: Plan
  let index: Int
  let rows: [[Int: Value]]
  let codeRules: [CodeRule]

  var source: SourcePlan { plan.sources[index] }

  init(_ plan: Plan, source index: Int, _ rows: [[Int: Value]], _ maps: [CodeMap?]) {
    self.plan = plan
    self.index = index
    self.rows = rows
    codeRules = plan.sources[index].columns.map { CodeRule($0, maps) }
  }

  func add(to intake: inout Intake) {
    let shape = RowShape(
      plan: plan, source: index, codeRules: codeRules, tables: intake.tables)
    // The file has no name, and so no date.
    let place = RowPlace(file: "")
    var columns = source.columns.indices.map { column in
      source.holds(column)
        ? Column(rows.map { $0[column] ?? .missing }, as: source.columns[column]) : nil
    }
    var shaped = ShapedChunk(chunk, columns: columns, newNames: newNames(columns))
    for column in source.computed where source.holds(column) {
      guard case .expression(let expression) = source.columns[column].origin else { continue }
      let frame = shape.frame(columns, rows.count, place)
      let computed = shape.compute(column, expression, over: frame, &shaped)
      let type = source.columns[column].type
      let values = rows.enumerated().map { $1[column] ?? computed.value(ofRow: $0, type: type) }
      columns[column] = Column(values, as: source.columns[column])
    }
    shaped.columns = columns
    if shape.isCovered { shaped.coverage = shape.coverage(of: shaped, columns) }
    shape.select(&shaped, over: shape.frame(columns, rows.count, place), [:])
    var builder = TableBuilder(source: source)
    builder.beginSegment(file: source.name, entry: nil, workerCount: 1)
    builder.append(shaped, worker: 0, line: 0)
    (intake.tables[index], intake.unknownCodes[index]) = builder.finish()
    var table = InputTable(
      entry: nil, encoding: "", encodingEvidence: "", delimiter: nil, headerLine: 0)
    table.account = shaped.account
    table.coverage = shaped.coverage
    intake.files.append(
      InputFile(source: index, path: source.name, byteCount: 0, sha256: "", tables: [table]))
  }

  /// The rows without their cells; the line of a row is its number.
  private var chunk: ParsedChunk {
    var chunk = ParsedChunk(columns: [], numbers: [], dates: [], newNames: [])
    chunk.rowCount = rows.count
    for row in rows.indices { chunk.lines.append(row: row, line: row) }
    chunk.account.read = rows.count
    chunk.account.kept = rows.count
    return chunk
  }

  /// The codes that were not worked out of others.
  private func newNames(
    _ columns: [Column?]
  ) -> [(column: Int, names: [(name: String, isUnknown: Bool)])] {
    columns.enumerated().compactMap { index, column in
      guard case .heading = source.columns[index].origin, case .symbols(let symbols) = column
      else { return nil }
      return (index, symbols.names.dropFirst().map { ($0, false) })
    }
  }
}

extension Column {
  /// Values of the column's type, as the table holds them.
  fileprivate init(_ values: [Value], as plan: ColumnPlan) {
    switch plan.type {
    case .text, .code:
      let texts = values.map { if case .text(let text) = $0 { text } else { "" } }
      self = plan.isSymbols ? .symbols(SymbolColumn(texts)) : .texts(TextColumn(texts))
    case .date:
      self = .days(
        values.map { $0.stored(as: .date).flatMap { Int32(exactly: $0) } ?? Column.missingDay })
    case .money, .number, .integer, .rate, .flag, .days:
      self = .exact(values.map { $0.stored(as: plan.type) ?? Column.missingExact })
    }
  }
}

extension SymbolColumn {
  fileprivate init(_ texts: [String]) {
    var names = [""]
    var ids: [String: UInt32] = ["": 0]
    let found = texts.map { text in
      let id = ids[text] ?? UInt32(names.count)
      if id == names.count {
        ids[text] = id
        names.append(text)
      }
      return id
    }
    self.init(ids: found, names: names)
  }
}

extension TextColumn {
  fileprivate init(_ texts: [String]) {
    self.init()
    for text in texts { append(Array(text.utf8).span) }
  }
}
