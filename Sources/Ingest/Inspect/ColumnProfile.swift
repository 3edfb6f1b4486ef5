import Ledger

/// What the cells of one column look like, by the readers that a run uses.
struct ColumnProfile {
  private(set) var filledCount = 0
  private(set) var blankCount = 0
  /// Numbers in any format, and those of them with decimals.
  private(set) var numberCount = 0
  private(set) var decimalCount = 0
  private(set) var dateCount = 0
  /// A number was beyond what 64 bits hold, or beyond ±2.
  private(set) var hasHugeNumber = false
  private(set) var hasLargeNumber = false
  /// A number of a million or more was written with separators.
  private(set) var hasGroupedMillions = false
  private(set) var numbers = NumberEvidence()
  private(set) var dates = DateEvidence()
  /// Cells of nothing but digits, with how many they have.
  private(set) var digitCellCount = 0
  private(set) var digitCounts: ClosedRange<Int>?
  private(set) var hasLeadingZero = false
  /// Digits that a spreadsheet was to keep as text: `'00471`.
  private(set) var hasTextMark = false
  private(set) var longestByteCount = 0
  private(set) var examples: [String] = []
  private var seen: Set<UInt64> = []
  /// The hash of the cell before: equal cells often follow one another.
  private var last: UInt64?

  private static let distinctCountMax = 1000
  private static let exampleCount = 3
  private static let currencyMarks = Ingest.currencyMarks(of: .vnd)

  /// Different cells; nil for more than are counted.
  var distinctCount: Int? { seen.count > Self.distinctCountMax ? nil : seen.count }

  /// Whether so many cells are of one kind that the others are faults.
  func isMost(_ count: Int) -> Bool { count > 0 && count * 5 >= filledCount * 3 }

  /// Adds a cell; `sheet` is the date system of a workbook, whose cells are marked.
  mutating func add(_ cells: Span<UInt8>, _ start: Int, _ end: Int, sheet: DateSystem?) {
    var cell = Stretch(cells, start, end)
    var mark: CellMark?
    if sheet != nil {
      var first = start
      mark = CellMark.take(cells, &first, end)
      cell = Stretch(cells, first, end)
    }
    if cell.isEmpty {
      blankCount += 1
      return
    }
    filledCount += 1
    note(cells, cell)
    switch mark {
    case nil: addText(cells, cell)
    case .number: addPlain(cells, cell)
    case .percent:
      numberCount += 1
      numbers.hasPercentSign = true
    case .date: dateCount += 1
    case .cutNumber: hasHugeNumber = true
    case .boolean, .error, .formula: break
    }
  }

  /// Examples, differences, and what makes a code.
  private mutating func note(_ cells: Span<UInt8>, _ cell: Stretch) {
    if seen.count <= Self.distinctCountMax {
      let hash = hash(of: cells.extracting(cell.start..<cell.end))
      if hash != last, seen.insert(hash).inserted, examples.count < Self.exampleCount {
        examples.append(cleaned(shownText(cells, cell.start, cell.end)))
      }
      last = hash
    }
    longestByteCount = max(longestByteCount, cell.count)
    var digits = cell
    digits.dropTextMarks(cells)
    guard !digits.isEmpty, (digits.start..<digits.end).allSatisfy({ cells[$0] &- 0x30 <= 9 })
    else { return }
    digitCellCount += 1
    let counts = digitCounts ?? digits.count...digits.count
    digitCounts =
      min(counts.lowerBound, digits.count)...max(counts.upperBound, digits.count)
    if digits.count > 1, cells[digits.start] == 0x30 { hasLeadingZero = true }
    if digits.count != cell.count { hasTextMark = true }
  }

  private mutating func addText(_ cells: Span<UInt8>, _ cell: Stretch) {
    addNumber(cells, cell)
    var evidence = DateEvidence()
    switch readDate(
      cells, cell.start, cell.end, DateReading(format: .dayFirst), evidence: &evidence)
    {
    case .value, .failed(.impossibleDate): dateCount += 1
    case .failed(.againstDateFormat) where evidence.serials == 0: dateCount += 1
    case .missing, .failed: break
    }
    dates.add(evidence)
  }

  /// A number of a workbook, which says nothing about how numbers are written.
  private mutating func addPlain(_ cells: Span<UInt8>, _ cell: Stretch) {
    numberCount += 1
    let hasPoint = (cell.start..<cell.end).contains { cells[$0] == UInt8(ascii: ".") }
    if hasPoint { decimalCount += 1 }
    var ignored = NumberEvidence()
    guard
      case .value(let value) = number(cells, cell, .english, exponent: hasPoint ? 6 : 0, &ignored)
    else { return }
    if value.magnitude > (hasPoint ? 2_000_000 : 2) { hasLargeNumber = true }
    if !hasPoint, DateReading.likelySerials.contains(Int(clamping: value)) { dates.serials += 1 }
  }

  /// Reads the cell as a number in either format.
  private mutating func addNumber(_ cells: Span<UInt8>, _ cell: Stretch) {
    var evidence = NumberEvidence()
    let vietnamese = number(cells, cell, .vietnamese, exponent: 0, &evidence)
    let isAgainst = if case .failed(.againstNumberFormat) = vietnamese { true } else { false }
    var ignored = NumberEvidence()
    let found = isAgainst ? number(cells, cell, .english, exponent: 0, &ignored) : vietnamese
    let isLone = evidence.loneDot + evidence.loneComma > 0
    switch found {
    case .value(let value):
      numberCount += 1
      if value.magnitude > 2 { hasLargeNumber = true }
      if value.magnitude >= 1_000_000, evidence.vietnamese + evidence.english > 0 {
        hasGroupedMillions = true
      }
    case .failed(.tooFine):
      numberCount += 1
      if !isLone { decimalCount += 1 }
      let fine = number(cells, cell, isAgainst ? .english : .vietnamese, exponent: 6, &ignored)
      if case .value(let value) = fine, value.magnitude > 2_000_000 { hasLargeNumber = true }
    case .failed(.tooLarge):
      numberCount += 1
      hasHugeNumber = true
    case .failed(.digitsLost): numberCount += 1
    case .missing, .failed: break
    }
    numbers.add(evidence)
  }

  private func number(
    _ cells: Span<UInt8>, _ cell: Stretch, _ format: NumberFormat, exponent: Int,
    _ evidence: inout NumberEvidence
  ) -> NumberCell {
    readNumber(
      cells, cell.start, cell.end,
      NumberReading(
        format: format, exponent: exponent, isMoney: true, allowsPercent: true,
        marks: Self.currencyMarks),
      evidence: &evidence)
  }
}

/// Looks at every data row of a table once; total rows and broken records are left out.
func profiles(
  of stream: any ByteStream, below head: Head
) throws(Unreadable) -> [ColumnProfile] {
  let layout = Layout(
    delimiter: head.delimiter, sheet: head.sheet, fieldCount: head.paths.count, columns: [],
    totals: TotalLabels(SourcePlan.defaultTotals),
    roles: RowRoles(head.paths, columns: []) { _ in .text })
  var profiles = Array(repeating: ColumnProfile(), count: head.paths.count)
  var signatures = Signatures()
  var carried: ArraySlice<UInt8> = []
  var skip = head.dataOffset
  while true {
    var (bytes, isLast) = try stream.chunk(after: carried, upTo: Limits.chunkByteCount)
    let skipped = min(skip, bytes.count)
    if skipped > 0 { bytes.removeFirst(skipped) }
    skip -= skipped
    if isLast, let last = bytes.last, last != 0x0A, last != 0x0D { bytes.append(0x0A) }
    var window = WindowReader(
      layout: layout, isBound: Array(repeating: true, count: layout.fieldCount), isLast: isLast)
    while window.readNext(&bytes) {
      for record in 0..<window.records.count {
        if signatures.take(record, of: window.records, bytes.span, layout.roles) { continue }
        for field in profiles.indices {
          let (start, end) = window.records.field(field, ofRecord: record, in: bytes.span)
          profiles[field].add(bytes.span, start, end, sheet: layout.sheet)
        }
      }
    }
    if isLast { return profiles }
    carried = bytes[window.position...]
  }
}

/// Rows of signatures below a table, whose words say nothing about its columns.
private struct Signatures {
  private var isBelow = false

  /// Whether a row signs, or names those who do.
  mutating func take(
    _ record: Int, of records: Records, _ bytes: Span<UInt8>, _ roles: RowRoles
  ) -> Bool {
    let fields = (0..<roles.fieldCount).map { records.field($0, ofRecord: record, in: bytes) }
    let filledCount = fields.count { $0.start < $0.end }
    let isWords =
      !(fields.contains { field in
        (field.start..<field.end).contains { bytes[$0] &- 0x30 <= 9 }
      })
    guard isWords || filledCount <= 2 && filledCount < fields.count else { return false }
    let cells = fields.map { cleaned(shownText(bytes, $0.start, $0.end)) }
    if roles.role(of: cells) == .footer { isBelow = true } else if !isWords { return false }
    return isBelow
  }
}
