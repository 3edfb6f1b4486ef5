import Foundation
import Testing

/// What the documents promise: whole rule files in them lint clean, commands in them exist.
@Suite struct DocumentTests {
  /// Every fenced block of a document by its info string.
  private func blocks(_ document: String, _ info: String) throws -> [String] {
    let text = try String(
      contentsOf: Repository.root.appending(path: document), encoding: .utf8)
    var blocks: [String] = []
    var open: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let lines = open {
        if line == "```" {
          blocks.append(lines.joined(separator: "\n") + "\n")
          open = nil
        } else {
          open = lines + [line]
        }
      } else if line == "```\(info)" {
        open = []
      }
    }
    return blocks
  }

  @Test(arguments: [("docs/rules.md", 8), ("docs/matching.md", 1), ("README.md", 1)])
  func `every whole rule file in a document lints clean and passes its own tests`(
    document: String, least: Int
  ) throws {
    let workspace = try Workspace()
    let examples = try blocks(document, "yaml")
    #expect(examples.count >= least)
    for example in examples {
      try workspace.write("rules.yaml", Array(example.utf8))
      let outcome = try doichieu(["lint", "rules.yaml"], in: workspace.folder)
      #expect(outcome == Outcome(status: 0, stdout: "", stderr: ""), "\(example)")
      let tests = try doichieu(["test", "rules.yaml"], in: workspace.folder)
      #expect(tests.status == 0, "\(tests.stdout)\(tests.stderr)")
    }
  }

  @Test func `the README gives the two commands, and the Makefile has them`() throws {
    let readme = try String(
      contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    let makefile = try String(
      contentsOf: Repository.root.appending(path: "Makefile"), encoding: .utf8)
    for target in ["demo", "test"] {
      #expect(readme.contains("make \(target)"))
      #expect(makefile.contains("\n\(target):"))
    }
  }

  @Test func `the README shows what the demo prints`() throws {
    let summary = try Sample().run().outcome.stdout
    let shown = try blocks("README.md", "text").joined()
    for line in summary.split(separator: "\n") where !line.hasPrefix("Chi tiết") {
      #expect(shown.contains(line), "\(line)")
    }
  }
}
