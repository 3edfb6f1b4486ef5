package import Ledger

/// Reads again, as their files have them, rows of some sources.
///
/// Only the files concerned are opened, each once. A row whose file cannot be read as it was is left
/// out, and so are rows of a record that was rejected as a whole.
package func rawRows(
  _ rows: [Int: Set<RowOrigin>], of plan: Plan, from folder: String, passwordFile: String? = nil
) -> [Int: [RowOrigin: RawRow]] {
  guard let passwords = try? readPasswords(plan, below: folder, shared: passwordFile) else {
    return [:]
  }
  var found: [Int: [RowOrigin: RawRow]] = [:]
  for (source, origins) in rows {
    let reader = RawReader(plan, source: source, folder: folder, passwords.ofSources[source])
    for (file, origins) in Dictionary(grouping: origins, by: \.file) {
      let read = try? reader.read(file) { entry in
        .lines(Set(origins.filter { $0.entry == entry }.map(\.line)))
      }
      found[source, default: [:]].merge(read ?? [:]) { $1 }
    }
  }
  return found
}

/// Rows of all sources of which a declared column has a cell of exactly this text, whatever became of
/// them, by source, file and line; not those of a record that was rejected as a whole.
package func places(
  of text: String, in intake: Intake, _ plan: Plan, from folder: String,
  passwordFile: String? = nil
) -> [(source: Int, origin: RowOrigin)] {
  guard let passwords = try? readPasswords(plan, below: folder, shared: passwordFile) else {
    return []
  }
  return intake.files.flatMap { file -> [(source: Int, origin: RowOrigin)] in
    let reader = RawReader(
      plan, source: file.source, folder: folder, passwords.ofSources[file.source])
    let read = (try? reader.read(file.path) { _ in .holding(Array(text.utf8)) }) ?? [:]
    return read.keys.sorted { ($0.entry ?? "", $0.line) < ($1.entry ?? "", $1.line) }
      .map { (file.source, $0) }
  }
}

/// Reads rows of a source as its files have them.
private struct RawReader {
  private let plan: Plan
  private let source: SourcePlan
  private let finder: TableFinder

  /// Which rows of a table are wanted.
  enum Wanted {
    /// Those that begin in these lines.
    case lines(Set<Int>)
    /// Those of which a cell has exactly these bytes.
    case holding([UInt8])

    /// The last line that can matter.
    var lastLine: Int {
      switch self {
      case .lines(let lines): lines.max() ?? 0
      case .holding: .max
      }
    }
  }

  init(_ plan: Plan, source index: Int, folder: String, _ passwords: [[UInt8]]) {
    self.plan = plan
    source = plan.sources[index]
    finder = TableFinder(
      folder: folder, limits: plan.limits, passwords: Passwords(passwords),
      headerRowCountMax: source.headerRowCountMax)
  }

  /// The rows of a file; `wanted` is asked for each table by the name of its entry.
  func read(
    _ path: String, wanted: (String?) -> Wanted
  ) throws(Unreadable) -> [RowOrigin: RawRow] {
    guard let pattern = source.files.first(where: { matches(path: path, glob: $0.path) }) else {
      return [:]
    }
    let byteCount = try FileDescriptor(path: finder.folder + "/" + path).byteCount()
    let file = FoundFile(path: path, byteCount: byteCount ?? 0)
    var found: [RowOrigin: RawRow] = [:]
    for table in try finder.contents(of: file, fitting: pattern).tables {
      // What cannot be read as a table was told by the run.
      for (line, row) in (try? read(table, wanted(table.place.entry))) ?? [:] {
        found[RowOrigin(file: path, entry: table.place.entry, line: line)] = row
      }
    }
    return found
  }

  private func read(
    _ table: FoundTable, _ wanted: Wanted
  ) throws(Unreadable) -> [Int: RawRow] {
    let last = wanted.lastLine
    if last == 0 { return [:] }
    let stream = try text(table)
    let front = try text(table).chunk(after: [], upTo: Limits.headByteCount + (64 << 10))
    let head = try readHead(
      front.bytes, isWhole: front.isLast, source: source, sheet: stream.sheet?.dates)
    let reading = ReadingPlan(
      source: source, currency: plan.currency, language: plan.language,
      codeRules: source.columns.map { _ in CodeRule(isCode: false) })
    let layout = reading.layout(head, bound: try boundColumns(head), formats: [:])
    var rows: [Int: RawRow] = [:]
    var carried: ArraySlice<UInt8> = []
    var (skip, line) = (head.dataOffset, head.lineCount + 1)
    while line <= last {
      var (bytes, isLast) = try stream.chunk(after: carried, upTo: Limits.chunkByteCount)
      let skipped = min(skip, bytes.count)
      bytes.removeFirst(skipped)
      skip -= skipped
      if isLast, let end = bytes.last, end != 0x0A, end != 0x0D { bytes.append(0x0A) }
      var window = WindowReader(layout: layout, isBound: layout.isBound, isLast: isLast)
      while window.readNext(&bytes) {
        for (record, offset) in window.records.lines.enumerated() {
          let isWanted =
            switch wanted {
            case .lines(let lines): lines.contains(line + Int(offset))
            case .holding(let text): holds(text, record, of: window.records, bytes, layout)
            }
          if isWanted {
            rows[line + Int(offset)] = row(record, of: window.records, bytes, layout)
          }
        }
      }
      carried = bytes[window.position...]
      line += window.line
      if isLast { break }
    }
    return rows
  }

  /// Where the declared columns stand, those that no rule uses included.
  private func boundColumns(_ head: Head) throws(Unreadable) -> [(column: Int, field: Int)] {
    var bound = try bind(source, to: head)
    let headings = FoldedHeadings(head.paths)
    var whole = source
    for column in whole.columns.indices { whole.columns[column].isUsed = true }
    for wanted in whole.wantedHeadings where !source.columns[wanted.column].isUsed {
      let field = headings.fields(of: wanted).first { field in
        !bound.contains { $0.field == field }
      }
      if let field { bound.append((wanted.column, field)) }
    }
    return bound.sorted { $0.field < $1.field }
  }

  /// The table's bytes as UTF-8.
  private func text(_ table: FoundTable) throws(Unreadable) -> TextStream {
    let decision = EncodingDecision(source, plan.language)
    let raw = try table.open()
    if raw.sheet != nil { return TextStream(raw, .workbook, deciding: decision) }
    let front = try raw.chunk(after: [], upTo: Limits.headByteCount + (64 << 10))
    let encoding = try decision.decide(front.bytes, isWhole: front.isLast)
    return TextStream(try table.open(), encoding, deciding: decision)
  }

  private func holds(
    _ text: [UInt8], _ record: Int, of records: Records, _ bytes: [UInt8], _ layout: Layout
  ) -> Bool {
    layout.columns.contains { column in
      let (start, end) = records.field(column.field, ofRecord: record, in: bytes.span)
      return end - start == text.count && bytes[start..<end].elementsEqual(text)
    }
  }

  private func row(
    _ record: Int, of records: Records, _ bytes: [UInt8], _ layout: Layout
  ) -> RawRow {
    RawRow(
      cells: layout.columns.map { column in
        var (start, end) = records.field(column.field, ofRecord: record, in: bytes.span)
        if layout.sheet != nil { _ = CellMark.take(bytes.span, &start, end) }
        return RawRow.Cell(
          column: column.column, heading: column.heading, text: shownText(bytes.span, start, end))
      })
  }
}
