import Foundation
import Ledger
import Rules
import Testing

/// The folder of wrong rule files: `NAME/rules.yaml` and what is said about it in `expected.txt`.
private let golden = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Golden/lint")

@Suite struct LintGoldenTests {
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: golden.path)) ?? [])
    .filter { !$0.hasPrefix(".") }.sorted()

  @Test func `the folder has a case for each of many errors`() {
    #expect(Self.names.count >= 50)
  }

  @Test(arguments: names)
  func `a wrong rule file gives exactly the expected diagnostics`(name: String) throws {
    let folder = golden.appending(path: name)
    let reading = read(folder)
    let found = reading.diagnostics.map(line).joined()
    let expectedFile = folder.appending(path: "expected.txt")
    guard let expected = try? String(contentsOf: expectedFile, encoding: .utf8) else {
      try found.write(to: expectedFile, atomically: true, encoding: .utf8)
      Issue.record("expected.txt was missing and has been written: read it")
      return
    }
    #expect(found == expected)
  }

  @Test(arguments: names)
  func `a case is named after a code that it gives, and each code is worded twice`(name: String) {
    let diagnostics = read(golden.appending(path: name)).diagnostics
    if name != "clean", name != "several-errors" {
      #expect(diagnostics.contains { name == $0.code || name.hasPrefix($0.code + "-") })
    }
    for diagnostic in diagnostics {
      #expect(!diagnostic.messageVietnamese.isEmpty)
      #expect(diagnostic.message != diagnostic.messageVietnamese)
      #expect((diagnostic.help == nil) == (diagnostic.helpVietnamese == nil))
      #expect((diagnostic.position == nil) == (diagnostic.sourceLine == nil))
    }
  }

  private func read(_ folder: URL) -> RuleReading {
    readRules(path: "rules.yaml", overrides: []) { path in
      (try? Data(contentsOf: folder.appending(path: path))).map { [UInt8]($0) }
    }
  }

  private func line(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.position.map { position in
      let file = position.file == "rules.yaml" ? "" : "\(position.file):"
      return "\(file)\(position.line):\(position.column): "
    }
    let help = diagnostic.help.map { "  help: \($0)\n" } ?? ""
    return
      "\(place ?? "")\(diagnostic.severity.rawValue): \(diagnostic.code): \(diagnostic.message)\n"
      + help
  }
}
