import Foundation
import Testing

/// The sample worked out a second time by DuckDB, which shares no code with us: equal to the đồng.
@Suite struct DifferentialTests {
  @Test(arguments: ["2024-10-28", "2024-08-20"])
  func `balances, rates, vouchers and the bridge equal DuckDB's`(date: String) throws {
    let sample = try Sample()
    _ = try sample.run(["--set", "as_of=\(date)"])
    let outcome = try python(
      [
        "Tests/Differential/sample_duckdb.py", "samples/\(Sample.name)",
        sample.workspace.folder.appending(path: "out").path, "--as-of", date,
      ])
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
    #expect(outcome.stdout.contains(" passed, 0 failed"))
  }

  @Test func `the benchmark's work gives DuckDB's findings on generated books`() throws {
    let workspace = try Workspace()
    func path(_ name: String) -> String { workspace.folder.appending(path: name).path }
    let scripts = "Tests/Benchmarks"
    #expect(
      try python([
        "\(scripts)/generate.py", "--rows", "20000", "--seed", "7", "--out", path("data"),
      ])
      .status == 0)
    let run = try doichieu(
      [
        "run", Repository.root.appending(path: "\(scripts)/work.yaml").path, "--input",
        path("data"), "--output", path("ours"),
      ], in: workspace.folder)
    #expect(run.status == 1, "\(run.stderr)")
    try FileManager.default.createDirectory(
      atPath: path("theirs"), withIntermediateDirectories: true)
    for script in [
      ["\(scripts)/duckdb_work.py", path("data"), path("theirs")],
      ["\(scripts)/compare_results.py", path("ours"), path("theirs")],
    ] {
      let outcome = try python(script)
      #expect(outcome.status == 0, "\(script)\n\(outcome.stdout)\(outcome.stderr)")
    }
  }

  @Test(arguments: 1...6)
  func `every cell of a workbook is what openpyxl reads back`(seed: Int) throws {
    try readWorkbook(seed, [])
  }

  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["DOICHIEU_OFFICE"] != nil, "make test-office"),
    arguments: 1...6)
  func `every cell of a workbook by LibreOffice is what openpyxl reads back`(seed: Int) throws {
    try readWorkbook(seed, ["--office"])
  }

  private func readWorkbook(_ seed: Int, _ options: [String]) throws {
    let workspace = try Workspace()
    let script = "Tests/Differential/workbooks_openpyxl.py"
    let made = try python(
      [script, "make", workspace.folder.path, "--seed", String(seed)] + options)
    #expect(made.status == 0, "\(made.stderr)")
    _ = try doichieu(
      ["run", "rules.yaml", "--input", "in", "--output", "out"], in: workspace.folder)
    let outcome = try python([script, "check", workspace.folder.path])
    #expect(outcome.status == 0, "seed \(seed)\n\(outcome.stdout)\(outcome.stderr)")
  }

  @Test func `100,000 random records are read cell for cell as Python and DuckDB read them`() throws
  {
    let workspace = try Workspace()
    let outcome = try python(
      ["Tests/Differential/records_csv.py"] + command([])
        + [workspace.folder.appending(path: "records").path])
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
    #expect(outcome.stdout.contains("100000 records, 0 differ"))
  }
}
