/// Decodes UTF-16; a byte order mark at the start comes out as that of UTF-8.
func decodeUTF16(
  _ input: Span<UInt8>, isBigEndian: Bool, isLast: Bool, into output: inout MutableRawSpan
) -> Decoded {
  var decoded = Decoded()
  while input.count - decoded.consumed >= 2 {
    let unit = codeUnit(input, at: decoded.consumed, isBigEndian)
    switch unit {
    case 0..<0x80:
      output.storeBytes(
        of: UInt8(truncatingIfNeeded: unit), toByteOffset: decoded.produced, as: UInt8.self)
      decoded.produced += 1
      decoded.consumed += 2
    case 0xD800..<0xDC00 where input.count - decoded.consumed >= 4:
      let low = codeUnit(input, at: decoded.consumed + 2, isBigEndian)
      guard 0xDC00..<0xE000 ~= low,
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      else {
        decoded.isBroken = true
        return decoded
      }
      decoded.put(UTF8Character(scalar), from: 4, &output)
    case 0xD800..<0xDC00 where !isLast: return decoded
    default:
      guard let scalar = Unicode.Scalar(unit) else {
        decoded.isBroken = true
        return decoded
      }
      decoded.put(UTF8Character(scalar), from: 2, &output)
    }
  }
  decoded.isBroken = isLast && decoded.consumed < input.count
  return decoded
}

@inline(__always)
private func codeUnit(_ input: Span<UInt8>, at offset: Int, _ isBigEndian: Bool) -> UInt32 {
  let (first, second) = (UInt32(input[offset]), UInt32(input[offset + 1]))
  return isBigEndian ? first << 8 | second : second << 8 | first
}
