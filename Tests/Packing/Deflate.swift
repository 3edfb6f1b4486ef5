/// A gzip file of stored blocks.
package func gzip(_ bytes: [UInt8]) -> [UInt8] {
  gzip(packed: deflatedBlocks(bytes), checksum: crc32(bytes), byteCount: bytes.count)
}

/// A gzip file of a deflate stream.
package func gzip(packed: [UInt8], checksum: UInt32, byteCount: Int) -> [UInt8] {
  [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + packed + little(checksum)
    + little(UInt32(truncatingIfNeeded: byteCount))
}

/// A deflate stream of stored blocks.
package func deflatedBlocks(_ bytes: [UInt8]) -> [UInt8] {
  var packed: [UInt8] = []
  var rest = bytes[...]
  repeat {
    let block = rest.prefix(0xFFFF)
    rest = rest.dropFirst(block.count)
    let length = UInt16(block.count)
    packed += [rest.isEmpty ? 1 : 0] + little(length) + little(~length) + block
  } while !rest.isEmpty
  return packed
}

/// A deflate stream of the digit 0, `count` times over: a thousandth of what it stands for.
///
/// One block with codes of its own (RFC 1951, 3.2.7): the digit, then copies of 258 bytes from one byte
/// before, of two bits each.
package func deflatedZeros(count: Int) -> [UInt8] {
  precondition(count > 0 && count % 258 == 1, "a run that these codes can say")
  var bits = BitWriter()
  bits.append(0b101, count: 3)
  // 286 codes of literals and lengths, 1 of distances, 18 lengths of the codes for code lengths.
  bits.append(29, count: 5)
  bits.append(0, count: 5)
  bits.append(14, count: 4)
  // In the format's order 18 comes third with one bit, 2 and 1 come 16th and 18th with two.
  for place in 0..<18 { bits.append([2: 1, 15: 2, 17: 2][place] ?? 0, count: 3) }
  // 0 repeats zeros, 10 says one bit, 11 says two.
  func skip(_ count: UInt32) {
    bits.append(0, count: 1)
    bits.append(count - 11, count: 7)
  }
  skip(48)
  bits.appendCode(0b11, count: 2)
  skip(138)
  skip(69)
  bits.appendCode(0b11, count: 2)
  skip(28)
  bits.appendCode(0b10, count: 2)
  bits.appendCode(0b10, count: 2)
  // Now 10 is the digit, 11 the end, 0 a length of 258; 0 is distance 1.
  bits.appendCode(0b10, count: 2)
  for _ in 0..<(count / 258) { bits.append(0, count: 2) }
  bits.appendCode(0b11, count: 2)
  return bits.finish()
}

private struct BitWriter {
  private var bytes: [UInt8] = []
  private var bits: UInt32 = 0
  private var bitCount = 0

  /// Least significant bit first, as deflate writes numbers.
  mutating func append(_ value: UInt32, count: Int) {
    bits |= value << bitCount
    bitCount += count
    while bitCount >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
      bitCount -= 8
    }
  }

  /// Most significant bit first, as deflate writes codes.
  mutating func appendCode(_ code: UInt16, count: Int) {
    for place in (0..<count).reversed() { append(UInt32(code >> place) & 1, count: 1) }
  }

  mutating func finish() -> [UInt8] {
    if bitCount > 0 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
    return bytes
  }
}

/// CRC-32 of ISO 3309.
package func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
  ~bytes.reduce(UInt32.max) { crc32(byte: $1, after: $0) }
}

/// The register of CRC-32 after one more byte.
func crc32(byte: UInt8, after register: UInt32) -> UInt32 {
  remainders[Int(UInt8(truncatingIfNeeded: register) ^ byte)] ^ register >> 8
}

private let remainders = (0..<256 as Range<UInt32>).map { byte in
  (0..<8).reduce(byte) { bits, _ in bits & 1 == 1 ? bits >> 1 ^ 0xEDB8_8320 : bits >> 1 }
}
