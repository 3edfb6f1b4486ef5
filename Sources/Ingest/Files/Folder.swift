internal import Glibc
import Ledger

/// A file below the input folder.
struct FoundFile: Hashable {
  /// With `/`, relative to the input folder.
  var path: String
  var byteCount: Int
}

/// The reason of a system error number.
func errorText(_ code: Int32) -> String {
  unsafe strerror(code).map { unsafe String(cString: $0) } ?? "errno \(code)"
}

/// Every regular file below a folder, ordered by the bytes of its path.
///
/// Links to folders are not followed, and `excluded` are left out: what a run wrote is never its input,
/// and passwords are no table.
func files(
  below folder: String, excluding excluded: [String], limits: Limits
) throws(Unreadable) -> [FoundFile] {
  let excluded = Set(excluded.compactMap(FileIdentity.init))
  var found: [FoundFile] = []
  var folders: [(path: String, depth: Int)] = [("", 0)]
  while let (path, depth) = folders.popLast() {
    if depth > limits[.folderDepth] { throw .beyond(.folderDepth, limits) }
    for name in try names(in: path.isEmpty ? folder : folder + "/" + path) {
      // What a spreadsheet leaves beside a workbook that is open.
      if name.hasPrefix("~$") { continue }
      let relative = path.isEmpty ? name : path + "/" + name
      let absolute = folder + "/" + relative
      var link = stat()
      guard unsafe lstat(absolute, &link) == 0, !excluded.contains(FileIdentity(link)) else {
        continue
      }
      if link.st_mode & S_IFMT == S_IFDIR {
        folders.append((relative, depth + 1))
        continue
      }
      var target = stat()
      guard unsafe stat(absolute, &target) == 0, target.st_mode & S_IFMT == S_IFREG,
        !excluded.contains(FileIdentity(target))
      else { continue }
      found.append(FoundFile(path: relative, byteCount: Int(target.st_size)))
      if found.count > limits[.folderFiles] { throw .beyond(.folderFiles, limits) }
    }
  }
  return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
}

private func names(in folder: String) throws(Unreadable) -> [String] {
  guard let handle = unsafe opendir(folder) else { throw .system("open", code: errno) }
  defer { unsafe closedir(handle) }
  var names: [String] = []
  while let entry = unsafe readdir(handle) {
    let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
      unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) {
        unsafe String(validatingCString: $0)
      }
    }
    // A name that is not UTF-8 cannot be written in a rule file or a report either.
    guard let name, name != ".", name != ".." else { continue }
    names.append(name)
  }
  return names
}

/// What two paths of one file or folder share.
private struct FileIdentity: Hashable {
  private let device: dev_t
  private let number: ino_t

  init(_ facts: stat) {
    device = facts.st_dev
    number = facts.st_ino
  }

  /// nil where there is no such file.
  init?(_ path: String) {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else { return nil }
    self.init(facts)
  }
}

/// Whether a file that can be read as one stands at a path.
func isFile(_ path: String) -> Bool { (try? byteCount(ofFile: path)) != nil }

/// The size of a file that was named.
func byteCount(ofFile path: String) throws(Unreadable) -> Int {
  var facts = stat()
  guard unsafe stat(path, &facts) == 0 else { throw .system("open", code: errno) }
  guard facts.st_mode & S_IFMT != S_IFDIR else { throw .system("open", code: EISDIR) }
  return Int(facts.st_size)
}
