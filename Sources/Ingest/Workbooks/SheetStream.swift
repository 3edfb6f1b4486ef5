import Ledger

/// A sheet of a workbook as lines of UTF-8, to be read like any other table.
final class SheetStream: ByteStream {
  private let parser: XMLParser
  private let reader: SheetReader
  private var bytes: ArraySlice<UInt8> = []
  private var byteCount = 0
  private var isOver = false
  var byteCountExpected: Int? { nil }
  var packedByteCount: Int { parser.stream.packedByteCount }

  private let dates: DateSystem
  private let isHidden: Bool

  /// `frontRowCount` rows say how many columns the table has.
  init(_ sheet: Workbook.Sheet, of workbook: Workbook, frontRowCount: Int) throws(Unreadable) {
    guard let part = sheet.part else { throw .noWorksheet }
    (dates, isHidden) = (workbook.dates, sheet.isHidden)
    reader = SheetReader(workbook, frontRowCount: frontRowCount)
    parser = try XMLParser(workbook.parts.open(part), part: part, content: reader)
  }

  var sheet: SheetRecord? {
    SheetRecord(
      dates: dates, isHidden: isHidden, hiddenRowCount: reader.hiddenRowCount,
      hiddenColumnCount: reader.hiddenColumnCount)
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
      reader.finish()
      isOver = true
    }
    bytes = reader.takeLines()[...]
    byteCount += bytes.count
    guard byteCount <= Limits.sheetByteCountMax else {
      throw .tooLarge("\(Limits.sheetByteCountMax >> 30) GiB")
    }
  }
}
