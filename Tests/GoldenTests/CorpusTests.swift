import Foundation
import Testing

/// The defects of real files, one folder of Tests/Corpus for each kind, read by the real binary.
@Suite struct CorpusTests {
  static let corpus = Repository.root.appending(path: "Tests/Corpus")
  static let folders: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: corpus.path).filter {
      FileManager.default.fileExists(atPath: corpus.appending(path: "\($0)/expected.txt").path)
    }.sorted()) ?? []

  @Test func `at least 250 files are there`() throws {
    let files = try Self.folders.map {
      try FileManager.default.contentsOfDirectory(
        atPath: Self.corpus.appending(path: "\($0)/input").path
      ).count
    }
    #expect(files.reduce(0, +) >= 250)
  }

  @Test(arguments: folders)
  func `every row is read right, or refused where it stands`(folder: String) throws {
    let workspace = try Workspace()
    let place = Self.corpus.appending(path: folder)
    let outcome = try doichieu(
      [
        "run", place.appending(path: "rules.yaml").path, "--input",
        place.appending(path: "input").path, "--output", "out",
      ], in: workspace.folder)
    #expect((0...2).contains(outcome.status), "\(outcome)")
    let output = workspace.folder.appending(path: "out")
    let found = try lines(output)
    let expected = try String(contentsOf: place.appending(path: "expected.txt"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let refusals = expected.filter { $0.hasPrefix("unreadable ") }
    for refusal in refusals {
      let parts = refusal.split(separator: " ", maxSplits: 2).map(String.init)
      let message = found.refusals[parts[1]] ?? ""
      #expect(message.contains(parts[2]), "\(refusal): \(message)")
    }
    #expect(found.refusals.count == refusals.count, "\(found.refusals)")
    let rows = Set(expected).subtracting(refusals)
    #expect(rows.subtracting(found.rows).sorted() == [], "not found")
    #expect(found.rows.subtracting(rows).sorted() == [], "not expected")
  }

  @Test func `the generator writes these files, byte for byte`() throws {
    let workspace = try Workspace()
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let compare = Repository.golden.appending(path: "compare_folders.py").path
    let scripts =
      [[Self.corpus.appending(path: "generate.py").path, "--out", "corpus"]]
      + Self.folders.map {
        [compare, "corpus/\($0)", Self.corpus.appending(path: $0).path]
      }
    for script in scripts {
      let outcome = try Program(
        ["python3", "-B"] + script, in: workspace.folder, environment: ["PATH": path]
      ).wait()
      #expect(outcome.status == 0, "\(script)\n\(outcome.stdout)\(outcome.stderr)")
    }
  }

  /// What a run found, in the words of `expected.txt`, and the messages about unreadable files.
  private func lines(
    _ output: URL
  ) throws -> (rows: Set<String>, refusals: [String: String]) {
    var rows: Set<String> = []
    var refusals: [String: String] = [:]
    for finding in try records(output, "discrepancies.csv") {
      let value = finding["key"]?.components(separatedBy: "; ").last?
        .components(separatedBy: "=").dropFirst().joined(separator: "=")
      let place = finding["left_at"] ?? ""
      switch finding["check"] {
      case "every-row": rows.insert("row \(place) \(finding["message"] ?? "")")
      case "total-row":
        rows.insert("total \(place) \(finding["left"] ?? "") \(finding["right"] ?? "")")
      case "unreadable-file": refusals[value ?? ""] = finding["message"]
      case "unknown-code": rows.insert("unknown \(value ?? "")")
      case "rejects": break
      default: rows.insert("\(finding)")
      }
    }
    for reject in try records(output, "rejects.csv") {
      let raw = reject["raw"] ?? ""
      // A formula is written behind an apostrophe.
      let isGuarded = raw.hasPrefix("'") && "=+-@'".contains(raw.dropFirst().first ?? " ")
      let column = reject["column"] ?? ""
      rows.insert(
        "reject \(reject["file"] ?? ""):\(reject["line"] ?? ""):\(column.isEmpty ? "0" : column) "
          + (isGuarded ? String(raw.dropFirst()) : raw))
    }
    return (rows, refusals)
  }

  private func records(_ output: URL, _ name: String) throws -> [[String: String]] {
    let table = CSVTable(
      try String(contentsOf: output.appending(path: name), encoding: .utf8))
    return table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.headings, $0)) }
  }
}
