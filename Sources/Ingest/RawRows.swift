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
    let finder = TableFinder(
      folder: folder, limits: plan.limits, passwords: Passwords(passwords.ofSources[source]),
      headerRowCountMax: plan.sources[source].headerRowCountMax)
    let reader = RawReader(plan: plan, source: plan.sources[source], finder: finder)
    for (file, origins) in Dictionary(grouping: origins, by: \.file) {
      let read = (try? reader.read(file, origins)) ?? [:]
      found[source, default: [:]].merge(read) { $1 }
    }
  }
  return found
}

/// Reads rows of a source as its files have them.
private struct RawReader {
  let plan: Plan
  let source: SourcePlan
  let finder: TableFinder

  func read(
    _ path: String, _ origins: [RowOrigin]
  ) throws(Unreadable) -> [RowOrigin: RawRow] {
    guard let pattern = source.files.first(where: { matches(path: path, glob: $0.path) }) else {
      return [:]
    }
    let byteCount = try FileDescriptor(path: finder.folder + "/" + path).byteCount()
    let file = FoundFile(path: path, byteCount: byteCount ?? 0)
    let tables = try finder.contents(of: file, fitting: pattern).tables
    var found: [RowOrigin: RawRow] = [:]
    for table in tables {
      let lines = Set(origins.filter { $0.entry == table.place.entry }.map(\.line))
      if lines.isEmpty { continue }
      for (line, row) in try read(table, lines) {
        found[RowOrigin(file: path, entry: table.place.entry, line: line)] = row
      }
    }
    return found
  }

  /// The rows of a table that begin in some lines.
  private func read(
    _ table: FoundTable, _ wanted: Set<Int>
  ) throws(Unreadable) -> [Int: RawRow] {
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
    while let last = wanted.max(), line <= last {
      var (bytes, isLast) = try stream.chunk(after: carried, upTo: Limits.chunkByteCount)
      let skipped = min(skip, bytes.count)
      bytes.removeFirst(skipped)
      skip -= skipped
      if isLast, let end = bytes.last, end != 0x0A, end != 0x0D { bytes.append(0x0A) }
      var window = WindowReader(layout: layout, isBound: layout.isBound, isLast: isLast)
      while window.readNext(&bytes) {
        for (record, offset) in window.records.lines.enumerated()
        where wanted.contains(line + Int(offset)) {
          rows[line + Int(offset)] = row(record, of: window.records, bytes, layout)
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
    var whole = source
    for column in whole.columns.indices { whole.columns[column].isUsed = true }
    for wanted in whole.wantedHeadings where !source.columns[wanted.column].isUsed {
      let field = wanted.fields(in: head.paths).first { field in
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
