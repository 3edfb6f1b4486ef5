import Foundation
import Testing

/// A folder of Tests/Golden/explain: commands one after another, and what they print.
///
///     steps        `doichieu …`, words with blanks in quotes; other lines are steps of `prepare`
///     rules.yaml   copied beside the input
///     input/       copied to `in`
///     expected     each `explain` with what it printed and its status; of `run` the status alone
struct ExplainCase {
  private let folder: URL
  private let workspace: Workspace

  init(_ name: String) throws {
    folder = Repository.golden.appending(path: "explain/\(name)")
    workspace = try Workspace()
    try workspace.copy(folder.appending(path: "rules.yaml"), to: "rules.yaml")
    try workspace.copy(folder.appending(path: "input"), to: "in")
  }

  func check() throws {
    var transcript = ""
    let steps = try String(contentsOf: folder.appending(path: "steps"), encoding: .utf8)
    for step in steps.split(separator: "\n").map(String.init) {
      guard step.hasPrefix("doichieu ") else {
        try prepare(step, in: workspace)
        continue
      }
      let outcome = try doichieu(Array(words(of: step).dropFirst()), in: workspace.folder)
      transcript += "$ \(step)\n"
      if !step.hasPrefix("doichieu run") { transcript += outcome.stdout + outcome.stderr }
      transcript += "[\(outcome.status)]\n"
    }
    try compare(transcript)
  }

  /// Quotes around a word keep its blanks.
  private func words(of step: String) -> [String] {
    var words: [String] = []
    for (index, piece) in step.components(separatedBy: "\"").enumerated() {
      if index % 2 == 1 {
        words.append(piece)
      } else {
        words += piece.split(separator: " ").map(String.init)
      }
    }
    return words
  }

  private func compare(_ found: String) throws {
    let file = folder.appending(path: "expected")
    let expected = try? String(contentsOf: file, encoding: .utf8)
    if let expected, !RunCase.isRecording || expected == found {
      if expected == found { return }
      Issue.record("differs at \(lineDifference(expected: expected, found: found))")
      return
    }
    try Data(found.utf8).write(to: file)
    Issue.record("expected was written: read it before you keep it")
  }
}

@Suite struct ExplainGoldenTests {
  @Test(arguments: Repository.explainCases)
  func `explanations are told word for word`(name: String) throws {
    try ExplainCase(name).check()
  }

  @Test func `the answer does not depend on the number of workers`() throws {
    let workspace = try Workspace()
    let folder = Repository.golden.appending(path: "explain/match-kinds")
    try workspace.copy(folder.appending(path: "rules.yaml"), to: "rules.yaml")
    try workspace.copy(folder.appending(path: "input"), to: "in")
    _ = try doichieu(
      ["run", "rules.yaml", "--input", "in", "--output", "out"], in: workspace.folder)
    for key in ["KB03", "KB07", "KB10", "DV14"] {
      let one = try doichieu(
        ["explain", key, "--output", "out", "--jobs", "1"], in: workspace.folder)
      let many = try doichieu(
        ["explain", key, "--output", "out", "--jobs", "7"], in: workspace.folder)
      #expect(one == many)
      #expect(one.status == 0)
    }
  }
}
