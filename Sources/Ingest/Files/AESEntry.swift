import Digest
import Ledger

extension ZipArchive.Entry {
  /// Whether a password is the right one of an AES entry and its content is what was packed.
  ///
  /// A salt and two bytes that tell most wrong passwords stand before the content, ten bytes of an
  /// HMAC-SHA-1 over the encrypted content behind it (WinZip AES specification, III). libzip 1.7 does not
  /// look at the latter, and AE-2 has no other check.
  func isAuthentic(
    in archive: ArchiveBytes, password: [UInt8], keyByteCount: Int
  ) throws(Unreadable) -> Bool {
    let start = try contentOffset(in: archive)
    let saltByteCount = keyByteCount / 2
    let (first, end) = (start + saltByteCount + 2, start + compressedByteCount - 10)
    guard first <= end else { throw .truncated }
    let front = try archive.bytes(start..<first)
    // The key of encryption, the key of authentication, the two bytes.
    let keys = derivedKey(
      password: password, salt: Array(front.prefix(saltByteCount)), iterationCount: 1000,
      byteCount: keyByteCount * 2 + 2)
    guard keys.suffix(2) == front.suffix(2) else { return false }
    var code = AuthenticationCode(key: Array(keys[keyByteCount..<(keyByteCount * 2)]))
    var offset = first
    while offset < end {
      let next = min(end, offset + Limits.chunkByteCount)
      let piece = try archive.bytes(offset..<next)
      code.update(piece.span)
      offset = next
    }
    let written = try archive.bytes(end..<(end + 10))
    return code.finish().prefix(10).elementsEqual(written)
  }
}
