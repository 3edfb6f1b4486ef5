import Ledger

extension ZipArchive {
  /// An entry of a zip archive as the list at the archive's end describes it (APPNOTE 4.3.12).
  struct Entry {
    /// Place in the list, from 0.
    var index: Int
    /// In UTF-8 and NFC, whatever the archive is written in; never used as a path.
    var name = ""
    /// As the archive has it.
    var rawName: [UInt8]
    var method: Int
    var compressedByteCount: Int
    var byteCount: Int
    var checksum: UInt32
    /// Where its local header begins.
    var offset: Int
    /// Where the next entry begins, or the list.
    var end = 0
    /// What Unix calls the mode; 0 where the archive was made elsewhere.
    var mode: Int
    private var flags: Int
    /// Bytes of the key of WinZip AES: 16, 24 or 32; nil for other encryption.
    private(set) var keyByteCount: Int?
    /// The name in UTF-8 that Info-ZIP adds (APPNOTE 4.6.9).
    private(set) var addedName: [UInt8]?

    var isEncrypted: Bool { flags & 1 != 0 }
    /// The name is declared to be UTF-8.
    var isUTF8: Bool { flags & 0x800 != 0 }
    /// The sizes stand behind the content and not in the local header.
    private var isDescribedLater: Bool { flags & 8 != 0 }
    /// AE-2 writes 0 and authenticates the content instead.
    var hasChecksum: Bool { keyByteCount == nil || checksum != 0 }
    var isFolder: Bool { name.hasSuffix("/") }

    /// Reads the next record of the list; nil where it is broken.
    init?(_ fields: inout LittleEndian, index: Int) {
      guard fields.number(4) == 0x0201_4B50, fields.take(1) != nil, let host = fields.number(1),
        fields.take(2) != nil, let flags = fields.number(2), let method = fields.number(2),
        fields.take(4) != nil, let checksum = fields.number(4),
        let compressedByteCount = fields.number(4), let byteCount = fields.number(4),
        let nameLength = fields.number(2), let extraLength = fields.number(2),
        let commentLength = fields.number(2), let disk = fields.number(2),
        disk == 0 || disk == 0xFFFF,
        fields.take(2) != nil, let attributes = fields.number(4), let offset = fields.number(4),
        let name = fields.take(nameLength), let extra = fields.take(extraLength),
        fields.take(commentLength) != nil
      else { return nil }
      self.index = index
      self.flags = flags
      self.method = method
      self.checksum = UInt32(checksum)
      self.compressedByteCount = compressedByteCount
      self.byteCount = byteCount
      self.offset = offset
      rawName = Array(name)
      mode = host == 3 ? attributes >> 16 : 0
      guard readExtra(Array(extra)) else { return nil }
    }

    /// Sizes beyond 32 bits and the added name; false where they are broken.
    private mutating func readExtra(_ extra: [UInt8]) -> Bool {
      var fields = LittleEndian(extra)
      // A few archivers leave one to three bytes of padding.
      while fields.left >= 4 {
        guard let kind = fields.number(2), let length = fields.number(2),
          let content = fields.take(length)
        else { return false }
        var field = LittleEndian(Array(content))
        if kind == 1 {
          for size in [\Entry.byteCount, \.compressedByteCount, \.offset]
          where self[keyPath: size] == 0xFFFF_FFFF {
            guard let large = field.number(8) else { return false }
            self[keyPath: size] = large
          }
        } else if kind == 0x9901, method == 99, field.take(4) != nil, let strength = field.number(1)
        {
          guard (1...3).contains(strength) else { return false }
          keyByteCount = 8 + 8 * strength
        } else if kind == 0x7075, field.number(1) == 1, let checksum = field.number(4),
          checksum == Int(zipChecksum(rawName))
        {
          addedName = field.take(field.left).map { Array($0) }
        }
      }
      return true
    }

    /// Where the content begins, by the entry's own header, which must say what the list says.
    func contentOffset(in archive: ArchiveBytes) throws(Unreadable) -> Int {
      var fields = LittleEndian(try archive.bytes(offset..<(offset + 30)))
      guard fields.number(4) == 0x0403_4B50, fields.take(2) != nil, let flags = fields.number(2),
        let method = fields.number(2), fields.take(4) != nil, let checksum = fields.number(4),
        let compressedByteCount = fields.number(4), let byteCount = fields.number(4),
        let nameLength = fields.number(2), let extraLength = fields.number(2)
      else { throw .twoHeaders }
      let start = offset + 30 + nameLength + extraLength
      guard start + self.compressedByteCount <= end else { throw .directoryOutside }
      let name = try archive.bytes((offset + 30)..<(offset + 30 + nameLength))
      guard name == rawName, method == self.method, flags & 1 == self.flags & 1 else {
        throw .twoHeaders
      }
      if !isDescribedLater {
        for (here, listed) in [
          (compressedByteCount, self.compressedByteCount), (byteCount, self.byteCount),
        ] where here != listed && here != 0xFFFF_FFFF { throw .twoHeaders }
        guard checksum == self.checksum else { throw .twoHeaders }
      }
      return start
    }
  }
}
