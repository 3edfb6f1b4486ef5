import Digest
import Glibc

/// A file of the new output folder while it is written.
struct OutputFile: ~Copyable {
  /// Below the output folder.
  let path: String
  private let file: Descriptor
  private var digest = SHA256()

  init(_ path: String, _ file: consuming Descriptor) {
    self.path = path
    self.file = file
  }

  /// Writes all of the bytes.
  mutating func write(_ bytes: Span<UInt8>) throws(OutputFailure) {
    digest.update(bytes)
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.extracting(written..<bytes.count).withUnsafeBytes {
        unsafe Glibc.write(file.number, $0.baseAddress, $0.count)
      }
      if count > 0 {
        written += count
      } else if count == 0 || errno != EINTR {
        throw OutputFailure(.cannotWrite, path, code: count == 0 ? ENOSPC : errno)
      }
    }
  }

  /// Waits until the bytes are on the disk; gives their digest.
  mutating func finish() throws(OutputFailure) -> SHA256Value {
    guard fsync(file.number) == 0 else { throw OutputFailure(.cannotWrite, path, code: errno) }
    return digest.finish()
  }
}
