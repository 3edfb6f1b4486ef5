internal import CScan
import Ledger

/// Cuts a stream into pieces of whole records by counting quotes.
///
/// Right whenever quoting is; a parser that meets a stray quote says so and the file is read in order.
struct ChunkCutter {
  struct Piece: Sendable {
    var bytes: [UInt8]
    var isLast: Bool
  }
  private let stream: any ByteStream
  private var skip: Int
  private var carried: ArraySlice<UInt8> = []
  private var isOver = false
  /// No record end was found within the largest record allowed.
  private(set) var isStuck = false

  init(stream: any ByteStream, skip: Int) {
    self.stream = stream
    self.skip = skip
  }

  /// The next piece; nil at the end.
  mutating func next() throws(Unreadable) -> Piece? {
    while !isOver, !isStuck {
      var (bytes, isLast) = try stream.chunk(after: carried, upTo: Limits.chunkByteCount)
      let skipped = min(skip, bytes.count)
      if skipped > 0 { bytes.removeFirst(skipped) }
      skip -= skipped
      if isLast {
        isOver = true
        carried = []
        return bytes.isEmpty ? nil : Piece(bytes: bytes, isLast: true)
      }
      if let cut = lastRecordEnd(bytes) {
        // A copy, so that the bytes keep one owner and are cut in place.
        carried = Array(bytes[cut...])[...]
        bytes.removeLast(bytes.count - cut)
        return Piece(bytes: bytes, isLast: false)
      }
      carried = bytes[...]
      isStuck = bytes.count > Limits.recordByteCountMax + Limits.chunkByteCount
    }
    return nil
  }

  /// The offset behind the last line end with an even number of quotes before it.
  private func lastRecordEnd(_ bytes: [UInt8]) -> Int? {
    var isInside =
      unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe buffer.baseAddress.map { unsafe doichieu_count_quotes($0, buffer.count) } ?? 0
      } % 2 == 1
    // The last byte may be the first half of CRLF: it is never a cut.
    var index = bytes.count - 1
    while index >= 0 {
      switch bytes[index] {
      case 0x22: isInside.toggle()
      case 0x0A where !isInside: return index + 1
      case 0x0D where !isInside && index < bytes.count - 1 && bytes[index + 1] != 0x0A:
        return index + 1
      default: break
      }
      index -= 1
    }
    return nil
  }
}
