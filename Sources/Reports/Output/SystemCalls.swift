import Glibc

/// A file or folder of the system that is open; closed with its owner.
struct Descriptor: ~Copyable {
  let number: CInt

  /// nil where the system refuses; `errno` says why.
  init?(_ path: String, _ flags: CInt, below folder: CInt = AT_FDCWD, mode: mode_t = 0o666) {
    let number = unsafe openat(folder, path, flags | O_CLOEXEC | O_NOFOLLOW, mode)
    guard number >= 0 else { return nil }
    self.number = number
  }

  deinit { close(number) }
}

/// What the system calls an error.
func reasonText(_ code: CInt) -> String {
  guard let text = unsafe strerror(code) else { return "errno \(code)" }
  return unsafe String(cString: text)
}

/// What stands at a path, symbolic links not followed; nil where nothing does.
func status(_ path: String) -> stat? {
  var result = stat()
  return unsafe lstat(path, &result) == 0 ? result : nil
}

func isFolder(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

/// The path without symbolic links and dots; nil where nothing stands.
func resolved(_ path: String) -> String? {
  guard let text = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(text) }
  return unsafe String(cString: text)
}

/// Gives two paths each other's name in one step; false where the system or the file system cannot.
///
/// glibc has the call, but its declaration is hidden from Swift behind `_GNU_SOURCE`.
func exchange(_ first: String, _ second: String) -> Bool {
  typealias Rename =
    @convention(c) (
      CInt, UnsafePointer<CChar>, CInt, UnsafePointer<CChar>, CUnsignedInt
    ) -> CInt
  guard let symbol = unsafe dlsym(nil, "renameat2") else { return false }
  let rename = unsafe unsafeBitCast(symbol, to: Rename.self)
  let exchangeFlag: CUnsignedInt = 2  // RENAME_EXCHANGE of linux/fs.h
  return unsafe rename(AT_FDCWD, first, AT_FDCWD, second, exchangeFlag) == 0
}

/// The names in a folder but `.` and `..`, as the bytes the system has; nil where it cannot be read.
func names(in path: String) -> [[CChar]]? {
  guard let folder = Descriptor(path, O_RDONLY | O_DIRECTORY) else { return nil }
  return names(in: folder.number)
}

private func names(in folder: CInt) -> [[CChar]]? {
  // The stream closes its descriptor, so that it gets one of its own.
  let copy = dup(folder)
  guard copy >= 0 else { return nil }
  guard let stream = unsafe fdopendir(copy) else {
    close(copy)
    return nil
  }
  defer { unsafe closedir(stream) }
  var names: [[CChar]] = []
  while let entry = unsafe readdir(stream) {
    let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
      unsafe Array($0.prefix { $0 != 0 }).map { CChar(bitPattern: $0) }
    }
    let dot = CChar(UInt8(ascii: "."))
    if name != [dot], name != [dot, dot] { names.append(name + [0]) }
  }
  return names
}

/// Removes a file, a link or a folder with all that is in it; links are not followed.
@discardableResult
func removeTree(_ path: String) -> Bool {
  removeTree(path.utf8.map { CChar(bitPattern: $0) } + [0], below: AT_FDCWD)
}

private func removeTree(_ name: [CChar], below folder: CInt) -> Bool {
  if unsafe unlinkat(folder, name, 0) == 0 || errno == ENOENT { return true }
  guard errno == EISDIR || errno == EPERM else { return false }
  let inner = unsafe openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  guard inner >= 0 else { return false }
  defer { close(inner) }
  for entry in names(in: inner) ?? [] where !removeTree(entry, below: inner) { return false }
  return unsafe unlinkat(folder, name, AT_REMOVEDIR) == 0
}

/// Waits until a folder's entries are on the disk.
func syncFolder(_ path: String) -> Bool {
  guard let folder = Descriptor(path, O_RDONLY | O_DIRECTORY) else { return false }
  return fsync(folder.number) == 0
}

/// What the last call of the system that failed said.
var systemError: CInt { errno }
