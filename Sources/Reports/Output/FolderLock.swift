import Glibc

/// Keeps other runs off a folder by an advisory lock on a file beside it.
///
/// The kernel lets go of the lock when its holder dies, so that no lock is ever left over.
struct FolderLock: ~Copyable {
  private let path: String
  private let file: Descriptor

  /// `folder` is what the failure names.
  init(_ path: String, folder: String) throws(OutputFailure) {
    self.path = path
    while true {
      guard let file = Descriptor(path, O_RDONLY | O_CREAT | O_NONBLOCK) else {
        throw OutputFailure(.cannotCreate, folder, code: errno)
      }
      guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
        throw errno == EWOULDBLOCK
          ? OutputFailure(.isHeld, folder) : OutputFailure(.cannotCreate, folder, code: errno)
      }
      // Its holder removes the file: a lock on one that has no name any more keeps nobody off.
      if FolderLock.isNamed(file, path) {
        self.file = file
        return
      }
    }
  }

  deinit { _ = unsafe unlink(path) }

  private static func isNamed(_ file: borrowing Descriptor, _ path: String) -> Bool {
    var held = stat()
    guard unsafe fstat(file.number, &held) == 0, let named = status(path) else { return false }
    return held.st_ino == named.st_ino && held.st_dev == named.st_dev
  }
}
