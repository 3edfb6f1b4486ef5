import Foundation

/// A fresh temporary folder that goes with its owner.
final class Workspace {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "doichieu-golden-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Copies a file or folder of the repository to a path below the workspace.
  func copy(_ source: URL, to path: String) throws {
    guard FileManager.default.fileExists(atPath: source.path) else { return }
    try FileManager.default.copyItem(at: source, to: folder.appending(path: path))
  }

  /// Writes a file; folders of its path are made where they are missing.
  func write(_ path: String, _ bytes: some Sequence<UInt8>) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }
}

/// Every file below a folder by its path; a file that stands in the folder's place under the path "".
func contents(of folder: URL) throws -> [String: Data] {
  guard FileManager.default.fileExists(atPath: folder.path) else { return [:] }
  guard isFolder(folder) else { return ["": try Data(contentsOf: folder)] }
  var found: [String: Data] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
    let file = folder.appending(path: path)
    found[path] = isFolder(file) ? Data() : try Data(contentsOf: file)
  }
  return found
}
