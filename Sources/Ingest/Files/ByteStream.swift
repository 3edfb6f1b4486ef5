internal import Glibc
import Ledger

/// The bytes of one table, front to end: a plain file, an inflated file or an entry of an archive.
///
/// A class, because every kind owns a C handle; it is called once for megabytes, never for a row.
protocol ByteStream: AnyObject {
  /// How many bytes will come, where that is known; for reserving memory only.
  var byteCountExpected: Int? { get }
  /// Bytes of the file on the disk that have gone into what was read; for showing progress only.
  var packedByteCount: Int { get }
  /// What is known so far about a sheet of a workbook; nil for text.
  var sheet: SheetRecord? { get }

  /// Fills `space` from its start and says how many bytes came; fewer than `space.count` only at the
  /// end.
  func read(into space: UnsafeMutableBufferPointer<UInt8>) throws(Unreadable) -> Int
}

extension ByteStream {
  var sheet: SheetRecord? { nil }

  /// `carried` and then up to `count` new bytes; `isLast` when the stream gave fewer than asked for.
  func chunk(after carried: ArraySlice<UInt8>, upTo count: Int) throws(Unreadable) -> (
    bytes: [UInt8], isLast: Bool
  ) {
    var failure: Unreadable?
    var got = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: carried.count + count) {
      space, filled in
      _ = unsafe space.initialize(fromContentsOf: carried)
      filled = carried.count
      do throws(Unreadable) {
        got = try unsafe read(
          into: UnsafeMutableBufferPointer(rebasing: space[carried.count..<(carried.count + count)])
        )
        filled += got
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return (bytes, got < count)
  }
}

/// An open file; closed when it goes.
struct FileDescriptor: ~Copyable {
  private let number: Int32

  init(path: String) throws(Unreadable) {
    number = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw .system("open", code: errno) }
  }

  deinit { close(number) }

  /// Bytes of the file now.
  borrowing func byteCount() -> Int? {
    var facts = stat()
    return unsafe fstat(number, &facts) == 0 ? Int(facts.st_size) : nil
  }

  /// Reads from `offset` on until `space` is full or the file ends.
  borrowing func read(
    at offset: Int, into space: UnsafeMutableBufferPointer<UInt8>
  ) throws(Unreadable) -> Int {
    var filled = 0
    while filled < space.count {
      let got = unsafe pread(
        number, space.baseAddress?.advanced(by: filled), space.count - filled, offset + filled)
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw .system("read", code: errno) }
      if got == 0 { break }
      filled += got
    }
    return filled
  }

  /// Reads until `space` is full or the file ends.
  borrowing func read(into space: UnsafeMutableBufferPointer<UInt8>) throws(Unreadable) -> Int {
    var filled = 0
    while filled < space.count {
      let got = unsafe Glibc.read(
        number, space.baseAddress?.advanced(by: filled), space.count - filled)
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw .system("read", code: errno) }
      if got == 0 { break }
      filled += got
    }
    return filled
  }
}

/// A plain file.
final class PlainStream: ByteStream {
  private let file: FileDescriptor
  let byteCountExpected: Int?
  private(set) var packedByteCount = 0

  init(path: String) throws(Unreadable) {
    file = try FileDescriptor(path: path)
    byteCountExpected = file.byteCount()
  }

  func read(into space: UnsafeMutableBufferPointer<UInt8>) throws(Unreadable) -> Int {
    let count = try unsafe file.read(into: space)
    packedByteCount += count
    return count
  }
}
