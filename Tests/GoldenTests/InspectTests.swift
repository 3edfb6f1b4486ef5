import Foundation
import Testing

/// What `inspect` says is what `run` does.
@Suite struct InspectTests {
  private static let cases = Repository.runCases.filter { $0.hasPrefix("inspect-") }
  /// Every file of the sample that the treasury and the units sent.
  private static let sampleFiles = {
    let folder = Repository.samples.appending(path: Sample.name)
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (paths ?? []).filter { path in
      ["danh-muc/", "don-vi/", "kbnn/", "ke-hoach/"].contains(where: path.hasPrefix)
        && !folder.appending(path: path).hasDirectoryPath && path.contains(".")
    }.sorted()
  }()

  @Test(arguments: cases)
  func `a sources block keeps the rows that inspect keeps`(name: String) throws {
    let workspace = try RunCase(name).workspace
    for file in try FileManager.default.contentsOfDirectory(
      atPath: workspace.folder.appending(path: "in").path
    ).sorted() {
      try holdAgainstRun("in/\(file)", in: workspace)
    }
  }

  @Test(arguments: [
    "~x.csv", "a\\b.csv", "*x.csv", "[ab]?.csv", "x\"q'.csv", "a{b,c}.csv", "a: b #c.csv",
    "- x.csv",
    "&a.csv", "!a.csv", "%a.csv", "@a.csv", "`a.csv", "|a.csv", " a.csv ", "null", "a\tb\nc.csv",
    "{in}.csv", "Kê\u{301} hoa\u{323}ch.csv", "a\u{200B}b.csv", "a//b.csv",
  ])
  func `a sources block reads a file of any name`(name: String) throws {
    let workspace = try Workspace()
    try workspace.write("in/\(name)", Array("Mã đơn vị,Số tiền\n00101,1234567\n".utf8))
    #expect(try holdAgainstRun("in/\(name)", in: workspace))
  }

  @Test func `a sources block says that a lock file is never read`() throws {
    let workspace = try Workspace()
    try workspace.write("in/~$x.csv", Array("Mã đơn vị,Số tiền\n00101,1234567\n".utf8))
    let block = try doichieu(
      ["inspect", "in/~$x.csv", "--as-source", "src", "--language", "vi"], in: workspace.folder)
    #expect(block.stdout.contains("# `run` bỏ qua tệp có tên bắt đầu bằng ~$"))
  }

  @Test(arguments: sampleFiles)
  func `a sources block reads the sample's files`(file: String) throws {
    let workspace = try Sample().workspace
    #expect(try holdAgainstRun("in/\(file)", in: workspace))
  }

  /// Pastes the block into a rule file and runs it; false where the file cannot be read.
  @discardableResult
  private func holdAgainstRun(_ file: String, in workspace: Workspace) throws -> Bool {
    let inspected = try doichieu(["inspect", file], in: workspace.folder)
    if inspected.status != 0 { return false }
    let block = try doichieu(["inspect", file, "--as-source", "src"], in: workspace.folder).stdout
    let rules = "version: 1\nname: inspected\n\(block)\(try checks(of: block))"
    try workspace.write("rules.yaml", Array(rules.utf8))
    let lint = try doichieu(["lint", "rules.yaml"], in: workspace.folder)
    #expect(lint == Outcome(status: 0, stdout: "", stderr: ""), "\(rules)")
    let run = try doichieu(
      ["run", "rules.yaml", "--input", ".", "--output", "result"], in: workspace.folder)
    #expect((0...2).contains(run.status), "\(rules)\n\(run.stderr)")
    let account = workspace.folder.appending(path: "result/rows.csv")
    let rows = CSVTable(try String(contentsOf: account, encoding: .utf8))
    for outcome in ["kept", "rejected", "total"] {
      let found = rows.lines(["outcome", "rows"]).filter { $0.hasPrefix("\(outcome)|") }
        .compactMap { Int($0.split(separator: "|")[1]) }.reduce(0, +)
      #expect(
        found == count(outcome, in: inspected.stdout),
        "\(outcome)\n\(inspected.stdout)\n\(rules)\n\(run.stdout)")
    }
    return true
  }

  /// A check for each source that needs all its columns.
  private func checks(of block: String) throws -> String {
    var columns: [[String]] = []
    var names: [String] = []
    for line in block.split(separator: "\n") {
      let name = String(line.drop { $0 == " " }.prefix { $0 != ":" })
      switch line.prefix(while: { $0 == " " }).count {
      case 2:
        names.append(name)
        columns.append([])
      case 6: columns[columns.count - 1].append(name)
      default: break
      }
    }
    let checks = zip(names, columns).map { name, columns in
      let condition = columns.map { "\($0) is missing" }.joined(separator: " and ")
      return "  \(name)-blank: {on: \(name), when: \(condition), severity: info}\n"
    }
    return "checks:\n" + checks.joined()
  }

  /// `1,248 kept, 1 total`: the number before a word in the lines about rows.
  private func count(_ outcome: String, in text: String) -> Int {
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("  rows ") }
    return lines.reduce(0) { sum, line in
      let parts = line.replacing(", ", with: ":").split(separator: ":").map {
        $0.split(separator: " ")
      }
      let found = parts.first { $0.count >= 2 && $0.last?.hasPrefix(outcome) == true }
      return sum + (found.flatMap { Int($0[$0.count - 2].filter(\.isNumber)) } ?? 0)
    }
  }
}
