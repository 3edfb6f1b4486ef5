internal import CLibzip
internal import CZlib

/// A zip archive, opened through libzip, which knows the container; inflating, checksums and limits
/// are ours, because libzip delivers whatever an entry holds.
@safe final class ZipArchive {
  struct Entry {
    var index: UInt64
    /// As the archive spells it, in UTF-8. Never used as a path.
    var name: String
    var method: Int
    var compressedByteCount: Int
    var byteCount: Int
    var checksum: UInt32
    var isEncrypted: Bool
  }
  let entries: [Entry]
  fileprivate let handle: OpaquePointer

  init(path: String) throws(Unreadable) {
    var code: Int32 = 0
    guard let handle = unsafe zip_open(path, ZIP_RDONLY, &code) else {
      var error = unsafe zip_error_t()
      unsafe zip_error_init_with_code(&error, code)
      defer { unsafe zip_error_fini(&error) }
      throw .archive(unsafe String(cString: unsafe zip_error_strerror(&error)))
    }
    unsafe self.handle = handle
    let count = unsafe zip_get_num_entries(handle, 0)
    guard count <= Limits.archiveEntryCountMax else {
      unsafe zip_discard(handle)
      throw .tooLarge("\(Limits.archiveEntryCountMax) entries")
    }
    entries = (0..<max(0, count)).compactMap { unsafe Self.entry(UInt64($0), of: handle) }
  }

  deinit { unsafe zip_discard(handle) }

  private static func entry(_ index: UInt64, of handle: OpaquePointer) -> Entry? {
    var facts = unsafe zip_stat_t()
    unsafe zip_stat_init(&facts)
    guard unsafe zip_stat_index(handle, index, 0, &facts) == 0,
      let name = unsafe zip_get_name(handle, index, 0).map({ unsafe String(cString: $0) })
    else { return nil }
    return unsafe Entry(
      index: index, name: name, method: Int(facts.comp_method),
      compressedByteCount: Int(clamping: facts.comp_size), byteCount: Int(clamping: facts.size),
      checksum: facts.crc, isEncrypted: facts.encryption_method != UInt16(ZIP_EM_NONE))
  }
}

/// One entry of a zip archive, inflated, with its size and CRC-32 held to what the archive says.
@safe final class ZipEntryStream: ByteStream {
  private let archive: ZipArchive
  private let entry: ZipArchive.Entry
  private let file: OpaquePointer
  private var reader: InflatingReader?
  private var checksum: UInt32 = 0
  private var producedCount = 0
  /// What the archive claims, which may be a lie: no more is reserved than a ratio of deflate allows.
  var byteCountExpected: Int? { min(entry.byteCount, entry.compressedByteCount * 20) }

  init(_ entry: ZipArchive.Entry, of archive: ZipArchive) throws(Unreadable) {
    guard !entry.isEncrypted else { throw .encrypted }
    guard entry.method == 0 || entry.method == 8 else { throw .method(entry.method) }
    reader = entry.method == 8 ? try InflatingReader(.raw) : nil
    guard
      let file = unsafe zip_fopen_index(
        archive.handle, entry.index, zip_flags_t(ZIP_FL_COMPRESSED))
    else { throw .archive(unsafe String(cString: zip_strerror(archive.handle))) }
    unsafe self.file = file
    self.archive = archive
    self.entry = entry
  }

  deinit { unsafe zip_fclose(file) }

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
    guard producedCount <= entry.byteCount else {
      throw .archive("\(entry.name): > \(entry.byteCount) bytes")
    }
    if count < space.count {
      guard producedCount == entry.byteCount else { throw .truncated }
      guard checksum == entry.checksum else { throw .badChecksum }
    }
    return count
  }

  private func readRaw(into space: UnsafeMutableBufferPointer<UInt8>) throws(Unreadable) -> Int {
    var filled = 0
    while filled < space.count {
      let got = unsafe zip_fread(
        file, space.baseAddress?.advanced(by: filled), UInt64(space.count - filled))
      guard got >= 0 else {
        // libzip checks stored entries itself.
        let error = unsafe zip_file_get_error(file).pointee.zip_err
        throw error == ZIP_ER_CRC ? .badChecksum : .truncated
      }
      if got == 0 { break }
      filled += Int(got)
    }
    return filled
  }
}
