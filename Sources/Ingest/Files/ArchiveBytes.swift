internal import Glibc
import Ledger

/// The bytes of an archive, read anywhere: a file, or an archive that was inflated into memory.
final class ArchiveBytes {
  let byteCount: Int
  /// The file; nil where the bytes are in memory.
  let path: String?
  private let file: FileDescriptor?
  private let held: [UInt8]

  init(file path: String) throws(Unreadable) {
    let file = try FileDescriptor(path: path)
    byteCount = file.byteCount() ?? 0
    self.path = path
    self.file = consume file
    held = []
  }

  init(_ bytes: [UInt8]) {
    byteCount = bytes.count
    path = nil
    file = nil
    held = bytes
  }

  /// Bytes that this archive takes in memory.
  var heldByteCount: Int { held.count }

  /// The bytes of an archive in memory; empty for a file.
  var inMemory: [UInt8] { held }

  /// Fills `space` from `offset` on; fewer bytes only at the end.
  func read(
    at offset: Int, into space: UnsafeMutableBufferPointer<UInt8>
  ) throws(Unreadable) -> Int {
    if file != nil { return try unsafe file?.read(at: offset, into: space) ?? 0 }
    guard offset < held.count else { return 0 }
    let end = min(held.count, offset + space.count)
    _ = unsafe space.update(fromContentsOf: held[offset..<end])
    return end - offset
  }

  /// Exactly the bytes of a range that lies inside; one that ends behind the archive is `.truncated`.
  func bytes(_ range: Range<Int>) throws(Unreadable) -> [UInt8] {
    guard range.upperBound <= byteCount else { throw .truncated }
    var failure: Unreadable?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { space, filled in
      do throws(Unreadable) {
        filled = try unsafe read(
          at: range.lowerBound, into: UnsafeMutableBufferPointer(rebasing: space[..<range.count]))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    guard bytes.count == range.count else { throw .truncated }
    return bytes
  }
}

/// The fields of a record, read one after another, least significant byte first.
struct LittleEndian {
  private let bytes: [UInt8]
  private(set) var offset: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>? = nil) {
    self.bytes = bytes
    offset = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
  }

  var left: Int { end - offset }

  /// The next field of 1 to 8 bytes; nil where the record ends before it.
  mutating func number(_ byteCount: Int) -> Int? {
    guard let field = take(byteCount) else { return nil }
    let value = field.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(exactly: value)
  }

  /// The next bytes; nil where the record ends before them.
  mutating func take(_ byteCount: Int) -> ArraySlice<UInt8>? {
    guard byteCount >= 0, byteCount <= left else { return nil }
    defer { offset += byteCount }
    return bytes[offset..<(offset + byteCount)]
  }
}
