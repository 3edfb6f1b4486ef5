import Ledger

/// What a file holds, by its first bytes and never by its name.
enum Container {
  case plain
  case gzip
  case zip
}

/// Tells a file's container; kinds that are no tables are refused by their true name.
func container(ofFile path: String) throws(Unreadable) -> Container {
  let front = try PlainStream(path: path).chunk(after: [], upTo: 16).bytes
  if front.starts(with: [0x1F, 0x8B]) { return .gzip }
  if front.starts(with: [0x50, 0x4B, 0x03, 0x04]) || front.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
    return .zip
  }
  if front.starts(with: [0xD0, 0xCF, 0x11, 0xE0]), try isEncryptedWorkbook(path) {
    throw .encryptedWorkbook
  }
  for (magic, name) in knownKinds where front.starts(with: magic) { throw .wrongKind(name) }
  return .plain
}

private let knownKinds: [(magic: [UInt8], name: String)] = [
  ([0xD0, 0xCF, 0x11, 0xE0], "Excel 97–2003 (.xls)"),
  ([0x52, 0x61, 0x72, 0x21], "RAR"),
  ([0x37, 0x7A, 0xBC, 0xAF], "7-Zip"),
  ([0x25, 0x50, 0x44, 0x46], "PDF"),
  ([0x42, 0x5A, 0x68], "bzip2"),
  ([0xFD, 0x37, 0x7A, 0x58], "xz"),
  ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
]

extension Unreadable {
  static let noTable = Unreadable(
    vietnamese: "tệp nén không có bảng nào", english: "the archive holds no table")

  static func wrongKind(_ name: String) -> Unreadable {
    Unreadable(
      vietnamese: "đây là tệp \(name), không phải CSV; hãy lưu lại dạng “CSV UTF-8”",
      english: "this is a \(name) file, not CSV; save it again as “CSV UTF-8”")
  }
}

extension ZipArchive {
  /// Entries that are tables and fit the pattern after `//`, in the archive's order.
  func tables(fitting glob: String?) -> [Entry] {
    entries.filter { entry in
      guard !entry.name.hasSuffix("/"), !isClutter(entry.name) else { return false }
      guard let glob else { return isTableName(entry.name) }
      let last = entry.name.split(separator: "/").last.map(String.init) ?? entry.name
      return matches(path: entry.name, glob: glob) || matches(path: last, glob: glob)
    }
  }

  /// What operating systems and spreadsheets leave behind.
  private func isClutter(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    return parts.first == "__MACOSX"
      || parts.last.map { $0.hasPrefix("~$") || $0.hasPrefix(".") } ?? true
  }

  private func isTableName(_ name: String) -> Bool {
    let lower = name.lowercased()
    return [".csv", ".txt", ".tsv"].contains { lower.hasSuffix($0) }
      && lower.split(separator: "/").last?.hasPrefix("readme") != true
  }
}
