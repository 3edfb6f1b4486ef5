/// A zip archive of stored (uncompressed) entries, as the tests need them: any name, any flag.
package func zip(_ entries: [(name: [UInt8], bytes: [UInt8])], flags: UInt16) -> [UInt8] {
  var body: [UInt8] = []
  var directory: [UInt8] = []
  for (name, bytes) in entries {
    let offset = UInt32(body.count)
    // Version 2.0, flags, stored, no time, CRC-32, both sizes, length of the name, no extra field.
    let facts =
      little(UInt16(20)) + little(flags) + little(UInt16(0)) + little(UInt32(0x0021_0000))
      + little(checksum(bytes)) + little(UInt32(bytes.count)) + little(UInt32(bytes.count))
      + little(UInt16(name.count)) + little(UInt16(0))
    body += [0x50, 0x4B, 0x03, 0x04] + facts + name + bytes
    directory += [0x50, 0x4B, 0x01, 0x02] + little(UInt16(20)) + facts
    directory += Array(repeating: 0, count: 10) + little(offset) + name
  }
  let count = little(UInt16(entries.count))
  return body + directory + [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0] + count + count
    + little(UInt32(directory.count)) + little(UInt32(body.count)) + [0, 0]
}

/// A gzip file of stored blocks.
package func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  var rest = bytes[...]
  repeat {
    let block = rest.prefix(0xFFFF)
    rest = rest.dropFirst(block.count)
    let length = UInt16(block.count)
    packed += [rest.isEmpty ? 1 : 0] + little(length) + little(~length) + block
  } while !rest.isEmpty
  return packed + little(checksum(bytes)) + little(UInt32(bytes.count))
}

/// The bytes of a number, least significant first.
private func little(_ number: some FixedWidthInteger) -> [UInt8] {
  (0..<(number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}

/// CRC-32 of ISO 3309, bit by bit.
private func checksum(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(UInt32.max) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { bits, _ in
      bits & 1 == 1 ? bits >> 1 ^ 0xEDB8_8320 : bits >> 1
    }
  }
}
