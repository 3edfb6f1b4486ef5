/// Small hexadecimal digits, two for each byte: 64 for a SHA-256.
package func hexadecimal(_ value: SHA256Value) -> String {
  var digits: [UInt8] = []
  digits.reserveCapacity(value.bytes.count * 2)
  appendHexadecimal(value.bytes[...], to: &digits)
  return String(decoding: digits, as: UTF8.self)
}

/// Appends two small hexadecimal digits for each byte.
package func appendHexadecimal(_ bytes: ArraySlice<UInt8>, to text: inout [UInt8]) {
  for byte in bytes {
    text.append(digit(byte >> 4))
    text.append(digit(byte & 15))
  }
}

private func digit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
