import Foundation
import Testing

/// report.xlsx beside the CSV files, read by openpyxl; LibreOffice works it out where it is asked for.
@Suite struct WorkbookReportTests {
  private func read(_ workspace: Workspace, _ options: [String] = []) throws -> Outcome {
    try python(
      ["Tests/Differential/report_openpyxl.py", workspace.folder.appending(path: "out").path]
        + options)
  }

  @Test(arguments: [[], ["--language", "en"], ["--csv", "standard", "--only", "positions"]])
  func `every cell of the sample's workbook equals its CSV file`(options: [String]) throws {
    let sample = try Sample()
    _ = try sample.run(options)
    let outcome = try read(sample.workspace)
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
    #expect(outcome.stdout.contains(" 0 faults"))
  }

  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["DOICHIEU_OFFICE"] != nil, "make test-office"))
  func `LibreOffice comes to the same totals`() throws {
    let sample = try Sample()
    _ = try sample.run([])
    let outcome = try read(sample.workspace, ["--office"])
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
    #expect(!outcome.stdout.contains(" 0 formulas"))
  }

  @Test func `hostile texts and long numbers come through, and none is a formula`() throws {
    let workspace = try Workspace()
    let texts = [
      "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "'=1", "<script>alert(1)</script>", "a\"b",
      "\u{202E}đảo", "\u{200F}x", "_x0041_", "&amp;", String(repeating: "dài ", count: 2_500),
    ]
    let rows = texts.enumerated().map { index, text in
      "V\(index),15/01/2024,\(index == 0 ? "9007199254740993" : "\(index)"),"
        + "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\"\n"
    }
    try workspace.write(
      "rules.yaml",
      """
      version: 1
      name: hostile
      sources:
        a:
          files: a.csv
          columns:
            voucher: {header: Số CT, type: code}
            date: {header: Ngày, type: date}
            amount: {header: Số tiền, type: money}
            name: {header: Nội dung, type: text}
      checks:
        all:
          on: a
          when: amount >= 0
          owner: name
          difference: amount
          message: "{name}"
      balances:
        names:
          by: [voucher]
          measures: {sum: sum(a.amount)}
          levels: [[]]
      report: {split_by: owner}

      """.utf8)
    try workspace.write("in/a.csv", "Số CT,Ngày,Số tiền,Nội dung\n\(rows.joined())".utf8)
    let run = try doichieu(
      ["run", "rules.yaml", "--input", "in", "--output", "out"], in: workspace.folder)
    #expect(run.status == 1, "\(run)")
    let outcome = try read(workspace, ["--own", "'=1"])
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
  }
}
