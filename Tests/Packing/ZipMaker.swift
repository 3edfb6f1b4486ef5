/// An entry of an archive as the tests need it: any name, any flag, and any lie about itself.
package struct PackedEntry {
  package var name: [UInt8]
  package var bytes: [UInt8]
  package var flags: UInt16 = 0
  /// 0 is stored, 8 is deflate; anything else is stored under that number.
  package var method: UInt16 = 0
  /// Encrypts with ZipCrypto.
  package var password: [UInt8]?
  /// The mode of Unix.
  package var mode: UInt32 = 0
  /// Sizes and CRC-32 stand behind the content.
  package var isDescribedLater = false
  /// Sizes stand in a ZIP64 field.
  package var isLarge = false
  /// The size that the archive claims, where it is not the true one.
  package var claimedByteCount: Int?
  package var claimedChecksum: UInt32?
  /// Instead of what `method` makes of `bytes`.
  package var packed: [UInt8]?
  /// The name in the entry's own header, where it is another one.
  package var ownName: [UInt8]?
  /// Where the list says that the entry begins, where that is not true.
  package var claimedOffset: Int?

  package init(_ name: [UInt8], _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  package init(_ name: String, _ bytes: [UInt8]) { self.init(Array(name.utf8), bytes) }

  /// The content as it stands in the archive.
  fileprivate var content: [UInt8] {
    let plain = packed ?? (method == 8 ? deflatedBlocks(bytes) : bytes)
    guard let password else { return plain }
    var cipher = ZipCipher(password: password)
    let check = UInt8(truncatingIfNeeded: checksum >> 24)
    return cipher.encrypt(Array(repeating: 7, count: 11) + [check] + plain)
  }

  fileprivate var checksum: UInt32 { claimedChecksum ?? crc32(bytes) }
}

/// A zip archive of these entries; `comment` stands at its end.
package func zip(_ entries: [PackedEntry], comment: [UInt8] = []) -> [UInt8] {
  var body: [UInt8] = []
  var directory: [UInt8] = []
  for entry in entries {
    let offset = entry.claimedOffset ?? body.count
    let content = entry.content
    let byteCount = entry.claimedByteCount ?? entry.bytes.count
    let flags =
      entry.flags | (entry.password == nil ? 0 : 1) | (entry.isDescribedLater ? 8 : 0)
    func facts(isListed: Bool) -> [UInt8] {
      let isLater = entry.isDescribedLater && !isListed
      let sizes = isLater ? [0, 0] : [content.count, byteCount]
      let extra: [UInt8] =
        entry.isLarge && !isLater
        ? little(UInt16(1)) + little(UInt16(16)) + little(UInt64(byteCount))
          + little(UInt64(content.count)) : []
      let name = isListed ? entry.name : entry.ownName ?? entry.name
      return little(UInt16(45)) + little(flags) + little(entry.method) + little(UInt32(0x0021_0000))
        + little(isLater ? 0 : entry.checksum)
        + sizes.flatMap { little(extra.isEmpty ? UInt32($0) : .max) }
        + little(UInt16(name.count)) + little(UInt16(extra.count))
        + (isListed
          ? Array(repeating: 0, count: 6) + little(entry.mode << 16)
            + little(UInt32(offset)) : []) + name + extra
    }
    body += [0x50, 0x4B, 0x03, 0x04] + facts(isListed: false) + content
    if entry.isDescribedLater {
      body +=
        [0x50, 0x4B, 0x07, 0x08] + little(entry.checksum) + little(UInt32(content.count))
        + little(UInt32(byteCount))
    }
    // Made on Unix, by version 4.5 of the format.
    directory += [0x50, 0x4B, 0x01, 0x02, 45, 3] + facts(isListed: true)
  }
  let count = little(UInt16(truncatingIfNeeded: entries.count))
  return body + directory + [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0] + count + count
    + little(UInt32(directory.count)) + little(UInt32(body.count))
    + little(UInt16(comment.count)) + comment
}

/// The bytes of a number, least significant first.
package func little(_ number: some FixedWidthInteger) -> [UInt8] {
  (0..<(number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}
