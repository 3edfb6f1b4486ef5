import Ledger

extension ZipArchive.Entry {
  /// Why the entry is not looked into at all, by what the archive says of it; nil when nothing is wrong.
  func fault(_ limits: Limits) -> Unreadable? {
    if let reason = nameFault(limits) { return reason }
    // 0o120000 is a link, and everything that is neither a file nor a folder is a device or a pipe.
    let kind = mode & 0o170000
    guard kind == 0 || kind == 0o100000 || kind == 0o040000 else { return .specialEntry }
    if byteCount > limits[.entryBytes] { return .beyond(.entryBytes, limits) }
    let countedCount = byteCount - Limits.ratioFreeByteCount
    return countedCount / limits[.archiveRatio] > compressedByteCount
      ? .beyond(.archiveRatio, limits) : nil
  }

  private func nameFault(_ limits: Limits) -> Unreadable? {
    if rawName.count > limits[.entryName] { return .beyond(.entryName, limits) }
    if name.unicodeScalars.contains(where: isControl) { return .controlInName }
    if name.contains("\\") { return .backslashInName }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isDrive =
      name.utf8.count >= 2 && name.utf8.dropFirst().first == UInt8(ascii: ":")
      && name.utf8.first.map { $0 | 0x20 }.map { (0x61...0x7A).contains($0) } ?? false
    if name.hasPrefix("/") || isDrive { return .absoluteName }
    if parts.contains("..") { return .leavingName }
    // The last part of a folder's name is empty.
    return parts.dropLast().contains("") || name.isEmpty ? .emptyName : nil
  }
}

/// Control characters, and those that turn the direction of writing so that a name shows another one.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x2028, 0x2029: true
  default: false
  }
}

/// A name as messages show it: what cannot be seen is spelt out.
func visible(_ name: String) -> String {
  var shown = String.UnicodeScalarView()
  for scalar in name.unicodeScalars {
    if isControl(scalar) {
      shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    } else {
      shown.append(scalar)
    }
  }
  return String(shown)
}
