import Glibc

/// A file whose bytes could not all be read.
package struct UnreadFile: Error {
  /// `errno` of the call that failed.
  package var code: CInt
}

/// The digest of a file's bytes, read in pieces.
package func sha256(ofFile path: String) throws(UnreadFile) -> SHA256Value {
  let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw UnreadFile(code: errno) }
  defer { close(file) }
  var digest = SHA256()
  var piece = [UInt8](repeating: 0, count: 1 << 18)
  while true {
    let count = unsafe piece.withUnsafeMutableBytes {
      unsafe read(file, $0.baseAddress, $0.count)
    }
    if count == 0 { return digest.finish() }
    if count < 0 {
      if errno == EINTR { continue }
      throw UnreadFile(code: errno)
    }
    digest.update(piece.span.extracting(0..<count))
  }
}
