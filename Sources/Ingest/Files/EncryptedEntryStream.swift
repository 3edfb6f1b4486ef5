internal import CLibzip
internal import Glibc
import Ledger

/// An encrypted entry of a zip archive (ZipCrypto, or WinZip AES), decrypted, inflated and checked by
/// libzip; limits are ours, because libzip delivers whatever an entry holds.
@safe final class EncryptedEntryStream: ByteStream {
  private let archive: LibzipArchive
  private let file: OpaquePointer
  private let entry: ZipArchive.Entry
  private var producedCount = 0
  var byteCountExpected: Int? { min(entry.byteCount, entry.compressedByteCount * 20) }
  var packedByteCount: Int { producedCount < entry.byteCount ? 0 : entry.compressedByteCount }

  /// Opens the entry with the first of the archive's passwords that is right to its last byte.
  static func open(
    _ entry: ZipArchive.Entry, of archive: ZipArchive
  ) throws(Unreadable) -> EncryptedEntryStream {
    let passwords = archive.passwords
    guard !passwords.all.isEmpty else { throw .encrypted }
    _ = try entry.contentOffset(in: archive.bytes)
    let opened = try LibzipArchive(archive.bytes)
    try opened.check(entry)
    for index in passwords.order(for: entry) {
      do throws(Unreadable) {
        if passwords.known(entry) != index {
          try prove(passwords.all[index], on: entry, of: archive, opened)
          passwords.note(index, opens: entry)
        }
        return try EncryptedEntryStream(entry, of: opened, password: passwords.all[index])
      } catch {
        continue
      }
    }
    throw .wrongPassword
  }

  /// Fails unless the password is right and the content whole.
  private static func prove(
    _ password: [UInt8], on entry: ZipArchive.Entry, of archive: ZipArchive,
    _ opened: LibzipArchive
  ) throws(Unreadable) {
    if let keyByteCount = entry.keyByteCount {
      guard
        try entry.isAuthentic(in: archive.bytes, password: password, keyByteCount: keyByteCount)
      else { throw .wrongPassword }
    } else {
      // The check that the old encryption offers passes one wrong password in 256.
      try EncryptedEntryStream(entry, of: opened, password: password).readToEnd()
    }
  }

  private init(
    _ entry: ZipArchive.Entry, of archive: LibzipArchive, password: [UInt8]
  ) throws(Unreadable) {
    let terminated = password.map { CChar(bitPattern: $0) } + [0]
    guard
      let file = unsafe zip_fopen_index_encrypted(
        archive.handle, UInt64(entry.index), 0, terminated)
    else { throw .wrongPassword }
    unsafe self.file = file
    self.archive = archive
    self.entry = entry
  }

  deinit { unsafe zip_fclose(file) }

  func read(into space: UnsafeMutableBufferPointer<UInt8>) throws(Unreadable) -> Int {
    var filled = 0
    while filled < space.count {
      let got = unsafe zip_fread(
        file, space.baseAddress?.advanced(by: filled), UInt64(space.count - filled))
      if got < 0, !isWhole(filled) { throw .wrongPassword }
      if got <= 0 { break }
      filled += Int(got)
      guard producedCount + filled <= entry.byteCount else { throw .otherSize(entry.byteCount) }
    }
    producedCount += filled
    guard filled == space.count || producedCount == entry.byteCount else {
      throw .otherSize(entry.byteCount)
    }
    return filled
  }

  /// Whether an error at the end is the one that libzip makes up.
  ///
  /// Entries of AE-2 have no CRC-32: the archive says 0, and libzip 1.7 compares all the same. Their code
  /// of authentication was checked before the password was taken.
  private func isWhole(_ filled: Int) -> Bool {
    !entry.hasChecksum && producedCount + filled == entry.byteCount
      && lastError == ZIP_ER_CRC
  }

  private var lastError: Int32 { unsafe zip_error_code_zip(zip_file_get_error(file)) }

  private func readToEnd() throws(Unreadable) {
    while try !chunk(after: [], upTo: Limits.chunkByteCount).isLast {}
  }
}

/// An archive opened by libzip for the sake of its encrypted entries.
@safe private final class LibzipArchive {
  let handle: OpaquePointer

  init(_ bytes: ArchiveBytes) throws(Unreadable) {
    var error = unsafe zip_error_t()
    unsafe zip_error_init(&error)
    defer { unsafe zip_error_fini(&error) }
    guard let source = unsafe Self.source(bytes, &error) else {
      throw .archive(unsafe String(cString: zip_error_strerror(&error)))
    }
    guard let handle = unsafe zip_open_from_source(source, ZIP_RDONLY, &error) else {
      unsafe zip_source_free(source)
      throw .archive(unsafe String(cString: zip_error_strerror(&error)))
    }
    unsafe self.handle = handle
  }

  deinit { unsafe zip_discard(handle) }

  private static func source(
    _ bytes: ArchiveBytes, _ error: UnsafeMutablePointer<zip_error_t>
  ) -> OpaquePointer? {
    if let path = bytes.path { return unsafe zip_source_file_create(path, 0, -1, error) }
    // libzip frees this copy with the archive.
    guard let copy = unsafe malloc(max(1, bytes.byteCount)) else { return nil }
    let space = unsafe UnsafeMutableRawBufferPointer(start: copy, count: bytes.byteCount)
    unsafe space.copyBytes(from: bytes.inMemory)
    return unsafe zip_source_buffer_create(copy, UInt64(bytes.byteCount), 1, error)
  }

  /// Refuses what libzip cannot unpack, and an archive in which it sees another entry here than we do.
  func check(_ entry: ZipArchive.Entry) throws(Unreadable) {
    var facts = unsafe zip_stat_t()
    unsafe zip_stat_init(&facts)
    let name = unsafe zip_get_name(handle, UInt64(entry.index), zip_flags_t(ZIP_FL_ENC_RAW))
    guard unsafe zip_stat_index(handle, UInt64(entry.index), 0, &facts) == 0,
      unsafe facts.comp_size == UInt64(entry.compressedByteCount),
      unsafe facts.size == UInt64(entry.byteCount),
      let name = unsafe name,
      unsafe Array(UnsafeBufferPointer(start: name, count: strlen(name)))
        == entry.rawName.map({ CChar(bitPattern: $0) })
    else { throw .twoDirectories }
    let known = [ZIP_EM_TRAD_PKWARE, ZIP_EM_AES_128, ZIP_EM_AES_192, ZIP_EM_AES_256]
    guard known.contains(where: { unsafe Int32($0) == Int32(facts.encryption_method) }) else {
      throw .encryption
    }
    guard unsafe facts.comp_method == 0 || facts.comp_method == 8 else {
      throw .method(unsafe Int(facts.comp_method))
    }
  }
}
