import Ledger

/// Where the list of entries of a zip archive lies, by the record at the archive's very end (APPNOTE
/// 4.3.14 to 4.3.16).
///
/// Nothing may stand behind that record and nothing between the list and it: two programs that look for
/// the list in different ways would find two archives.
struct ZipDirectory {
  var offset: Int
  var byteCount: Int
  var entryCount: Int
  var end: Int { offset + byteCount }

  private static let endSignature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  private static let endByteCount = 22
  private static let locatorByteCount = 20

  init(of archive: ArchiveBytes) throws(Unreadable) {
    let record = try Self.endRecord(of: archive)
    var fields = LittleEndian(try archive.bytes(record..<(record + Self.endByteCount)))
    _ = fields.take(4)
    guard let disk = fields.number(2), let firstDisk = fields.number(2),
      let countHere = fields.number(2), let count = fields.number(2),
      let byteCount = fields.number(4), let offset = fields.number(4)
    else { throw .truncated }
    (self.offset, self.byteCount, entryCount) = (offset, byteCount, count)
    var last = record
    if let large = try Self.largeRecord(of: archive, before: record) {
      // A field that is not filled with ones must say the same as the larger one.
      for (small, other, filler) in [
        (count, large.entryCount, 0xFFFF), (byteCount, large.byteCount, 0xFFFF_FFFF),
        (offset, large.offset, 0xFFFF_FFFF),
      ] where small != filler && small != other { throw .twoDirectories }
      (self.offset, self.byteCount, entryCount) = (large.offset, large.byteCount, large.entryCount)
      last = large.at
    } else if disk != 0 || firstDisk != 0 || countHere != count {
      throw .severalVolumes
    }
    let (end, isBeyond) = self.offset.addingReportingOverflow(self.byteCount)
    guard !isBeyond, end <= last else { throw .directoryOutside }
    guard end == last else { throw .foreignBytes }
  }

  /// The offset of the one end record whose comment reaches to the archive's end.
  private static func endRecord(of archive: ArchiveBytes) throws(Unreadable) -> Int {
    let start = max(0, archive.byteCount - endByteCount - 0xFFFF)
    let tail = try archive.bytes(start..<archive.byteCount)
    var found: [Int] = []
    var isFollowed = false
    for index in tail.indices.dropLast(endByteCount - 1)
    where tail[index] == endSignature[0] && tail[index...].starts(with: endSignature) {
      let end = index + endByteCount + Int(tail[index + 20]) + Int(tail[index + 21]) << 8
      if end == tail.count { found.append(start + index) }
      if end < tail.count { isFollowed = true }
    }
    guard found.count <= 1 else { throw .twoDirectories }
    guard let offset = found.first else { throw isFollowed ? .foreignBytes : .truncated }
    return offset
  }

  /// The ZIP64 record that a locator before the end record leads to; nil without a locator.
  private static func largeRecord(
    of archive: ArchiveBytes, before record: Int
  ) throws(Unreadable) -> (at: Int, offset: Int, byteCount: Int, entryCount: Int)? {
    guard record >= locatorByteCount else { return nil }
    var locator = LittleEndian(try archive.bytes((record - locatorByteCount)..<record))
    guard locator.number(4) == 0x0706_4B50 else { return nil }
    guard locator.number(4) == 0, let offset = locator.number(8),
      offset <= record - locatorByteCount - 56
    else { throw .directoryOutside }
    var fields = LittleEndian(try archive.bytes(offset..<(record - locatorByteCount)))
    guard fields.number(4) == 0x0606_4B50, let size = fields.number(8),
      size == record - locatorByteCount - offset - 12, fields.take(4) != nil,
      fields.number(4) == 0, fields.number(4) == 0, let countHere = fields.number(8),
      let count = fields.number(8), countHere == count, let byteCount = fields.number(8),
      let start = fields.number(8)
    else { throw .directoryOutside }
    return (offset, start, byteCount, count)
  }
}
