import Ledger

/// The table of one source while chunks are added to it in file order.
struct TableBuilder {
  private let source: SourcePlan
  private var columns: [ColumnBuffer?]
  /// For each column of symbols the table's names, in order of first appearance.
  private var names: [[String]]
  private var isUnknown: [[Bool]]
  private var idOfName: [[String: UInt32]]
  /// For each worker and column: the worker's id → the table's id.
  private var tableIDs: [[[UInt32]]] = []
  private(set) var rowCount = 0
  private(set) var segments: [Segment] = []

  init(source: SourcePlan) {
    self.source = source
    columns = source.columns.indices.map {
      source.holds($0) ? ColumnBuffer(of: source.columns[$0]) : nil
    }
    names = Array(repeating: [""], count: source.columns.count)
    isUnknown = Array(repeating: [false], count: source.columns.count)
    idOfName = Array(repeating: ["": 0], count: source.columns.count)
  }

  /// Begins the rows of a file or entry, read by fresh workers.
  mutating func beginSegment(file: String, entry: String?, workerCount: Int) {
    segments.append(Segment(file: file, entry: entry, firstRow: rowCount))
    tableIDs = Array(
      repeating: Array(repeating: [0], count: source.columns.count), count: workerCount)
  }

  /// Notes how finely the rows since the last `beginSegment` write their money.
  mutating func endSegment(_ moneyExponents: [Int: Int]) {
    segments[segments.count - 1].moneyExponents = moneyExponents
  }

  /// Takes the rows since the last `beginSegment` out again.
  mutating func dropSegment() {
    guard let segment = segments.popLast() else { return }
    rowCount = segment.firstRow
    for index in columns.indices { columns[index]?.keep([], from: rowCount) }
  }

  /// Makes room for so many chunks like this one: growing by doubling would copy and hold twice as much.
  mutating func reserve(_ count: Int, chunksLike chunk: ShapedChunk) {
    guard count > 1 else { return }
    for index in columns.indices {
      columns[index]?.reserve(count, times: chunk.columns[index], rowCount: chunk.rowCount)
    }
  }

  /// Whether the ends of texts still fit 32 bits.
  func hasRoom(for chunk: ShapedChunk) -> Bool {
    zip(columns, chunk.columns).allSatisfy { buffer, column in
      guard case .texts(let texts) = buffer else { return true }
      return texts.bytes.count + (column?.byteCount ?? 0) <= Int(UInt32.max)
    }
  }

  /// Adds a chunk; `line` is the number of lines before it in its file.
  mutating func append(_ chunk: ShapedChunk, worker: Int, line: Int) {
    for (column, new) in chunk.newNames {
      for (name, isUnknown) in new {
        tableIDs[worker][column].append(id(of: name, isUnknown: isUnknown, column))
      }
    }
    for index in columns.indices where columns[index] != nil {
      append(
        chunk.columns[index], to: index, worker: worker, count: chunk.rowCount,
        unknown: chunk.unknownComputed[index] ?? [])
    }
    let last = segments.count - 1
    segments[last].lines.append(chunk.lines, rowOffset: rowCount, lineOffset: line + 1)
    segments[last].rowCount += chunk.rowCount
    rowCount += chunk.rowCount
  }

  /// The finished table, and for each column of symbols which codes are unknown.
  consuming func finish() -> (table: Table, isUnknown: [[Bool]]) {
    let table = Table(
      columns: columns.indices.map { index in
        guard let buffer = columns[index] else { return nil }
        guard case .ids(let ids) = buffer else { return buffer.column }
        return .symbols(SymbolColumn(ids: ids, names: names[index]))
      },
      rowCount: rowCount, segments: segments)
    return (table, isUnknown)
  }

  private mutating func id(of name: String, isUnknown: Bool, _ column: Int) -> UInt32 {
    if let id = idOfName[column][name] {
      if isUnknown { self.isUnknown[column][Int(id)] = true }
      return id
    }
    let id = UInt32(names[column].count)
    names[column].append(name)
    self.isUnknown[column].append(isUnknown)
    idOfName[column][name] = id
    return id
  }

  private mutating func append(
    _ column: Column?, to index: Int, worker: Int, count: Int, unknown: Set<String>
  ) {
    switch column {
    case .exact(let values):
      var all = columns[index]?.takeExact() ?? []
      all.append(contentsOf: values)
      columns[index] = .exact(all)
    case .days(let values):
      var all = columns[index]?.takeDays() ?? []
      all.append(contentsOf: values)
      columns[index] = .days(all)
    case .texts(let texts):
      var all = columns[index]?.takeTexts() ?? TextColumn()
      all.append(texts)
      columns[index] = .texts(all)
    case .symbols(let symbols):
      // Computed codes bring their own names; those read from cells are the worker's.
      let ids =
        symbols.names.count > 1
        ? symbols.names.map { id(of: $0, isUnknown: unknown.contains($0), index) }
        : tableIDs[worker][index]
      var all = columns[index]?.takeIDs() ?? []
      // What became wider stands in other memory.
      if all.widen(below: names[index].count) { all.bytes.reserve(0) }
      all.append(symbols.ids, as: ids)
      columns[index] = .ids(all)
    case nil: columns[index]?.appendMissing(count)
    }
  }
}

extension ColumnBuffer {
  /// An empty buffer for a column of the plan.
  init(of column: ColumnPlan) {
    switch column.type {
    case .text, .code: self = column.isSymbols ? .ids([]) : .texts(TextColumn())
    case .date: self = .days([])
    case .money, .number, .integer, .rate, .flag, .days: self = .exact([])
    }
  }

  /// Makes room for so many times the rows of a chunk.
  mutating func reserve(_ count: Int, times chunk: Column?, rowCount: Int) {
    let rowCount = count * rowCount
    switch self {
    case .exact:
      var values = takeExact()
      values.reserve(rowCount)
      self = .exact(values)
    case .days:
      var values = takeDays()
      values.reserve(rowCount)
      self = .days(values)
    case .ids:
      var ids = takeIDs()
      ids.bytes.reserve(rowCount << ids.shift)
      self = .ids(ids)
    case .texts:
      var texts = takeTexts()
      if case .texts(let like) = chunk {
        texts.bytes.reserve(count * like.bytes.count)
        if !like.isUniform { texts.ends.reserve(rowCount) }
      }
      self = .texts(texts)
    }
  }

  /// Adds rows without a value, for a column that a file does not have.
  mutating func appendMissing(_ count: Int) {
    switch self {
    case .exact: self = .exact(takeExact() + Array(repeating: Column.missingExact, count: count))
    case .days: self = .days(takeDays() + Array(repeating: Column.missingDay, count: count))
    case .ids:
      var ids = takeIDs()
      ids.append(Array(repeating: 0, count: count))
      self = .ids(ids)
    case .texts:
      var texts = takeTexts()
      texts.appendMissing(count)
      self = .texts(texts)
    }
  }
}

extension Column {
  /// Bytes of text held.
  fileprivate var byteCount: Int {
    if case .texts(let texts) = self { texts.bytes.count } else { 0 }
  }
}

extension ColumnPlan {
  /// Held as ids: few distinct values are expected, or the value is made.
  var isSymbols: Bool {
    if case .heading = origin { return isInterned }
    return true
  }
}
