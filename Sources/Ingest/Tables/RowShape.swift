import Expressions
import Ledger

/// What is done to parsed rows before they join their table: computed columns and `where`.
struct RowShape: Sendable {
  let source: SourcePlan
  let codeRules: [CodeRule]
  private let references: References
  let isCovered: Bool
  /// Columns by which matches date rows, where `where` leaves some out.
  let matchDates: Set<Int>

  init(plan: Plan, source index: Int, codeRules: [CodeRule], tables: [Table]) {
    source = plan.sources[index]
    self.codeRules = codeRules
    var expressions = source.filter.map { [$0] } ?? []
    for column in source.columns {
      if case .expression(let expression) = column.origin { expressions.append(expression) }
    }
    references = References(plan: plan, tables: tables, for: expressions)
    matchDates = source.filter == nil ? [] : plan.matchDates(ofSource: index)
    isCovered = source.isCovered || !matchDates.isEmpty
  }

  /// The chunk in the order of the source's columns, computed columns added, filtered rows gone.
  func shaped(_ chunk: ParsedChunk, _ parser: ChunkParser, _ place: RowPlace) -> ShapedChunk {
    var columns: [Column?] = Array(repeating: nil, count: source.columns.count)
    var newNames: [(column: Int, names: [(name: String, isUnknown: Bool)])] = []
    for (index, bound) in parser.layout.columns.enumerated() {
      columns[bound.column] = chunk.columns[index]
      if !chunk.newNames[index].isEmpty { newNames.append((bound.column, chunk.newNames[index])) }
    }
    var shaped = ShapedChunk(chunk, columns: columns, newNames: newNames)
    if let unpivot = source.unpivot { self.unpivot(&shaped, unpivot, parser.layout) }
    let computed = source.computed.filter { source.columns[$0].isUsed }
    if computed.isEmpty, source.filter == nil, !isCovered {
      shaped.account.keptMoney = money(shaped.columns, rows: nil)
      return shaped
    }
    // Expressions read names; ids alone are the worker's.
    var named = shaped.columns
    for (index, bound) in parser.layout.columns.enumerated() {
      if case .symbols(let symbols) = named[bound.column], let interner = parser.interners[index] {
        named[bound.column] = .symbols(SymbolColumn(ids: symbols.ids, names: interner.names))
      }
    }
    var faults = RowFaults()
    for index in computed {
      guard case .expression(let expression) = source.columns[index].origin else { continue }
      let frame = frame(named, shaped.rowCount, place)
      let values = compute(index, expression, over: frame, &shaped)
      self.faults(of: index, expression, values, over: frame, &faults)
      (named[index], shaped.columns[index]) = (values, values)
    }
    if isCovered { shaped.coverage = coverage(of: shaped, named) }
    select(&shaped, over: frame(named, shaped.rowCount, place), faults)
    return shaped
  }

  func frame(_ columns: [Column?], _ rowCount: Int, _ place: RowPlace) -> Frame {
    Frame(
      columns: columns, source: source, rowCount: rowCount, fileName: place.file.lastPart,
      fileDate: place.date, sheet: place.entry ?? "", references: references)
  }

  /// The values of a computed column.
  func compute(
    _ index: Int, _ expression: Expression, over frame: Frame, _ shaped: inout ShapedChunk
  ) -> Column {
    let values = column(of: expression, over: frame, as: source.columns[index].type)
    guard case .symbols(let symbols) = values else { return values }
    // Computed codes go through the same rules as written ones.
    let codes = symbols.names.map { codeRules[index].code(of: $0) }
    shaped.unknownComputed[index] = Set(codes.filter(\.isUnknown).map(\.code))
    return .symbols(SymbolColumn(ids: symbols.ids, names: codes.map(\.code)))
  }
}

extension ShapedChunk {
  /// Only these rows, in their order; one may stand several times.
  mutating func keep(_ rows: [Int]) {
    var kept = LineRuns()
    for (row, old) in rows.enumerated() { kept.append(row: row, line: lines.line(ofRow: old)) }
    lines = kept
    rowCount = rows.count
    for index in columns.indices { columns[index] = columns[index]?.keeping(rows) }
  }
}

extension Column {
  /// Only the rows named, in their order.
  func keeping(_ rows: [Int]) -> Column {
    switch self {
    case .exact(let values): .exact(rows.map { values[$0] })
    case .days(let values): .days(rows.map { values[$0] })
    case .symbols(let symbols):
      .symbols(SymbolColumn(ids: rows.map { symbols.ids[$0] }, names: symbols.names))
    case .texts(let texts): .texts(texts.keeping(rows, from: 0))
    }
  }
}

/// A chunk whose columns stand in the order of the source's plan.
struct ShapedChunk: Sendable {
  var columns: [Column?]
  var rowCount: Int
  /// Rows that read well, before anything was done to them.
  let readCount: Int
  var lines: LineRuns
  var lineCount: Int
  var account: TableAccount
  var coverage = Coverage()
  var rejects: [ChunkReject]
  var totals: [TotalRow]
  var outline: [OutlineStep]
  var footerLine: Int?
  /// For each column of the layout Σ of all rows, filtered ones included; 0 where it is no number.
  var sums: [Int128]
  /// The same sums up to each total row, and up to each step of the outline.
  var sumsBeforeTotals: [[Int128]]
  var sumsBeforeSteps: [[Int128]]
  var numbers: [NumberEvidence]
  var dates: [DateEvidence]
  var newNames: [(column: Int, names: [(name: String, isUnknown: Bool)])]
  var hasStrayQuote: Bool
  var consumed: Int
  /// For computed columns the codes that break `length` or are unknown to their map.
  var unknownComputed: [Int: Set<String>] = [:]
  /// Whether several rows may have been made of one.
  var isUnpivoted = false

  init(
    _ chunk: ParsedChunk, columns: [Column?],
    newNames: [(column: Int, names: [(name: String, isUnknown: Bool)])]
  ) {
    self.columns = columns
    self.newNames = newNames
    rowCount = chunk.rowCount
    readCount = chunk.rowCount
    lines = chunk.lines
    lineCount = chunk.lineCount
    account = chunk.account
    rejects = chunk.rejects
    totals = chunk.totals
    outline = chunk.outline
    footerLine = chunk.footerLine
    numbers = chunk.numbers
    dates = chunk.dates
    hasStrayQuote = chunk.hasStrayQuote
    consumed = chunk.consumed
    sums = chunk.columns.map { $0.sum(of: 0..<chunk.rowCount) }
    sumsBeforeTotals = Self.sums(of: chunk.columns, upTo: chunk.totals.map(\.rowsBefore))
    sumsBeforeSteps = Self.sums(of: chunk.columns, upTo: chunk.outline.map(\.rowsBefore))
  }

  /// Σ of each column over the rows before each of some ascending rows.
  private static func sums(of columns: [Column], upTo rows: [Int]) -> [[Int128]] {
    var sums = Array(repeating: Int128(0), count: columns.count)
    var done = 0
    return rows.map { row in
      for index in columns.indices { sums[index] += columns[index].sum(of: done..<row) }
      done = row
      return sums
    }
  }
}

extension Column {
  /// Σ of stored values of some rows, missing ones left out; 0 for other columns than numbers.
  fileprivate func sum(of rows: Range<Int>) -> Int128 {
    guard case .exact(let values) = self else { return 0 }
    var sum: Int128 = 0
    for row in rows where values[row] != Column.missingExact { sum += Int128(values[row]) }
    return sum
  }
}
