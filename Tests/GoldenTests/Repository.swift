import Foundation

/// Where things stand in the repository, seen from this file.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let golden = root.appending(path: "Tests/Golden")
  static let samples = root.appending(path: "samples")

  /// The folders of run cases by name.
  static let runCases = cases("run")

  /// The folders of cases for `explain` by name.
  static let explainCases = cases("explain")

  private static func cases(_ kind: String) -> [String] {
    let folder = golden.appending(path: kind)
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The executable that the package builds.
  ///
  /// SwiftPM links test bundle and executables into one folder, so that the executable is looked for
  /// beside the process that runs the tests (`doichieuPackageTests.xctest`, named by the first
  /// argument) and in the folders above it. `DOICHIEU_BINARY` names another one.
  static let executable: URL? = {
    if let path = ProcessInfo.processInfo.environment["DOICHIEU_BINARY"] {
      return URL(filePath: path)
    }
    let starts = [CommandLine.arguments.first ?? "", "/proc/self/exe"] + bundleArguments
    for start in starts where !start.isEmpty {
      var folder = URL(filePath: start).resolvingSymlinksInPath().deletingLastPathComponent()
      for _ in 0..<4 {
        let candidate = folder.appending(path: "doichieu")
        if isExecutableFile(candidate) { return candidate }
        folder.deleteLastPathComponent()
      }
    }
    return nil
  }()

  /// The test bundle, where a helper process of the toolchain loads it: `--test-bundle-path PATH`.
  private static var bundleArguments: [String] {
    let arguments = CommandLine.arguments
    guard let option = arguments.firstIndex(of: "--test-bundle-path"),
      option + 1 < arguments.count
    else { return [] }
    return [arguments[option + 1]]
  }

  private static func isExecutableFile(_ file: URL) -> Bool {
    FileManager.default.isExecutableFile(atPath: file.path) && !isFolder(file)
  }
}

/// Whether a folder stands at a path.
func isFolder(_ file: URL) -> Bool {
  (try? URL(filePath: file.path).resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
}

/// What keeps a test from being run at all.
struct HarnessFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
