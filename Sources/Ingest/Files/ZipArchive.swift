internal import CZlib
import Ledger

/// A zip archive, on disk or in memory, whose list of entries was held against itself.
///
/// The list is read by us and not by libzip, because what makes an archive hostile (entries that overlap,
/// bytes that no entry accounts for, two lists) shows in offsets that libzip keeps to itself.
final class ZipArchive {
  /// In the order of the list.
  let entries: [Entry]
  let bytes: ArchiveBytes
  let limits: Limits
  let passwords: Passwords

  init(
    _ bytes: ArchiveBytes, limits: Limits = Limits(), passwords: Passwords = Passwords()
  ) throws(Unreadable) {
    self.bytes = bytes
    self.limits = limits
    self.passwords = passwords
    let directory = try ZipDirectory(of: bytes)
    guard directory.entryCount <= limits[.archiveEntries] else {
      throw .beyond(.archiveEntries, limits)
    }
    guard directory.byteCount <= Limits.directoryByteCountMax else {
      throw .tooLarge("\(Limits.directoryByteCountMax >> 20) MiB")
    }
    var entries = try Self.list(directory, of: bytes)
    Self.name(&entries)
    try Self.separate(&entries, before: directory)
    self.entries = entries
  }

  /// The content of an entry.
  func open(_ entry: Entry) throws(Unreadable) -> any ByteStream {
    entry.isEncrypted
      ? try EncryptedEntryStream.open(entry, of: self) : try ZipEntryStream(entry, of: self)
  }

  private static func list(
    _ directory: ZipDirectory, of bytes: ArchiveBytes
  ) throws(Unreadable) -> [Entry] {
    var fields = LittleEndian(try bytes.bytes(directory.offset..<directory.end))
    var entries: [Entry] = []
    while fields.left > 0 {
      guard let entry = Entry(&fields, index: entries.count) else { throw .brokenDirectory }
      entries.append(entry)
    }
    guard entries.count == directory.entryCount else { throw .brokenDirectory }
    return entries
  }

  private static func name(_ entries: inout [Entry]) {
    let names = entries.map { $0.addedName ?? $0.rawName }
    func declared(_ index: Int) -> String? {
      guard entries[index].isUTF8 || entries[index].addedName != nil else { return nil }
      return EntryNameEncoding.utf8.name(names[index])
    }
    let encoding = EntryNameEncoding(
      of: entries.indices.filter { declared($0) == nil }.map { names[$0] })
    for index in entries.indices {
      entries[index].name = declared(index) ?? encoding.name(names[index]) ?? ""
    }
  }

  /// Notes where each entry ends. Entries that share bytes are how a small archive becomes a huge one,
  /// and bytes before the first one belong to another file.
  private static func separate(
    _ entries: inout [Entry], before directory: ZipDirectory
  ) throws(Unreadable) {
    let order = entries.indices.sorted { entries[$0].offset < entries[$1].offset }
    for (place, index) in order.enumerated() {
      let entry = entries[index]
      let next = place + 1 < order.count ? order[place + 1] : nil
      let end = next.map { entries[$0].offset } ?? directory.offset
      guard max(entry.offset, entry.compressedByteCount) <= directory.offset else {
        throw .entryOutside(entry.name)
      }
      let least = entry.offset + 30 + entry.rawName.count + entry.compressedByteCount
      guard least <= directory.offset else { throw .entryOutside(entry.name) }
      if let next, least > end { throw .overlap(entry.name, entries[next].name) }
      entries[index].end = end
    }
    if let first = order.first, entries[first].offset > 0 { throw .foreignBytes }
    // An archive without entries is its end record alone.
    if entries.isEmpty, directory.offset > 0 { throw .foreignBytes }
  }
}

/// CRC-32 as zip has it.
func zipChecksum(_ bytes: [UInt8]) -> UInt32 {
  unsafe bytes.withUnsafeBufferPointer {
    UInt32(truncatingIfNeeded: unsafe crc32(0, $0.baseAddress, UInt32($0.count)))
  }
}
