import Foundation
import Testing

/// report.html as readers see it, in a headless Chromium.
@Suite(.serialized) struct BrowserTests {
  @Test(arguments: ["vi", "en"])
  func `the sample's report is sound on a phone, a desk and paper, by day and by night`(
    language: String
  ) throws {
    let sample = try Sample()
    _ = try sample.run(["--language", language])
    let outcome = try look(sample.workspace, language, strictly: true)
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
    #expect(outcome.stdout.hasSuffix(" 0 faults\n"))
  }

  @Test func `hostile names stay words in the page`() throws {
    let workspace = try Workspace()
    let long = String(repeating: "<b>dài</b>", count: 1000)
    let names = [
      "<script>console.log(1)</script>", "=cmd|'/c calc'!A1", "\u{202E}ngược\u{2066}", long,
      "\"\" onload=console.log(2) x=\"\"", "</title><style>*{display:none}",
      "&#60;img src=x&#62;",
      "\u{645}\u{631}\u{62D}\u{628}\u{627} 123",
    ]
    let units = names.enumerated().map { "U\($0),\"\($1)\"\n" }.joined()
    try workspace.write("in/units.csv", ("Mã,Tên\n" + units).utf8)
    let plans = names.indices.map { "U\($0),1000\n" }.joined() + "\"\(long)\",5\n"
    try workspace.write("in/plan.csv", ("Mã,Kế hoạch\n" + plans).utf8)
    let paid = names.indices.dropLast().map { "U\($0),\($0 * 100)\n" }.joined()
    try workspace.write("in/paid.csv", ("Mã,Số tiền\n" + paid).utf8)
    try workspace.write("rules.yaml", hostileRules.utf8)
    let run = try doichieu(
      ["run", "rules.yaml", "--input", "in", "--output", "out", "--quiet"], in: workspace.folder)
    #expect(run.status == 1, "\(run.stderr)")
    let outcome = try look(workspace, "vi", strictly: false)
    #expect(outcome.stdout.hasSuffix(" 0 faults\n"), "\(outcome.stdout)\(outcome.stderr)")
    let page = try String(
      contentsOf: workspace.folder.appending(path: "out/report.html"), encoding: .utf8)
    #expect(page.contains("&lt;script&gt;console.log(1)&lt;/script&gt;"))
    #expect(!page.contains("<script") && !page.contains("<img"))
    #expect(page.unicodeScalars.allSatisfy { !(0x202A...0x202E).contains($0.value) })
    for (name, bytes) in try contents(of: workspace.folder.appending(path: "out"))
    where name.hasPrefix("for-") && name.hasSuffix(".csv") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains(",="), "\(name)")
    }
  }

  private func look(
    _ workspace: Workspace, _ language: String, strictly: Bool
  ) throws -> Outcome {
    try python(
      [
        "Tests/Browser/report_chromium.py", workspace.folder.appending(path: "out").path, language,
      ] + (strictly ? ["--least", "50", "--minutes", "vouchers"] : []))
  }
}

private let hostileRules = """
  version: 1
  name: hostile
  title: "<i>Thù địch</i> \\"'&"
  owner: unit.name
  sources:
    units:
      files: units.csv
      columns:
        unit: {header: Mã, type: code}
        name: {header: Tên, type: text}
      unique: [unit]
    plan:
      files: plan.csv
      columns:
        unit: {header: Mã, type: code, in: units}
        amount: {header: Kế hoạch, type: money}
    paid:
      files: paid.csv
      columns:
        unit: {header: Mã, type: code, in: units}
        amount: {header: Số tiền, type: money}
  balances:
    positions:
      by: [unit]
      measures:
        planned: sum(plan.amount)
        paid: sum(paid.amount)
        rate: paid / planned
      levels: [[]]
  checks:
    behind:
      on: positions
      when: rate < 90%
      message: "{unit.name}: {rate}"
  report:
    names: {unit: unit.name}
    split_by: owner

  """
