import Ledger

/// Walks a chunk window by window and sorts its records: data, blank, totals and broken ones.
struct WindowReader {
  private let layout: Layout
  private let isBound: [Bool]
  private let isLast: Bool
  private let labels: TotalLabels
  private var structure = Structure()
  private var strict: StrictReader?

  /// First byte of the next record.
  private(set) var position = 0
  /// Lines before `position`.
  private(set) var line = 0
  /// Data records of the window.
  private(set) var records = Records()
  /// Total rows of the window; `totalsBefore` says how many data records stand before each.
  private(set) var totals = Records()
  private(set) var totalsBefore: [Int] = []
  /// Rows of the window that are `Trong đó` or the like and nothing else, with the data records before.
  private(set) var openings: [(line: Int, record: Int)] = []
  /// Everything but what becomes of data records, for the chunk so far.
  private(set) var account = TableAccount()
  private(set) var rejects: [ChunkReject] = []
  private(set) var hasStrayQuote = false
  /// Line of the first footer row.
  private(set) var footerLine: Int?

  /// Small enough for offsets and bytes to stay in the second-level cache.
  private static let windowByteCount = 128 << 10

  init(layout: Layout, isBound: [Bool], isLast: Bool) {
    self.layout = layout
    self.isBound = isBound
    self.isLast = isLast
    labels = layout.totals
  }

  /// Reads the next window; false when the chunk holds no further whole record.
  mutating func readNext(_ bytes: inout [UInt8]) -> Bool {
    records.removeAll()
    totals.removeAll()
    totalsBefore.removeAll(keepingCapacity: true)
    openings.removeAll(keepingCapacity: true)
    var size = Self.windowByteCount
    while position < bytes.count {
      let end = min(bytes.count, position + size)
      scan(bytes, from: position, to: end, delimiter: layout.delimiter, into: &structure)
      let before = position
      takeRecords(&bytes)
      if position == before, structure.stray != nil { takeStray(&bytes) }
      if position > before {
        totals.separators = records.separators
        return true
      }
      if size > Limits.recordByteCountMax || (end == bytes.count && isLast) {
        // A quote that is never closed: its line is at fault, and the next line is tried.
        rejectLine(bytes)
        return true
      }
      if end == bytes.count { return false }
      size *= 4
    }
    return false
  }

  /// Sorts the records that end inside the window, up to the first stray quote.
  private mutating func takeRecords(_ bytes: inout [UInt8]) {
    let limit = structure.stray ?? Int.max
    swap(&records.separators, &structure.separators)
    var first = 0
    var doubled = structure.doubled[...]
    var inner = structure.innerBreaks[...]
    for recordEnd in structure.recordEnds {
      let end = Int(recordEnd)
      let endOffset = records.separators[end]
      guard endOffset < limit else { return }
      let (start, recordLine) = (position, line)
      var isRewritten = false
      while let offset = doubled.first, offset < endOffset {
        isRewritten = isRewritten || isInBoundField(offset, first, end)
        doubled.removeFirst()
      }
      line += 1
      while let offset = inner.first, offset < endOffset {
        line += 1
        inner.removeFirst()
      }
      position = Int(endOffset) + 1
      skipPairedFeed(bytes)
      if isRewritten {
        takeStrictly(&bytes, from: start, line: recordLine)
      } else {
        sort(bytes, start: start, first: first, count: end - first + 1, line: recordLine)
      }
      first = end + 1
    }
  }

  /// The line feed behind a carriage return belongs to it.
  private mutating func skipPairedFeed(_ bytes: [UInt8]) {
    if position < bytes.count, bytes[position] == 0x0A, bytes[position - 1] == 0x0D {
      position += 1
    }
  }

  /// Whether an offset lies in a field that a column needs; only such fields are worth unquoting.
  private func isInBoundField(_ offset: UInt32, _ first: Int, _ end: Int) -> Bool {
    var field = 0
    while first + field < end, records.separators[first + field] < offset { field += 1 }
    return field < isBound.count && isBound[field]
  }

  /// The record with the stray quote: libcsv decides; a line that it refuses is rejected.
  private mutating func takeStray(_ bytes: inout [UInt8]) {
    let recordLine = line
    switch strictReader().read(bytes, from: position) {
    case .incomplete: break
    // The line may go on in the next chunk.
    case .broken: if isLast || lineEnd(bytes) != nil { rejectLine(bytes) }
    case .record(let fields, let next):
      hasStrayQuote = true
      line += lineEndCount(bytes, position, next)
      rewrite(fields, in: &bytes, at: position, line: recordLine)
      position = next
    }
  }

  /// A record with doubled quotes in a field that is needed.
  private mutating func takeStrictly(_ bytes: inout [UInt8], from start: Int, line: Int) {
    if case .record(let fields, _) = strictReader().read(bytes, from: start) {
      rewrite(fields, in: &bytes, at: start, line: line)
    } else {
      account.read += 1
      reject(bytes, start, position - 1, line: line, .brokenQuote)
    }
  }

  private mutating func strictReader() -> StrictReader {
    let reader = strict ?? StrictReader(delimiter: layout.delimiter)
    strict = reader
    return reader
  }

  /// Puts fields without their quotes where the record stood, a separator behind each.
  private mutating func rewrite(
    _ fields: [[UInt8]], in bytes: inout [UInt8], at start: Int, line: Int
  ) {
    let first = records.separators.count
    var offset = start
    for field in fields {
      bytes.replaceSubrange(offset..<(offset + field.count), with: field)
      offset += field.count
      bytes[offset] = layout.delimiter
      records.separators.append(UInt32(offset))
      offset += 1
    }
    sort(bytes, start: start, first: first, count: fields.count, line: line, isUnquoted: true)
  }

  /// Rejects the line at `position` and goes on behind it.
  private mutating func rejectLine(_ bytes: [UInt8]) {
    hasStrayQuote = true
    let end = lineEnd(bytes) ?? bytes.count
    account.read += 1
    reject(bytes, position, end, line: line, .brokenQuote)
    position = min(end + 1, bytes.count)
    skipPairedFeed(bytes)
    line += 1
  }

  /// Offset of the end of the line at `position`.
  private func lineEnd(_ bytes: [UInt8]) -> Int? {
    bytes[position...].firstIndex { $0 == 0x0A || $0 == 0x0D }
  }

  private mutating func reject(
    _ bytes: [UInt8], _ start: Int, _ end: Int, line: Int, _ reason: RejectReason
  ) {
    account.rejected += 1
    let raw = shownText(bytes.span, start, end)
    rejects.append(
      ChunkReject(
        line: line, column: nil, raw: raw, reason: reason, isWords: !raw.contains { $0.isNumber }))
  }

  /// Decides what a record is by its first cell and its number of fields.
  private mutating func sort(
    _ bytes: [UInt8], start: Int, first: Int, count: Int, line: Int, isUnquoted: Bool = false
  ) {
    account.read += 1
    // Nearly every data row begins with something visible.
    if bytes[start] <= 0x22 || bytes[start] == layout.delimiter,
      isBlank(bytes, start, Int(records.separators[first + count - 1]))
    {
      account.outside += 1
    } else if bytes[start] == UInt8(ascii: "("),
      layout.roles.isNumbering(cells(bytes, start, first, count))
    {
      account.outside += 1
    } else if let label = labels.begin(bytes.span, start, records.separators, first, count) {
      if label == .part {
        account.outside += 1
        if cells(bytes, start, first, count).count(where: { !$0.isEmpty }) == 1 {
          openings.append((line, records.count))
        }
        return
      }
      account.total += 1
      guard count == layout.fieldCount else { return }
      totalsBefore.append(records.count)
      totals.append(start: start, firstSeparator: first, line: line, isUnquoted: isUnquoted)
    } else if count == layout.fieldCount {
      records.append(start: start, firstSeparator: first, line: line, isUnquoted: isUnquoted)
    } else if let role = layout.roles.role(of: cells(bytes, start, first, count)) {
      account.outside += 1
      if role == .footer { footerLine = footerLine ?? line }
    } else {
      let reason: RejectReason =
        count < layout.fieldCount
        ? .tooFewFields(expected: layout.fieldCount, found: count)
        : .tooManyFields(expected: layout.fieldCount, found: count)
      reject(bytes, start, Int(records.separators[first + count - 1]), line: line, reason)
    }
  }

  /// The cells of a record of another number of fields than the header.
  private func cells(_ bytes: [UInt8], _ start: Int, _ first: Int, _ count: Int) -> [String] {
    (0..<count).map { field in
      var start = field == 0 ? start : Int(records.separators[first + field - 1]) + 1
      var end = Int(records.separators[first + field])
      if end - start >= 2, bytes[start] == 0x22 { (start, end) = (start + 1, end - 1) }
      return cleaned(shownText(bytes.span, start, end))
    }
  }

  /// No cell holds anything.
  private func isBlank(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    bytes[start..<end].allSatisfy { $0 <= 0x20 || $0 == 0x22 || $0 == layout.delimiter }
  }
}

/// Line ends among bytes; a line feed behind a carriage return is part of it.
func lineEndCount(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
  (start..<end).count {
    bytes[$0] == 0x0A ? $0 == start || bytes[$0 - 1] != 0x0D : bytes[$0] == 0x0D
  }
}
