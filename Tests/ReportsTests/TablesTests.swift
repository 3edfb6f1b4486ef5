import Ledger
import Testing

@testable import Reports

@Suite struct TablesTests {
  @Test("The row account has a line for each file, match and outcome")
  func rowAccount() {
    let report = RowAccount(Specimen.facts())
    #expect(
      Specimen.text(report)
        == """
        \u{FEFF}source,file,entry,match,outcome,rows,money\r
        treasury,treasury/a.csv,,,outside,1,\r
        treasury,treasury/a.csv,,,rejected,1,\r
        treasury,treasury/a.csv,,vouchers,differs,1,100\r
        treasury,treasury/a.csv,,vouchers,missing-right,1,2000000\r
        treasury,treasury/a.csv,,vouchers,duplicate,1,5\r
        treasury,treasury/a.csv,,vouchers,pending,1,30\r
        agencies,agencies/b.csv,,,outside,1,\r
        agencies,agencies/b.csv,,,rejected,1,\r
        agencies,agencies/b.csv,,vouchers,differs,1,150\r
        agencies,agencies/b.csv,,vouchers,missing-left,1,7\r
        agencies,agencies/b.csv,,vouchers,duplicate,2,10\r

        """)
  }

  @Test("A source that no match uses keeps its rows")
  func kept() {
    var facts = Specimen.facts()
    facts.plan.matches = []
    facts.reconciliation.matches = []
    #expect(
      Reports.rowAccount(facts).filter { $0.outcome == "kept" }.map(\.money) == [2_000_135, 167])
  }

  @Test("A bridge leads from total to total, its middle by side, class and cause")
  func bridge() throws {
    let report = try #require(BridgeTable.all(ofMatch: 0, Specimen.facts()).first)
    #expect(report.fileName == "bridge-vouchers.csv")
    let sides = Specimen.text(report).split(separator: "\r\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).prefix(2).joined(separator: " ")
    }
    #expect(
      sides == [
        "left total", "both differs", "both duplicate", "left missing-right", "left pending",
        "right missing-left", "right total",
      ])
  }

  @Test("A balance is written at each level, in the order the level has")
  func balance() {
    let tables = BalanceTable.all(ofBalance: 0, Specimen.facts())
    #expect(
      tables.map(\.fileName) == [
        "positions.csv", "positions-capital-unit.csv", "positions-capital.csv",
        "positions-total.csv",
      ])
    let texts = tables.map { table in
      let table = table
      return Specimen.text(table)
    }
    #expect(texts[0].hasSuffix("A,SN,3000000000,0.333333\r\nB,DTPT,100,\r\n"))
    #expect(texts[1].hasSuffix("DTPT,B,100,\r\nSN,A,3000000000,0.333333\r\n"))
    #expect(texts[3] == "\u{FEFF}planned,rate\r\n3000000100,0.465390\r\n")
  }

  @Test("Rejects come by file and line, and a record as a whole has no column")
  func rejects() {
    var facts = Specimen.facts()
    func reject(_ file: String, _ line: Int, _ column: Int, _ reason: RejectReason) -> Reject {
      Reject(
        source: 0, file: file, entry: nil, line: line, column: column, header: "h", raw: "-x",
        reason: reason)
    }
    facts.intake.rejects = [
      reject("b", 10, 1, .notANumber), reject("b", 9, 0, .tooFewFields(expected: 3, found: 1)),
      reject("a", 11, 2, .empty),
    ]
    let report = Rejects(facts)
    #expect(
      Specimen.text(report).split(separator: "\r\n").dropFirst() == [
        "treasury,a,,11,2,h,'-x,ô bắt buộc bị bỏ trống",
        "treasury,b,,9,,h,'-x,\"thiếu ô: cần 3, có 1\"",
        "treasury,b,,10,1,h,'-x,không phải là số",
      ])
  }
}
