import Foundation
import Glibc
import Testing

/// The line that says how far a run is, and what becomes of a run that is told to stop.
@Suite struct ProgressTests {
  private static let arguments = ["run", "rules.yaml", "--input", "in", "--output", "out"]

  private func workspace(rowCount: Int = 3_000) throws -> Workspace {
    let workspace = try Workspace()
    let clean = Repository.golden.appending(path: "run/clean-run")
    try workspace.copy(clean.appending(path: "rules.yaml"), to: "rules.yaml")
    try workspace.copy(Repository.golden.appending(path: "previous"), to: "out")
    let rows = (1...rowCount).map { "V\($0),15/01/2024,\($0 * 1_000)" }.joined(separator: "\n")
    try workspace.write("in/kbnn/k.csv", "Số CT,Ngày,Số tiền\n\(rows)\n".utf8)
    try workspace.write("in/don-vi/d.csv", "Số CT,Ngày,Số tiền\n\(rows)\n".utf8)
    return workspace
  }

  /// What a terminal of so many columns gets from a run; stdout and stderr are the same there.
  private func onTerminal(
    columns: Int, _ options: [String], environment: [String: String] = [:]
  ) throws -> String {
    let workspace = try workspace()
    let words = try command(Self.arguments + options)
    let line = "stty cols \(columns); exec " + words.map { "'\($0)'" }.joined(separator: " ")
    let outcome = try Program(
      ["/usr/bin/script", "-qefc", line, "typescript"], in: workspace.folder,
      environment: environment.merging(["TERM": "xterm", "SHELL": "/bin/sh"]) { own, _ in own }
    ).wait()
    #expect(outcome.status == 0, "\(outcome)")
    return outcome.stdout
  }

  /// The texts that stood on the line one after the other, without colours.
  private func updates(_ shown: String) -> [Substring] {
    shown.replacing(#/\u{1B}\[[0-9]+m/#, with: "").unicodeScalars
      .split { $0 == "\r" || $0 == "\n" }.map { Substring($0) }
      .filter { line in ["Đọc", "Ghép", "Kiểm tra", "Ghi"].contains(where: line.hasPrefix) }
  }

  @Test(arguments: [40, 80, 132])
  func `a terminal has one line that fits it and is gone at the end`(columns: Int) throws {
    let shown = try onTerminal(columns: columns, [])
    let updates = updates(shown)
    #expect(!updates.isEmpty, "\(shown)")
    for update in updates { #expect(update.count < columns, "\(update)") }
    // Blanks cover the line before the summary begins in its place.
    let before = try #require(shown.split(separator: "Đủ dữ liệu", maxSplits: 1).first)
    #expect(before.hasSuffix(" \r\u{1B}[1m"), "\(shown)")
    #expect(!shown.contains("\u{1B}[K"))
  }

  @Test func `colours are for terminals that want them`() throws {
    #expect(try onTerminal(columns: 80, []).contains("\u{1B}[1m"))
    #expect(try !onTerminal(columns: 80, ["--no-color"]).contains("\u{1B}"))
    #expect(try !onTerminal(columns: 80, [], environment: ["NO_COLOR": "1"]).contains("\u{1B}"))
  }

  @Test(arguments: [["--quiet"], ["--progress", "never"], ["--log-format", "json"]])
  func `a terminal is left alone where that is asked`(options: [String]) throws {
    #expect(updates(try onTerminal(columns: 80, options)).isEmpty)
  }

  @Test func `a file gets nothing unless always is said`() throws {
    let workspace = try workspace()
    #expect(try doichieu(Self.arguments, in: workspace.folder).stderr == "")
    let began = ContinuousClock.now
    let asked = try doichieu(Self.arguments + ["--progress", "always"], in: workspace.folder)
    let seconds = Int((ContinuousClock.now - began) / .seconds(1))
    let found = updates(asked.stderr)
    #expect((1...(seconds + 1) * 10).contains(found.count), "\(asked.stderr)")
    #expect(!asked.stderr.contains("\u{1B}") && asked.stderr.hasSuffix(" \r"), "\(asked.stderr)")
    let quiet = try doichieu(
      Self.arguments + ["--progress", "always", "--quiet"], in: workspace.folder)
    #expect(quiet == Outcome(status: 0, stdout: "", stderr: ""))
  }

  @Test func `progress speaks English where the run does`() throws {
    let workspace = try workspace()
    let asked = try doichieu(
      Self.arguments + ["--progress", "always", "--language", "en"], in: workspace.folder)
    #expect(updates(asked.stderr).isEmpty)
    #expect(asked.stderr.contains(#/(Reading|Matching|Checking|Writing)/#), "\(asked.stderr)")
  }

  @Test func `inspect and explain show how far they are`() throws {
    let workspace = try workspace(rowCount: 20_000)
    #expect(try doichieu(Self.arguments, in: workspace.folder).status == 0)
    for arguments in [
      ["inspect", "in/kbnn/k.csv", "in/don-vi/d.csv"], ["explain", "V1", "--output", "out"],
    ] {
      #expect(try doichieu(arguments, in: workspace.folder).stderr == "")
      let shown = try doichieu(
        arguments + ["--progress", "always", "--language", "vi"], in: workspace.folder)
      #expect(!updates(shown.stderr).isEmpty, "\(shown)")
      #expect(shown.stderr.hasSuffix(" \r") && !shown.stdout.contains("\r"), "\(shown)")
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a run that is told to stop ends at once and leaves the earlier output`(
    signal: CInt
  ) throws {
    let workspace = try workspace(rowCount: 60_000)
    let earlier = try contents(of: workspace.folder.appending(path: "out"))
    let program = try Program(try command(Self.arguments), in: workspace.folder)
    // It has begun once its folder stands beside the output.
    let begun = workspace.folder.appending(path: ".out.doichieu-new").path
    for _ in 0..<2_000 where !FileManager.default.fileExists(atPath: begun) { usleep(1_000) }
    usleep(50_000)
    let told = ContinuousClock.now
    program.send(signal)
    let outcome = try program.wait()
    let duration = ContinuousClock.now - told
    #expect(outcome.status == 128 + signal, "\(outcome)")
    #expect(duration < .seconds(3), "it took \(duration)")
    #expect(try contents(of: workspace.folder.appending(path: "out")) == earlier)
    #expect(try doichieu(Self.arguments, in: workspace.folder).status == 0)
    let left = try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path)
    #expect(left.allSatisfy { !$0.hasPrefix(".") }, "\(left)")
  }

  @Test func `an interrupted run removes what it was writing`() throws {
    let workspace = try workspace(rowCount: 10)
    let path = workspace.folder.appending(path: ".out.doichieu-new").path
    // Many small files: between any two of them the run looks whether it is to stop.
    for number in 1...3_000 {
      try workspace.write(
        "in/kbnn/\(number).csv", "Số CT,Ngày,Số tiền\nV\(number),15/01/2024,1000\n".utf8)
    }
    let program = try Program(try command(Self.arguments), in: workspace.folder)
    for _ in 0..<2_000 where !FileManager.default.fileExists(atPath: path) { usleep(1_000) }
    program.send(SIGINT)
    let outcome = try program.wait()
    #expect(outcome.status == 128 + SIGINT, "\(outcome)")
    #expect(outcome.stderr.contains("interrupted"), "\(outcome)")
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
