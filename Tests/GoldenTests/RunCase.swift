import Foundation
import Testing

/// A folder of Tests/Golden/run: a command, what it reads and what it must leave.
///
///     cmd                 the arguments on one line; `{in}` and `{out}` are the folders of the run
///     rules.yaml          copied beside the input, with every other .yaml file
///     input/              copied to `{in}`
///     prepare             steps that make what is no text, see `prepare`
///     expected/status     the exit status
///     expected/stdout     compared where it exists, as is expected/stderr; always for inspect
///     expected/NAME.csv   compared with the same file of the output folder, as is expected/NAME.html
///
/// An earlier output lies in `{out}`. A run that ends with 0, 1 or 2 replaces it as a whole; a run
/// that ends otherwise leaves it as it was.
struct RunCase {
  let folder: URL
  let workspace: Workspace
  private let arguments: [String]

  static let isRecording = ProcessInfo.processInfo.environment["DOICHIEU_RECORD"] != nil

  init(_ name: String) throws {
    folder = Repository.golden.appending(path: "run/\(name)")
    workspace = try Workspace()
    let line = try String(contentsOf: folder.appending(path: "cmd"), encoding: .utf8)
    arguments = line.split(whereSeparator: \.isWhitespace).map {
      $0.replacingOccurrences(of: "{in}", with: "in")
        .replacingOccurrences(of: "{out}", with: "out")
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where file.hasSuffix(".yaml") {
      try workspace.copy(folder.appending(path: file), to: file)
    }
    try workspace.copy(folder.appending(path: "input"), to: "in")
    try workspace.copy(Repository.golden.appending(path: "previous"), to: "out")
    let steps = folder.appending(path: "prepare")
    if FileManager.default.fileExists(atPath: steps.path) {
      try prepare(String(contentsOf: steps, encoding: .utf8), in: workspace)
    }
  }

  /// Runs the command and holds everything against the expected files.
  func check() throws {
    let output = workspace.folder.appending(path: "out")
    let before = try contents(of: output)
    let outcome = try doichieu(arguments, in: workspace.folder)
    let shown = Self.shown(arguments, outcome)
    try compare("status", "\(outcome.status)\n", isRequired: true, shown)
    try compare("stdout", outcome.stdout, isRequired: arguments.first == "inspect", shown)
    try compare("stderr", outcome.stderr, isRequired: outcome.status > 2, shown)
    let after = try contents(of: output)
    if (0...2).contains(outcome.status), arguments.first == "run" {
      #expect(after["previous.csv"] == nil, "the earlier output was not replaced\n\(shown)")
      #expect(after["run.json"] != nil, "there is no run.json\n\(shown)")
      try compareTables(after, shown)
    } else {
      #expect(after == before, "the earlier output was touched\n\(shown)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path)
      .filter { $0.hasPrefix(".") }
    #expect(left.isEmpty, "the run left \(left) behind\n\(shown)")
  }

  private static func shown(_ arguments: [String], _ outcome: Outcome) -> Comment {
    Comment(
      rawValue: """
        $ doichieu \(arguments.joined(separator: " "))
        status: \(outcome.status)
        stdout:
        \(outcome.stdout)
        stderr:
        \(outcome.stderr)
        """)
  }

  private func compareTables(_ output: [String: Data], _ shown: Comment) throws {
    let expected = folder.appending(path: "expected")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: expected.path)) ?? []
    for name in Set(names.filter { $0.contains(".") } + ["discrepancies.csv"]).sorted() {
      guard let bytes = output[name] else {
        Issue.record("the output has no \(name)\n\(shown)")
        continue
      }
      try compare(name, String(decoding: bytes, as: UTF8.self), isRequired: true, shown)
    }
  }

  private func compare(
    _ name: String, _ found: String, isRequired: Bool, _ shown: Comment
  ) throws {
    let file = folder.appending(path: "expected/\(name)")
    let expected = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    if expected == nil, !isRequired { return }
    if let expected, !Self.isRecording || expected == found {
      if expected.utf8.elementsEqual(found.utf8) { return }
      let difference = lineDifference(expected: expected, found: found)
      Issue.record("expected/\(name) differs at \(difference)\n\(shown)")
      return
    }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(found.utf8).write(to: file)
    Issue.record("expected/\(name) was written: read it before you keep it\n\(shown)")
  }
}
