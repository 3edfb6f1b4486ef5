/// Decodes UTF-8 that was taken for Windows-1252 and written as UTF-8 again: `Tá»•ng` is “Tổng”.
///
/// Strict both times: a character that Windows-1252 lacks, or bytes that are not UTF-8, are broken.
/// The byte order mark that the second writing added is left out.
func decodeDoubledUTF8(
  _ input: Span<UInt8>, isLast: Bool, into output: inout MutableRawSpan
) -> Decoded {
  var decoded = Decoded()
  while true {
    decoded.copyASCII(input, &output)
    guard decoded.consumed < input.count else { return decoded }
    var position = decoded.consumed
    var produced = decoded.produced
    var rest = Continuation(count: 0, first: 0...0)
    repeat {
      switch InnerByte(input, &position) {
      case .mark where produced == decoded.produced: break
      case .byte(let byte):
        if produced > decoded.produced {
          guard rest.first.contains(byte) else { return decoded.broken }
          rest = Continuation(count: rest.count - 1, first: 0x80...0xBF)
        } else {
          guard let found = Continuation(after: byte) else { return decoded.broken }
          rest = found
        }
        output.storeBytes(of: byte, toByteOffset: produced, as: UInt8.self)
        produced += 1
      case .incomplete where !isLast: return decoded
      case .mark, .incomplete, .broken: return decoded.broken
      }
    } while rest.count > 0
    decoded.consumed = position
    decoded.produced = produced
  }
}

extension Decoded {
  fileprivate var broken: Decoded {
    Decoded(consumed: consumed, produced: produced, isBroken: true)
  }
}

/// A byte of the inner UTF-8, as the character that Windows-1252 shows for it.
private enum InnerByte {
  case byte(UInt8)
  /// U+FEFF.
  case mark
  /// The input ends inside the character.
  case incomplete
  case broken

  /// Reads the character at `position` and moves behind it.
  init(_ input: Span<UInt8>, _ position: inout Int) {
    guard position < input.count else {
      self = .incomplete
      return
    }
    let lead = input[position]
    let count = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3
    // No character of Windows-1252 takes four bytes.
    guard lead < 0x80 || 0xC2..<0xF0 ~= lead else {
      self = .broken
      return
    }
    guard input.count - position >= count else {
      self = .incomplete
      return
    }
    var scalar = count == 1 ? UInt32(lead) : UInt32(lead & (count == 2 ? 0x1F : 0x0F))
    for offset in 1..<max(1, count) {
      let byte = input[position + offset]
      guard byte & 0xC0 == 0x80 else {
        self = .broken
        return
      }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    position += count
    if scalar == 0xFEFF {
      self = .mark
    } else {
      let isShort = count == 3 && scalar < 0x800
      self = isShort ? .broken : byteOfScalar(scalar).map { .byte($0) } ?? .broken
    }
  }
}

/// The bytes that UTF-8 asks for behind a lead byte.
private struct Continuation {
  var count: Int
  /// What the first of them may be; the others are any from 0x80 to 0xBF.
  var first: ClosedRange<UInt8>

  init(count: Int, first: ClosedRange<UInt8>) {
    self.count = count
    self.first = first
  }

  init?(after lead: UInt8) {
    switch lead {
    case 0..<0x80: self.init(count: 0, first: 0...0)
    case 0xC2...0xDF: self.init(count: 1, first: 0x80...0xBF)
    case 0xE0: self.init(count: 2, first: 0xA0...0xBF)
    case 0xED: self.init(count: 2, first: 0x80...0x9F)
    case 0xE1...0xEF: self.init(count: 2, first: 0x80...0xBF)
    case 0xF0: self.init(count: 3, first: 0x90...0xBF)
    case 0xF1...0xF3: self.init(count: 3, first: 0x80...0xBF)
    case 0xF4: self.init(count: 3, first: 0x80...0x8F)
    default: return nil
    }
  }
}

/// The byte that Windows-1252 shows as a character; its five undefined bytes came as C1 controls.
@inline(__always)
private func byteOfScalar(_ scalar: UInt32) -> UInt8? {
  if scalar < 0x80 || 0xA0..<0x100 ~= scalar { return UInt8(scalar) }
  return bytesOfPunctuation[scalar]
}

private let bytesOfPunctuation: [UInt32: UInt8] = {
  var bytes: [UInt32: UInt8] = [:]
  for (scalar, byte) in zip(ByteTable.punctuation1252.unicodeScalars, 0x80..<0xA0 as Range<UInt8>) {
    bytes[scalar == "\u{FFFD}" ? UInt32(byte) : scalar.value] = byte
  }
  return bytes
}()
