import Ledger

/// A sheet of a workbook as lines of UTF-8, to be read like any other table.
final class SheetStream: ByteStream {
  private let parser: XMLParser
  private let reader: XMLReader<SheetReader>
  private var bytes: ArraySlice<UInt8> = []
  private var byteCount = 0
  /// Told how many bytes came out so far: a few cells that share a long text are much of it.
  private let note: (Int) throws(Unreadable) -> Void
  private var isOver = false
  var byteCountExpected: Int? { nil }
  var packedByteCount: Int { parser.stream.packedByteCount }

  private let dates: DateSystem
  private let isHidden: Bool

  /// `frontRowCount` rows say how many columns the table has.
  init(
    _ sheet: Workbook.Sheet, of workbook: Workbook, frontRowCount: Int,
    note: @escaping (Int) throws(Unreadable) -> Void = { (_) throws(Unreadable) in }
  ) throws(Unreadable) {
    guard let part = sheet.part else { throw .noWorksheet }
    (dates, isHidden, self.note) = (workbook.dates, sheet.isHidden, note)
    reader = XMLReader(SheetReader(workbook, frontRowCount: frontRowCount))
    parser = try XMLParser(workbook.parts.open(part), part: part, into: reader)
  }

  var sheet: SheetRecord? {
    SheetRecord(
      dates: dates, isHidden: isHidden, hiddenRowCount: reader.content.hiddenRowCount,
      hiddenColumnCount: reader.content.hiddenColumnCount)
  }

  func read(into space: UnsafeMutableBufferPointer<UInt8>) throws(Unreadable) -> Int {
    var filled = 0
    while filled < space.count {
      if bytes.isEmpty {
        if isOver { break }
        try refill()
        continue
      }
      let count = min(bytes.count, space.count - filled)
      _ = unsafe UnsafeMutableBufferPointer(rebasing: space[filled..<(filled + count)])
        .update(fromContentsOf: bytes.prefix(count))
      bytes.removeFirst(count)
      filled += count
    }
    return filled
  }

  private func refill() throws(Unreadable) {
    try parser.parseNext()
    if parser.isOver {
      reader.content.finish()
      isOver = true
    }
    bytes = reader.content.takeLines()[...]
    byteCount += bytes.count
    try note(byteCount)
    guard byteCount <= Limits.sheetByteCountMax else {
      throw .tooLarge("\(Limits.sheetByteCountMax >> 30) GiB")
    }
  }
}
