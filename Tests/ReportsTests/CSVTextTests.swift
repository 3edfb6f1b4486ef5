import Ledger
import Testing

@testable import Reports

@Suite struct CSVTextTests {
  private func row(_ dialect: CSVDialect = .standard, _ fill: (inout CSVText) -> Void) -> String {
    var csv = CSVText(dialect)
    fill(&csv)
    csv.endRow()
    return String(decoding: csv.bytes, as: UTF8.self)
  }

  @Test(
    "Cells are quoted where RFC 4180 wants it, and formulas are made harmless",
    arguments: [
      ("a", "a"), ("", ""), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
      ("two\nlines", "\"two\nlines\""), ("=1+1", "'=1+1"), ("+84", "'+84"), ("-1", "'-1"),
      ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("=a,b", "\"'=a,b\""), ("a;b", "a;b"),
      (" =1", " =1"), ("Đơn vị", "Đơn vị"),
    ])
  func cell(text: String, written: String) {
    #expect(row { $0.text(text) } == written + "\r\n")
  }

  @Test("A negative number is no formula, and cells are kept apart")
  func numbers() {
    #expect(
      row {
        $0.number("-5".utf8, .integer); $0.text("x"); $0.count(-3)
      } == "-5,x,-3\r\n")
    #expect(
      row {
        $0.text(""); $0.text(""); $0.text("")
      } == ",,\r\n")
  }

  @Test("A Vietnamese Excel gets semicolons and decimal commas")
  func vietnameseExcel() {
    #expect(
      row(.vietnameseExcel) {
        $0.text("a;b"); $0.text("c,d")
      } == "\"a;b\";c,d\r\n")
    var facts = Specimen.facts()
    facts.dialect = .vietnameseExcel
    #expect(facts.plainForm.text(.exact(Ratio(1, over: 4)), type: .rate) == "0,250000")
  }

  @Test("A file begins with the byte order mark and its headings")
  func begin() {
    var csv = CSVText(.standard)
    csv.begin(header: ["id", "left_at"])
    #expect(csv.bytes == Array("\u{FEFF}id,left_at\r\n".utf8))
  }
}
