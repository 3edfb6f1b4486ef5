/// The old encryption of zip (APPNOTE 6.1), which everything opens and nobody should use.
struct ZipCipher {
  private var keys: (UInt32, UInt32, UInt32) = (0x1234_5678, 0x2345_6789, 0x3456_7890)

  init(password: [UInt8]) {
    for byte in password { update(byte) }
  }

  mutating func encrypt(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { byte in
      let word = (keys.2 | 2) & 0xFFFF
      let key = UInt8(truncatingIfNeeded: (word &* (word ^ 1)) >> 8)
      update(byte)
      return byte ^ key
    }
  }

  private mutating func update(_ byte: UInt8) {
    keys.0 = crc32(byte: byte, after: keys.0)
    keys.1 = (keys.1 &+ (keys.0 & 0xFF)) &* 134_775_813 &+ 1
    keys.2 = crc32(byte: UInt8(truncatingIfNeeded: keys.1 >> 24), after: keys.2)
  }
}
