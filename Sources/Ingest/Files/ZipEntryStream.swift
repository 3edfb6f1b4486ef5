internal import CZlib
import Ledger

/// One entry of a zip archive, inflated, with its size and CRC-32 held to what the archive says.
@safe final class ZipEntryStream: ByteStream {
  private let archive: ZipArchive
  private let entry: ZipArchive.Entry
  private var reader: InflatingReader?
  /// Offset in the archive of the next compressed byte, and of the first behind them.
  private var position: Int
  private let end: Int
  private var checksum: UInt32 = 0
  private var producedCount = 0
  /// What the archive claims, which may be a lie: no more is reserved than a ratio of deflate allows.
  var byteCountExpected: Int? { min(entry.byteCount, entry.compressedByteCount * 20) }
  var packedByteCount: Int { entry.compressedByteCount - (end - position) }

  init(_ entry: ZipArchive.Entry, of archive: ZipArchive) throws(Unreadable) {
    guard entry.method == 0 || entry.method == 8 else { throw .method(entry.method) }
    guard entry.method == 8 || entry.byteCount == entry.compressedByteCount else {
      throw .twoHeaders
    }
    position = try entry.contentOffset(in: archive.bytes)
    end = position + entry.compressedByteCount
    reader =
      entry.method == 8
      ? try InflatingReader(
        .raw, limits: archive.limits, compressedByteCount: entry.compressedByteCount) : nil
    self.archive = archive
    self.entry = entry
  }

  func read(into space: UnsafeMutableBufferPointer<UInt8>) throws(Unreadable) -> Int {
    let count: Int
    if reader != nil {
      count =
        try unsafe reader?.read(into: space) { (input) throws(Unreadable) in
          try unsafe readRaw(into: input)
        } ?? 0
    } else {
      count = try unsafe readRaw(into: space)
    }
    producedCount += count
    checksum = unsafe UInt32(
      truncatingIfNeeded: crc32(UInt(checksum), space.baseAddress, UInt32(count)))
    guard producedCount <= entry.byteCount else { throw .otherSize(entry.byteCount) }
    if count < space.count {
      guard producedCount == entry.byteCount, position == end, reader?.isEmptied ?? true else {
        throw .otherSize(entry.byteCount)
      }
      guard checksum == entry.checksum else { throw .badChecksum }
    }
    return count
  }

  private func readRaw(into space: UnsafeMutableBufferPointer<UInt8>) throws(Unreadable) -> Int {
    let wanted = min(space.count, end - position)
    let got = try unsafe archive.bytes.read(
      at: position, into: UnsafeMutableBufferPointer(rebasing: space[..<wanted]))
    guard got == wanted else { throw .truncated }
    position += got
    return got
  }
}
