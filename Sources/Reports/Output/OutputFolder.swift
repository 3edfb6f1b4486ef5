import Digest
import Glibc

/// The output folder of a run: written beside what stood there and exchanged with it in one step.
///
/// A run that dies leaves the previous output as it was. What dead runs left behind is swept by the
/// next one, which may do so because it holds the lock.
package struct OutputFolder: ~Copyable {
  /// As the user wrote it, for messages.
  private let shownPath: String
  /// Without symbolic links.
  private let path: String
  private let newPath: String
  private let oldPath: String
  private let lock: FolderLock
  private let root: Descriptor
  private var folders: [String] = []
  /// Path below the folder and digest of each file, in the order of writing.
  private(set) var written: [(path: String, sha256: SHA256Value)] = []

  /// Takes the folder for this run; nothing that stands there is changed.
  ///
  /// - Parameter path: the parent must exist.
  package init(at path: String) throws(OutputFailure) {
    let place = try place(of: path)
    let (newPath, oldPath) = (beside(place, "new"), beside(place, "old"))
    let lock = try FolderLock(beside(place, "lock"), folder: path)
    try repair(place, oldPath, shownAs: path)
    try refuseForeign(place, shownAs: path)
    removeTree(newPath)
    guard unsafe mkdir(newPath, 0o777) == 0,
      let root = Descriptor(newPath, O_RDONLY | O_DIRECTORY)
    else { throw OutputFailure(.cannotCreate, path, code: errno) }
    shownPath = path
    self.path = place
    self.newPath = newPath
    self.oldPath = oldPath
    self.lock = lock
    self.root = root
  }

  // After the exchange the previous output has the new folder's name.
  deinit { removeTree(newPath) }

  /// Begins a file; folders of its path are made where they are missing.
  mutating func create(_ path: String) throws(OutputFailure) -> OutputFile {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    precondition(
      parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0) },
      "an output file stands below the output folder")
    for count in 1..<parts.count {
      let folder = parts[..<count].joined(separator: "/")
      if folders.contains(folder) { continue }
      guard unsafe mkdirat(root.number, folder, 0o777) == 0 else { throw failure(at: path) }
      folders.append(folder)
    }
    guard let file = Descriptor(path, O_WRONLY | O_CREAT | O_EXCL, below: root.number) else {
      throw failure(at: path)
    }
    return OutputFile(path, file)
  }

  /// Ends a file.
  mutating func finish(_ file: consuming OutputFile) throws(OutputFailure) {
    let digest = try file.finish()
    written.append((file.path, digest))
  }

  /// Writes a whole file.
  mutating func write(_ path: String, _ bytes: Span<UInt8>) throws(OutputFailure) {
    var file = try create(path)
    try file.write(bytes)
    try finish(file)
  }

  /// The new folder itself, where a library writes a file by its path; `adopt` takes the file in.
  var workingPath: String { newPath }

  /// Takes in a file that something else has written into the new folder.
  mutating func adopt(_ path: String) throws(OutputFailure) {
    guard let file = Descriptor(path, O_RDONLY, below: root.number), fsync(file.number) == 0 else {
      throw failure(at: path)
    }
    do throws(UnreadFile) {
      written.append((path, try sha256(ofFile: newPath + "/" + path)))
    } catch {
      throw OutputFailure(.cannotWrite, path, code: error.code)
    }
  }

  /// Puts the new folder in the place of the old one.
  package mutating func publish() throws(OutputFailure) { try publish(mayExchange: true) }

  mutating func publish(mayExchange: Bool) throws(OutputFailure) {
    for folder in folders.reversed() + [""] {
      guard syncFolder(newPath + "/" + folder) else { throw failure(at: shownPath) }
    }
    if status(path) == nil {
      guard unsafe rename(newPath, path) == 0 else { throw failure(at: shownPath) }
    } else if !(mayExchange && exchange(newPath, path)) {
      // Between the two steps no output is in place; the next run would put the old one back.
      guard unsafe rename(path, oldPath) == 0 else { throw failure(at: shownPath) }
      guard unsafe rename(newPath, path) == 0 else {
        let code = errno
        _ = unsafe rename(oldPath, path)
        throw OutputFailure(.cannotWrite, shownPath, code: code)
      }
      removeTree(oldPath)
    }
    guard syncFolder(parent(of: path)) else { throw failure(at: shownPath) }
  }

  private func failure(at path: String) -> OutputFailure {
    OutputFailure(.cannotWrite, path, code: errno)
  }
}

/// A hidden name in the same folder, so that a rename stays within one file system.
private func beside(_ path: String, _ role: String) -> String {
  let name = path.split(separator: "/").last ?? ""
  return "\(parent(of: path))/.\(name).doichieu-\(role)"
}

private func parent(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Where the folder stands or will stand, by a path without symbolic links.
private func place(of path: String) throws(OutputFailure) -> String {
  if let known = resolved(path) {
    guard known != "/" else { throw OutputFailure(.notOurs, path) }
    return known
  }
  var trimmed = Substring(path)
  while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
  let name = trimmed.split(separator: "/").last.map(String.init) ?? ""
  // A link that leads nowhere would be replaced, not followed.
  guard errno == ENOENT, !["", ".", ".."].contains(name), status(String(trimmed)) == nil else {
    throw OutputFailure(.cannotCreate, path, code: errno == 0 ? ENOENT : errno)
  }
  guard let folder = resolved(parent(of: String(trimmed))) else {
    throw OutputFailure(.cannotCreate, path, code: errno)
  }
  return folder == "/" ? "/\(name)" : "\(folder)/\(name)"
}

/// Puts back what a run that died between two renames took away.
private func repair(
  _ path: String, _ oldPath: String, shownAs shown: String
) throws(OutputFailure) {
  guard status(oldPath) != nil else { return }
  if status(path) != nil {
    removeTree(oldPath)
  } else if unsafe rename(oldPath, path) != 0 {
    throw OutputFailure(.cannotCreate, shown, code: errno)
  }
}

/// Only an empty folder or the output of a run may be replaced.
private func refuseForeign(_ path: String, shownAs shown: String) throws(OutputFailure) {
  guard let status = status(path) else { return }
  guard isFolder(status) else { throw OutputFailure(.cannotCreate, shown, code: ENOTDIR) }
  guard let names = names(in: path) else {
    throw OutputFailure(.cannotCreate, shown, code: errno)
  }
  if names.isEmpty { return }
  let mark = Array(RunRecord.mark.utf8)
  var start = [UInt8](repeating: 0, count: mark.count)
  guard let file = Descriptor(path + "/" + RunRecord.fileName, O_RDONLY | O_NONBLOCK) else {
    throw OutputFailure(.notOurs, shown)
  }
  let count = unsafe start.withUnsafeMutableBytes {
    unsafe read(file.number, $0.baseAddress, $0.count)
  }
  guard count == mark.count, start == mark else { throw OutputFailure(.notOurs, shown) }
}
