import Foundation
import Testing

/// The rules that CONTRIBUTING.md gives, where a machine can hold them.
@Suite struct HouseRuleTests {
  private static let sources: [String: String] = {
    let folder = Repository.root.appending(path: "Sources")
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    var files: [String: String] = [:]
    for path in paths where path.hasSuffix(".swift") {
      files[path] = try? String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }
    return files
  }()

  @Test func `files stay below 400 lines, and half of them below 150`() {
    let counts = Self.sources.mapValues {
      $0.split(separator: "\n", omittingEmptySubsequences: false).count
    }
    for (path, count) in counts where count > 400 { Issue.record("\(path) has \(count) lines") }
    #expect(counts.values.sorted()[counts.count / 2] < 150)
  }

  @Test func `modules use only what the architecture lets them use`() {
    let allowed: [String: Set<String>] = [
      "Ledger": [], "Digest": ["CCrypto"], "Expressions": ["Ledger"], "Rules": ["Ledger", "Yams"],
      "Ingest": [
        "Ledger", "Expressions", "Digest", "CLibCSV", "CZlib", "CISAL", "CLibzip", "CExpat",
        "CScan",
      ],
      "Reconcile": ["Ledger", "Expressions"], "Reports": ["Ledger", "Digest", "CXlsxWriter"],
    ]
    for (path, text) in Self.sources {
      guard let module = path.split(separator: "/").first, let known = allowed[String(module)]
      else {
        continue
      }
      for line in text.split(separator: "\n") where line.contains("import ") {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index <= 1, index + 1 < words.count else {
          continue
        }
        let name = String(words[index + 1])
        #expect(
          known.contains(name) || ["Glibc", "Synchronization"].contains(name),
          "\(path) imports \(name)")
      }
    }
  }

  @Test(arguments: ["try!", "as!", "fatalError(", ": Double", "Double(", "TODO", "FIXME"])
  func `the sources do without`(word: String) {
    for (path, text) in Self.sources { #expect(!text.contains(word), "\(path) holds \(word)") }
  }
}
