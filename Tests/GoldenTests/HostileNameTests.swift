import Foundation
import Testing

/// Names that are made to do harm, wherever a name may stand: they stay words that can be read.
@Suite struct HostileNameTests {
  private static let names = [
    "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "+1+1", "-2-2", "@SUM(A1)", "\tTAB", "a\rCR",
    "\u{202E}gnol\u{2066}x", "\u{200B}zero\u{2060}width\u{FEFF}", "'; DROP \"x\"",
    String(repeating: "Ấ", count: 10_000), "bell\u{7}esc\u{1B}[31mred", "a; b=c", "../../x",
    "\u{645}\u{631}\u{62D}\u{628}\u{627}", "", "-->", "</style><img src=x onerror=1>", "{name}",
    "CON",
    "a/b\\c:d*?[x]",
  ]

  @Test func `hostile names do nothing in any file of the output`() throws {
    let workspace = try run()
    let files = try contents(of: workspace.folder.appending(path: "out"))
    #expect(files.keys.filter { $0.hasPrefix("for-") }.count >= 2 * 15)
    for (name, bytes) in files {
      #expect(!name.unicodeScalars.contains(where: isTurning), "\(name)")
      let text = String(decoding: bytes, as: UTF8.self)
      if name.hasSuffix(".html") {
        #expect(!text.unicodeScalars.contains { $0 != "\n" && isTurning($0) }, "\(name)")
        for tag in ["<script", "<img", "<i>", "<u>"] {
          #expect(!text.contains(tag), "\(name)")
        }
      } else if name.hasSuffix(".csv") {
        for cell in CSVTable(text).rows.joined() where !cell.isEmpty {
          #expect(!beginsFormula(cell), "\(name): \(cell.prefix(40))")
        }
      }
    }
    let sheets = try python(
      ["Tests/Differential/report_openpyxl.py", workspace.folder.appending(path: "out").path])
    #expect(sheets.status == 0, "\(sheets.stdout)\(sheets.stderr)")
  }

  @Test func `hostile names do nothing on a terminal`() throws {
    let workspace = try workspace()
    let shown = try doichieu(
      ["run", "rules.yaml", "--input", "in", "--output", "out"], in: workspace.folder)
    #expect(shown.status == 1)
    #expect(!(shown.stdout + shown.stderr).unicodeScalars.contains { $0 != "\n" && isTurning($0) })
  }

  private func run() throws -> Workspace {
    let workspace = try workspace()
    let run = try doichieu(
      ["run", "rules.yaml", "--input", "in", "--output", "out", "--quiet"], in: workspace.folder)
    #expect(run.status == 1, "\(run.stderr)")
    return workspace
  }

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    func table(_ heading: String, _ rows: [[String]]) -> String.UTF8View {
      let lines = rows.map { row in
        row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
      }
      return ([heading] + lines).joined(separator: "\n").utf8
    }
    let names = Self.names.enumerated()
    try workspace.write(
      "in/units.csv", table("unit,name,block", names.map { ["U\($0)", $1, String($1.prefix(50))] }))
    func books(_ step: Int) -> [[String]] {
      names.map { ["\($1.prefix(9_000))\($0)", "U\($0)", "\(1_000 + step * $0)"] }
    }
    try workspace.write("in/a <b>&'\u{202E}.csv", table("voucher,unit,amount", books(1)))
    try workspace.write("in/=b.csv", table("voucher,unit,amount", Array(books(2).dropFirst(3))))
    try workspace.write("rules.yaml", rules.utf8)
    return workspace
  }

  /// Controls, and what turns the direction of writing.
  private func isTurning(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
      || [0x61C, 0x200E, 0x200F].contains(scalar.value)
      || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  private func beginsFormula(_ cell: String) -> Bool {
    guard let first = cell.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
      return false
    }
    return cell.wholeMatch(of: #/-[0-9.]+/#) == nil
  }
}

private let rules = """
  version: 1
  name: hostile
  title: "<i>Thù\u{202E} địch</i> 'x' =1+1"
  owner: unit.name
  sources:
    units:
      files: units.csv
      columns:
        unit: {header: unit, type: code}
        name: {header: name, type: text}
        block: {header: block, type: text}
      unique: [unit]
    paid:
      title: "=Kho <script>\u{200F}"
      files: a*.csv
      columns:
        voucher: {header: voucher, type: text}
        unit: {header: unit, type: code, in: units}
        amount: {header: amount, type: money}
    reported:
      title: "@Đơn vị"
      files: "=b.csv"
      columns:
        voucher: {header: voucher, type: text}
        unit: {header: unit, type: code, in: units}
        amount: {header: amount, type: money}
  matches:
    vouchers:
      title: "+Chứng <img> từ"
      left: paid
      right: reported
      passes:
        - on: [voucher]
      compare:
        amount: equal
  balances:
    positions:
      by: [unit]
      measures:
        paid: sum(paid.amount)
        reported: sum(reported.amount)
        rate: reported / paid
      levels: [[]]
  report:
    title: "</title><script>1</script>"
    labels: {paid: "=1+1", unit: "<u>"}
    names: {unit: unit.name}
    progress: {groups: unit.block}
    split_by: owner
    minutes: {by: unit, with: "<u>\u{202E}=1"}

  """
