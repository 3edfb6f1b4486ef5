import Ledger

/// Reads the cells of a chunk's data records, one column at a time, into typed columns.
///
/// A record with a cell that cannot be read leaves no trace in any column.
struct CellReader {
  let layout: Layout
  private var interners: [Interner?]
  private var columns: [ColumnBuffer]
  var rowCount = 0
  private var lines = LineRuns()
  private var rejects: [ChunkReject] = []
  private var totals: [TotalRow] = []
  var outline = Outline()
  /// Rows that read well and do not count, as an earlier reading found.
  let setAside: SetAside
  /// Failed records that are no data rows.
  var outsideCount = 0
  var totalCount = 0
  var footerLine: Int?
  private var numbers: [NumberEvidence]
  private var dates: [DateEvidence]
  /// Records of the window with a cell that cannot be read: record → its leftmost such cell.
  var failed: [Int: ChunkReject] = [:]
  /// Those of them that are no data rows at all.
  var roles: [Int: RowRole] = [:]

  init(layout: Layout, interners: [Interner?], setAside: SetAside) {
    self.layout = layout
    self.interners = interners
    self.setAside = setAside
    columns = layout.columns.map { ColumnBuffer(for: $0.reading) }
    numbers = Array(repeating: NumberEvidence(), count: layout.columns.count)
    dates = Array(repeating: DateEvidence(), count: layout.columns.count)
  }

  /// Appends the data records of a window.
  mutating func read(_ window: WindowReader, _ bytes: Span<UInt8>) {
    failed.removeAll(keepingCapacity: true)
    roles.removeAll(keepingCapacity: true)
    for index in layout.columns.indices { readColumn(index, of: window.records, bytes) }
    failSetAside(window.records)
    readRoles(window.records, bytes)
    readTotals(window, bytes)
    readOutline(window, bytes)
    if failed.isEmpty {
      for (offset, line) in window.records.lines.enumerated() {
        lines.append(row: rowCount + offset, line: Int(line))
      }
      rowCount += window.records.count
    } else {
      dropFailed(window.records)
    }
  }

  /// The chunk, and the interners for the next one.
  consuming func finish(_ window: WindowReader) -> (ParsedChunk, [Interner?]) {
    var chunk = ParsedChunk(
      columns: columns.map(\.column), numbers: numbers, dates: dates, newNames: [])
    chunk.rowCount = rowCount
    chunk.lines = lines
    chunk.lineCount = window.line
    chunk.consumed = window.position
    chunk.account = window.account
    chunk.account.kept = rowCount
    chunk.account.rejected += rejects.count
    chunk.account.total += totalCount
    chunk.account.outside += outsideCount
    chunk.rejects = (window.rejects + rejects).sorted { $0.line < $1.line }
    chunk.totals = totals
    chunk.outline = outline.finish()
    chunk.footerLine = [footerLine, window.footerLine].compactMap(\.self).min()
    chunk.hasStrayQuote = window.hasStrayQuote
    return (chunk, interners)
  }

  private mutating func readColumn(_ index: Int, of records: Records, _ bytes: Span<UInt8>) {
    let column = layout.columns[index]
    switch column.reading {
    case .number(let reading, let isRate):
      readNumbers(index, column, reading, isRate: isRate, records, bytes)
    case .date(let reading): readDates(index, column, reading, records, bytes)
    case .flag: readFlags(index, column, records, bytes)
    case .symbols: readSymbols(index, column, records, bytes)
    case .texts(let rule): readTexts(index, column, rule, records, bytes)
    }
  }

  private var isSheet: Bool { layout.sheet != nil }

  @inline(__always)
  private func number(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ reading: NumberReading,
    evidence: inout NumberEvidence
  ) -> NumberCell {
    isSheet
      ? readSheetNumber(bytes, start, end, reading, evidence: &evidence)
      : readNumber(bytes, start, end, reading, evidence: &evidence)
  }

  private mutating func readNumbers(
    _ index: Int, _ column: BoundColumn, _ reading: NumberReading, isRate: Bool,
    _ records: Records, _ bytes: Span<UInt8>
  ) {
    var values = columns[index].takeExact()
    values.reserveCapacity(values.count + records.count)
    var evidence = NumberEvidence()
    for record in 0..<records.count {
      let (start, end) = records.field(column.field, ofRecord: record, in: bytes)
      switch number(bytes, start, end, reading, evidence: &evidence) {
      case .value(let value):
        values.append(value)
        // In stored units of a fraction: beyond ±2 it can only be a percentage.
        if isRate, !(isSheet && isPercentCell(bytes, start, end)) {
          if value != 0 { evidence.cellCount += 1 }
          if value.magnitude > 2_000_000_000 { evidence.hasLargeRate = true }
        }
      case .missing:
        values.append(Column.missingExact)
        if column.isRequired { fail(record, index, records, bytes, .empty) }
      case .failed(let reason):
        values.append(Column.missingExact)
        fail(record, index, records, bytes, reason)
      }
    }
    numbers[index].add(evidence)
    columns[index] = .exact(values)
  }

  private mutating func readDates(
    _ index: Int, _ column: BoundColumn, _ reading: DateReading, _ records: Records,
    _ bytes: Span<UInt8>
  ) {
    var values = columns[index].takeDays()
    values.reserveCapacity(values.count + records.count)
    var evidence = DateEvidence()
    for record in 0..<records.count {
      let (start, end) = records.field(column.field, ofRecord: record, in: bytes)
      let cell =
        if let sheet = layout.sheet {
          readSheetDate(bytes, start, end, reading, sheet, evidence: &evidence)
        } else {
          readDate(bytes, start, end, reading, evidence: &evidence)
        }
      switch cell {
      case .value(let value): values.append(value)
      case .missing:
        values.append(Column.missingDay)
        if column.isRequired { fail(record, index, records, bytes, .empty) }
      case .failed(let reason):
        values.append(Column.missingDay)
        fail(record, index, records, bytes, reason)
      }
    }
    dates[index].add(evidence)
    columns[index] = .days(values)
  }

  private mutating func readFlags(
    _ index: Int, _ column: BoundColumn, _ records: Records, _ bytes: Span<UInt8>
  ) {
    var values = columns[index].takeExact()
    for record in 0..<records.count {
      var (start, end) = records.field(column.field, ofRecord: record, in: bytes)
      if isSheet, let reason = takeMark(bytes, &start, end) {
        values.append(Column.missingExact)
        fail(record, index, records, bytes, reason)
        continue
      }
      let written = text(bytes, start, end).map(cleaned)
      let value = written.flatMap(readFlag)
      values.append(value.map { $0 ? 1 : 0 } ?? Column.missingExact)
      if value == nil, written != "" { fail(record, index, records, bytes, .notAFlag) }
      if written == "", column.isRequired { fail(record, index, records, bytes, .empty) }
    }
    columns[index] = .exact(values)
  }

  /// Records ahead of which slots of codes are fetched.
  private static let approachCount = 8

  private mutating func readSymbols(
    _ index: Int, _ column: BoundColumn, _ records: Records, _ bytes: Span<UInt8>
  ) {
    guard var interner = interners[index] else { return }
    interners[index] = nil
    var ids: [UInt32] = []
    ids.reserveCapacity(records.count)
    let isLarge = interner.isLarge
    for record in 0..<records.count {
      if isLarge, record + Self.approachCount < records.count {
        let (start, end) = records.field(
          column.field, ofRecord: record + Self.approachCount, in: bytes)
        interner.approach(bytes, start, end)
      }
      var (start, end) = records.field(column.field, ofRecord: record, in: bytes)
      if isSheet, let reason = takeMark(bytes, &start, end) {
        ids.append(0)
        fail(record, index, records, bytes, reason)
        continue
      }
      let id = interner.id(of: bytes, start, end)
      ids.append(id ?? 0)
      if id == nil { fail(record, index, records, bytes, reasonNotRead(bytes, start, end)) }
      if id == 0, column.isRequired { fail(record, index, records, bytes, .empty) }
    }
    var all = columns[index].takeIDs()
    all.append(ids, below: interner.names.count)
    columns[index] = .ids(all)
    interners[index] = interner
  }

  private mutating func readTexts(
    _ index: Int, _ column: BoundColumn, _ rule: CodeRule, _ records: Records,
    _ bytes: Span<UInt8>
  ) {
    var texts = columns[index].takeTexts()
    for record in 0..<records.count {
      var (start, end) = records.field(column.field, ofRecord: record, in: bytes)
      if isSheet, let reason = takeMark(bytes, &start, end) {
        texts.append([UInt8]().span)
        fail(record, index, records, bytes, reason)
      } else if rule.keepsPlain(bytes, start, end) {
        texts.append(bytes.extracting(start..<end))
      } else if let code = rule.code(ofCell: bytes, start, end)?.code {
        texts.append(Array(code.utf8).span)
      } else {
        texts.append([UInt8]().span)
        fail(record, index, records, bytes, reasonNotRead(bytes, start, end))
      }
      if column.isRequired, texts.isLastEmpty { fail(record, index, records, bytes, .empty) }
    }
    columns[index] = .texts(texts)
  }

  /// Notes why a record is rejected; the leftmost cell of the file counts.
  @inline(never)
  private mutating func fail(
    _ record: Int, _ index: Int, _ records: Records, _ bytes: Span<UInt8>, _ reason: RejectReason
  ) {
    if let earlier = failed[record]?.column,
      layout.columns[earlier].field <= layout.columns[index].field
    {
      return
    }
    var (start, end) = records.field(layout.columns[index].field, ofRecord: record, in: bytes)
    if isSheet { _ = CellMark.take(bytes, &start, end) }
    let isNUL = (start..<end).contains { bytes[$0] == 0 }
    failed[record] = ChunkReject(
      line: Int(records.lines[record]), column: index, raw: shownText(bytes, start, end),
      reason: isNUL ? .nulByte : reason)
  }

  /// Takes the failed records of the window out of every column.
  private mutating func dropFailed(_ records: Records) {
    let kept = (0..<records.count).filter { failed[$0] == nil }
    for index in columns.indices { columns[index].keep(kept, from: rowCount) }
    for (offset, record) in kept.enumerated() {
      lines.append(row: rowCount + offset, line: Int(records.lines[record]))
    }
    rejects += failed.keys.sorted().compactMap { roles[$0] == nil ? failed[$0] : nil }
    rowCount += kept.count
  }

  /// Reads what total rows print in the money columns.
  private mutating func readTotals(_ window: WindowReader, _ bytes: Span<UInt8>) {
    for total in 0..<window.totals.count {
      totals.append(
        TotalRow(
          line: Int(window.totals.lines[total]),
          rowsBefore: rowsBefore(record: window.totalsBefore[total]),
          printed: printedSums(of: total, in: window.totals, bytes)))
    }
  }

  /// Rows of the chunk that stand before a record of the window.
  func rowsBefore(record: Int) -> Int {
    rowCount + record - failed.keys.count { $0 < record }
  }

  /// What a total row prints in the columns that have sums.
  mutating func printedSums(
    of record: Int, in records: Records, _ bytes: Span<UInt8>
  ) -> [PrintedSum] {
    var printed: [PrintedSum] = []
    for (index, column) in layout.columns.enumerated() {
      guard column.isSummed, case .number(let reading, _) = column.reading else { continue }
      let (start, end) = records.field(column.field, ofRecord: record, in: bytes)
      var evidence = NumberEvidence()
      let cell = number(bytes, start, end, reading, evidence: &evidence)
      // A total that can only be written one way decides for the column.
      numbers[index].vietnamese += evidence.vietnamese
      numbers[index].english += evidence.english
      switch cell {
      case .value(let value):
        printed.append(
          PrintedSum(column: index, value: value, unit: lastDigitUnit(bytes, start, end, reading)))
      case .missing: break
      case .failed(let reason):
        var first = start
        if isSheet { _ = CellMark.take(bytes, &first, end) }
        let raw = shownText(bytes, first, end)
        // Words in a total row are no figure that somebody meant.
        if holdsFigure(cleaned(raw)) {
          printed.append(PrintedSum(column: index, raw: raw, isTooFine: reason == .tooFine))
        }
      }
    }
    return printed
  }

  /// What one step of a printed number's last digit is worth in the stored unit.
  private func lastDigitUnit(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ reading: NumberReading
  ) -> Int64 {
    let isMarked = isSheet && bytes[start] == CellMark.number.rawValue
    let isComma = reading.format == .vietnamese && !isMarked
    let sign: UInt8 = isComma ? UInt8(ascii: ",") : UInt8(ascii: ".")
    let decimals = (start..<end).last { bytes[$0] == sign }.map { point in
      (point..<end).count { bytes[$0] &- 0x30 <= 9 }
    }
    return Int64(powerOfTen(max(0, reading.exponent - (decimals ?? 0))))
  }
}
