import Ledger

/// The bytes of a table as UTF-8, whatever encoding they came in. UTF-8 itself is passed on untouched.
///
/// Where only ASCII was seen when the encoding was decided, the first byte that is none decides it:
/// all that was read until then means the same in every encoding.
final class TextStream: ByteStream {
  private let raw: any ByteStream
  private let deciding: EncodingDecision
  /// What the bytes are written in, as far as is known by now.
  private(set) var encoding: DecidedEncoding

  /// Bytes that were read and not yet decoded.
  private var input: [UInt8] = []
  private var unread = 0..<0
  private var isInputOver = false
  /// Text that was decoded and not yet taken.
  private var output: [UInt8] = []
  private var untaken = 0..<0
  /// Bytes and line ends before the unread input.
  private var offset = 0
  private var lineCount = 0

  private static let pieceByteCount = 256 << 10

  init(_ raw: any ByteStream, _ encoding: DecidedEncoding, deciding: EncodingDecision) {
    self.raw = raw
    self.encoding = encoding
    self.deciding = deciding
  }

  var byteCountExpected: Int? { raw.byteCountExpected }
  var packedByteCount: Int { raw.packedByteCount }
  var sheet: SheetRecord? { raw.sheet }

  func read(into space: UnsafeMutableBufferPointer<UInt8>) throws(Unreadable) -> Int {
    var filled = 0
    while filled < space.count {
      let rest = unsafe UnsafeMutableBufferPointer(rebasing: space[filled...])
      if !untaken.isEmpty {
        filled += unsafe take(output, &untaken, rest)
      } else if encoding.encoding != .utf8 {
        if isInputOver, unread.isEmpty { break }
        try decodePiece()
      } else if !unread.isEmpty {
        filled += unsafe take(input, &unread, rest)
      } else {
        return filled + (isInputOver ? 0 : try unsafe raw.read(into: rest))
      }
    }
    return filled
  }

  private func take(
    _ bytes: [UInt8], _ range: inout Range<Int>, _ space: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    let count = min(range.count, space.count)
    _ = unsafe space.update(fromContentsOf: bytes[range.prefix(count)])
    range = (range.lowerBound + count)..<range.upperBound
    return count
  }

  /// Decodes what is unread and the next piece behind it.
  private func decodePiece() throws(Unreadable) {
    try readOn(Self.pieceByteCount)
    let decoded = encoding.encoding.decode(input[unread], isLast: isInputOver, into: &output)
    if decoded.isBroken, encoding.encoding == .ascii {
      try readOn(EncodingDecision.sampleByteCount)
      encoding = try deciding.decideLate(Array(input[unread]), isWhole: isInputOver)
      return
    }
    untaken = 0..<decoded.produced
    lineCount += output[untaken].count { $0 == 0x0A }
    offset += decoded.consumed
    unread = (unread.lowerBound + decoded.consumed)..<unread.upperBound
    if decoded.isBroken {
      throw .notText(
        in: encoding.encoding, byte: input[unread.lowerBound], line: lineCount + 1, offset: offset)
    }
  }

  /// Puts up to `count` further bytes behind the unread ones.
  private func readOn(_ count: Int) throws(Unreadable) {
    guard !isInputOver else { return }
    let (bytes, isLast) = try raw.chunk(after: input[unread], upTo: count)
    (input, unread, isInputOver) = (bytes, 0..<bytes.count, isLast)
  }
}
