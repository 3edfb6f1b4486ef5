import Foundation
import Testing

/// Files larger than one piece of a worker: nothing may depend on where they are cut.
@Suite struct LargeFileTests {
  private static let rowCount = 13_000
  private static let filler = String(repeating: "nội dung ", count: 40)

  /// The findings of a run over one large file and an empty partner.
  private func findings(
    of file: String, options: [String], rules: (String) -> String = { $0 }
  ) throws -> (outcome: Outcome, discrepancies: CSVTable, rejects: CSVTable) {
    let workspace = try Workspace()
    let clean = try String(
      contentsOf: Repository.golden.appending(path: "run/clean-run/rules.yaml"), encoding: .utf8)
    try workspace.write("rules.yaml", rules(clean).utf8)
    try workspace.write("in/kbnn/k.csv", "Số CT,Ngày,Số tiền\n".utf8)
    try workspace.write("in/don-vi/d.csv", file.utf8)
    let outcome = try doichieu(
      ["run", "rules.yaml", "--input", "in", "--output", "out"] + options, in: workspace.folder)
    let files = try contents(of: workspace.folder.appending(path: "out"))
    func table(_ name: String) -> CSVTable {
      CSVTable(String(decoding: files[name] ?? Data(), as: UTF8.self))
    }
    return (outcome, table("discrepancies.csv"), table("rejects.csv"))
  }

  private func file(_ row: (Int) -> (amount: String, note: String)) -> String {
    "Số CT,Ngày,Số tiền,Nội dung\n"
      + (1...Self.rowCount).map { number in
        let (amount, note) = row(number)
        return "V\(number),15/01/2024,\(amount),\(note)\n"
      }.joined()
  }

  @Test(arguments: ["1", "2", "4"])
  func `lines are right behind line breaks in quotes`(jobs: String) throws {
    let file = file { number in
      ("\(number)", number % 10 == 0 ? "\"\(Self.filler)\n\(Self.filler)\"" : Self.filler)
    }
    #expect(file.utf8.count > 5 << 20)
    let (outcome, found, _) = try findings(of: file, options: ["--jobs", jobs])
    #expect(outcome.status == 1, "\(outcome.stderr)")
    // Every tenth row has two lines, and the heading has one.
    let expected = (1...Self.rowCount).map { number in
      "voucher=V\(number)|\(number)|don-vi/d.csv:\(1 + number + (number - 1) / 10)"
    }
    #expect(found.lines(["key", "right", "right_at"]).sorted() == expected.sorted())
  }

  @Test(arguments: ["1", "3"])
  func `the last cell of a column decides how all of it is read`(jobs: String) throws {
    let file = file { ($0 == Self.rowCount ? "\"1,5\"" : "170.602", Self.filler) }
    let (outcome, found, _) = try findings(of: file, options: ["--jobs", jobs]) {
      $0.replacingOccurrences(of: "files: don-vi/*", with: "files: don-vi/*\n    money: triệu đồng")
    }
    #expect(outcome.status == 1, "\(outcome.stderr)")
    let amounts = found.lines(["kind", "right"]).filter { !$0.hasPrefix("systemic") }
      .map { $0.split(separator: "|")[1] }
    #expect(amounts.count == Self.rowCount)
    #expect(amounts.count { $0 == "170602000000" } == Self.rowCount - 1)
    #expect(amounts.count { $0 == "1500000" } == 1)
  }

  @Test(arguments: ["1", "3"])
  func `a stray quote costs its own line and no other`(jobs: String) throws {
    let stray = Self.rowCount - 50
    let file = file { ("\($0)", $0 == stray ? "a\"b" : $0 == 7 ? "\"x\ny\"" : Self.filler) }
    let (outcome, found, rejects) = try findings(of: file, options: ["--jobs", jobs])
    #expect(outcome.status == 2, "\(outcome.stderr)")
    #expect(rejects.lines(["file", "line", "column"]) == ["don-vi/d.csv|\(stray + 2)|"])
    let keys = found.lines(["check", "key", "right_at"]).filter { $0.hasPrefix("vouchers") }
    #expect(keys.count == Self.rowCount - 1)
    #expect(keys.contains("vouchers|voucher=V\(Self.rowCount)|don-vi/d.csv:\(Self.rowCount + 2)"))
  }
}
