/// An encoding that a table can be written in; `decode` turns its bytes into UTF-8.
enum TextEncoding: Sendable, Hashable {
  case utf8
  /// UTF-8 so far, because nothing but ASCII was seen: what follows may be anything.
  case ascii
  case utf16LittleEndian
  case utf16BigEndian
  case windows1258
  case windows1252
  case tcvn3
  case vni
  /// UTF-8 whose bytes were taken for Windows-1252 and written as UTF-8 once more.
  case doubledUTF8

  /// As run.json and messages call it.
  var name: String {
    switch self {
    case .utf8, .ascii: "utf-8"
    case .utf16LittleEndian: "utf-16le"
    case .utf16BigEndian: "utf-16be"
    case .windows1258: "windows-1258"
    case .windows1252: "windows-1252"
    case .tcvn3: "tcvn3"
    case .vni: "vni"
    case .doubledUTF8: "utf-8-twice"
    }
  }

  /// Decodes as much of `input` as is whole into the front of `output`, which grows where it must.
  ///
  /// A character that may go on behind the input stays unread unless the input `isLast`.
  func decode(
    _ input: ArraySlice<UInt8>, isLast: Bool, into output: inout [UInt8]
  ) -> Decoded {
    // No byte becomes more than three, and up to eight are written at a time.
    let room = 3 * input.count + 8
    if output.count < room { output = Array(repeating: 0, count: room) }
    var space = output.mutableSpan
    // Any bytes are a `UInt8` each, whatever is written.
    var bytes = unsafe space.mutableBytes
    return decode(input.span, isLast: isLast, into: &bytes)
  }

  private func decode(
    _ input: Span<UInt8>, isLast: Bool, into output: inout MutableRawSpan
  ) -> Decoded {
    switch self {
    case .utf8: preconditionFailure("UTF-8 is passed on as it is")
    case .ascii: decodeASCII(input, isLast: isLast, into: &output)
    case .utf16LittleEndian: decodeUTF16(input, isBigEndian: false, isLast: isLast, into: &output)
    case .utf16BigEndian: decodeUTF16(input, isBigEndian: true, isLast: isLast, into: &output)
    case .windows1258: ByteTable.windows1258.decode(input, into: &output)
    case .windows1252: ByteTable.windows1252.decode(input, into: &output)
    case .tcvn3: ByteTable.tcvn3.decode(input, into: &output)
    case .vni: decodeVNI(input, isLast: isLast, into: &output)
    case .doubledUTF8: decodeDoubledUTF8(input, isLast: isLast, into: &output)
    }
  }

  /// The text of `input`; nil when some of it is not of this encoding.
  func text(of input: [UInt8]) -> String? {
    if self == .utf8 { return String(validating: input, as: UTF8.self) }
    var output: [UInt8] = []
    let decoded = decode(input[...], isLast: true, into: &output)
    return decoded.isBroken ? nil : String(validating: output[..<decoded.produced], as: UTF8.self)
  }

  /// Whether `input` is of this encoding, but for a character that it may be cut in.
  func decodes(_ input: [UInt8], isWhole: Bool) -> Bool {
    var output: [UInt8] = []
    return !decode(input[...], isLast: isWhole, into: &output).isBroken
  }
}

/// How far one step of decoding came.
struct Decoded {
  /// Bytes of the input that were turned into characters.
  var consumed = 0
  /// Bytes that were written.
  var produced = 0
  /// What stands behind the consumed bytes has no meaning in the encoding.
  var isBroken = false
}

extension Decoded {
  /// Passes ASCII on, eight bytes a step while it lasts.
  @inline(__always)
  mutating func copyASCII(_ input: Span<UInt8>, _ output: inout MutableRawSpan) {
    while input.count - consumed >= 8 {
      // In bounds by the condition above.
      let word = unsafe input.bytes.unsafeLoadUnaligned(fromByteOffset: consumed, as: UInt64.self)
      output.storeBytes(of: word, toByteOffset: produced, as: UInt64.self)
      // Bytes written behind the ASCII ones are overwritten by what comes next.
      let count = (word & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
      consumed += count
      produced += count
      if count < 8 { return }
    }
    while consumed < input.count, input[consumed] < 0x80 {
      output.storeBytes(of: input[consumed], toByteOffset: produced, as: UInt8.self)
      consumed += 1
      produced += 1
    }
  }

  /// Writes a character and counts the input bytes it came from.
  @inline(__always)
  mutating func put(_ character: UTF8Character, from byteCount: Int, _ output: inout MutableRawSpan)
  {
    output.storeBytes(of: character.packed, toByteOffset: produced, as: UInt32.self)
    produced += Int(character.count)
    consumed += byteCount
  }
}

/// A character of at most four bytes, ready to be written in one step.
struct UTF8Character: Sendable {
  /// The first byte lowest.
  let packed: UInt32
  /// 0 for no character.
  let count: UInt8

  static let none = UTF8Character(packed: 0, count: 0)

  @inline(__always)
  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    // The low six bits at a place, marked as a byte that continues a character.
    func continuation(_ shift: UInt32) -> UInt32 { 0x80 | value >> shift & 0x3F }
    switch value {
    case 0..<0x80: (packed, count) = (value, 1)
    case 0x80..<0x800: (packed, count) = (0xC0 | value >> 6 | continuation(0) << 8, 2)
    case 0x800..<0x10000:
      packed = 0xE0 | value >> 12 | continuation(6) << 8 | continuation(0) << 16
      count = 3
    default:
      let front = 0xF0 | value >> 18 | continuation(12) << 8
      packed = front | continuation(6) << 16 | continuation(0) << 24
      count = 4
    }
  }

  private init(packed: UInt32, count: UInt8) {
    self.packed = packed
    self.count = count
  }
}

/// Passes ASCII on and stops at the first byte that is none.
private func decodeASCII(
  _ input: Span<UInt8>, isLast: Bool, into output: inout MutableRawSpan
) -> Decoded {
  var decoded = Decoded()
  decoded.copyASCII(input, &output)
  decoded.isBroken = decoded.consumed < input.count
  // The last byte is kept back: a mark of VNI may follow it.
  if !decoded.isBroken, !isLast, decoded.consumed > 0 {
    decoded.consumed -= 1
    decoded.produced -= 1
  }
  return decoded
}
