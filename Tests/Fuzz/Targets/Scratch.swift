import Glibc

/// A folder with one file, written anew for every input.
struct Scratch: Sendable {
  /// Of this folder.
  let path: String
  static let fileName = "input"

  /// A new folder below `parent`, of a name that nobody else has.
  init?(below parent: String) {
    var template = Array("\(parent)/doichieu-fuzz-XXXXXX".utf8CString)
    let isMade = unsafe template.withUnsafeMutableBufferPointer { name in
      guard let first = name.baseAddress else { return false }
      return unsafe mkdtemp(first) != nil
    }
    if !isMade { return nil }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func write(_ bytes: [UInt8]) -> Bool {
    let file = unsafe open("\(path)/\(Self.fileName)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes {
        unsafe Glibc.write(file, $0.baseAddress, $0.count)
      }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  func remove() {
    _ = unsafe unlink("\(path)/\(Self.fileName)")
    _ = unsafe rmdir(path)
  }
}
