import Ledger
import Testing

@testable import Ingest

@Suite struct NumberCellTests {
  private func read(
    _ text: String, _ format: NumberFormat, exponent: Int = 0
  ) -> (cell: String, evidence: NumberEvidence) {
    var evidence = NumberEvidence()
    let bytes = Array(text.utf8)
    let reading = NumberReading(
      format: format, exponent: exponent, dashIsZero: true, allowsPercent: false)
    switch readNumber(bytes.span, 0, bytes.count, reading, evidence: &evidence) {
    case .value(let value): return (String(value), evidence)
    case .missing: return ("missing", evidence)
    case .failed(let reason): return ("\(reason)", evidence)
    }
  }

  @Test(arguments: [
    ("0", "0"), ("1234567", "1234567"), ("-5", "-5"), (" 42 ", "42"), ("1.234.567", "1234567"),
    ("-1.234.567", "-1234567"), ("(1.234)", "-1234"), ("1.234-", "-1234"), ("\u{2212}7", "-7"),
    ("-", "0"), ("–", "0"), ("", "missing"), ("   ", "missing"), ("1.234,00", "1234"),
    ("1.234,50", "tooFine"), ("100,5", "tooFine"), ("9223372036854775807", "9223372036854775807"),
    ("9223372036854775808", "tooLarge"), ("99999999999999999999", "tooLarge"),
    ("1.25O", "notANumber"),
    ("#REF!", "spreadsheetError"), ("1.23.456", "notANumber"), ("1,2,3", "notANumber"),
    ("12.34.567", "notANumber"), (".5", "notANumber"), ("5.", "notANumber"), ("--5", "notANumber"),
    ("0x1F", "notANumber"), ("nan", "notANumber"), ("1e5", "notANumber"), ("46%", "notANumber"),
  ])
  func `Vietnamese money in đồng`(text: String, expected: String) {
    #expect(read(text, .vietnamese).cell == expected)
  }

  @Test(arguments: [
    ("105.700", "105700000000"), ("0,5", "500000"), ("1.234,567891", "1234567891"),
    ("0,0000001", "tooFine"), ("9.223.372.036.854", "9223372036854000000"),
    ("9.223.372.036.855", "tooLarge"),
  ])
  func `money in triệu đồng keeps every đồng`(text: String, expected: String) {
    #expect(read(text, .vietnamese, exponent: 6).cell == expected)
  }

  @Test func `cells say which format they can only be`() {
    #expect(read("1.234.567", .english).cell.hasPrefix("againstNumberFormat"))
    #expect(read("1.234.567", .english).evidence.vietnamese == 1)
    #expect(read("1,234.5", .vietnamese).evidence.english == 1)
    #expect(read("170.602", .vietnamese).evidence.loneDot == 1)
    #expect(read("170,602", .vietnamese).evidence.loneComma == 1)
    #expect(read("0.500", .vietnamese).evidence.english == 1)
    #expect(read("170602", .vietnamese).evidence == NumberEvidence())
  }
}

@Suite struct DateCellTests {
  private func read(_ text: String, _ format: DateFormat) -> String {
    var evidence = DateEvidence()
    let bytes = Array(text.utf8)
    switch readDate(bytes.span, 0, bytes.count, format, evidence: &evidence) {
    case .value(let number): return Day(number: number).description
    case .missing: return "missing"
    case .failed(let reason): return "\(reason)"
    }
  }

  @Test(arguments: [
    ("28/10/2024", "2024-10-28"), ("1/2/2024", "2024-02-01"), ("28-10-2024", "2024-10-28"),
    ("28.10.2024", "2024-10-28"), ("", "missing"), ("31/09/2024", "impossibleDate"),
    ("29/02/2023", "impossibleDate"), ("00/01/2024", "impossibleDate"), ("28/10/24", "notADate"),
    ("28/10-2024", "notADate"), ("hôm qua", "notADate"), ("28/10/20245", "notADate"),
  ])
  func `day first`(text: String, expected: String) {
    #expect(read(text, .dayFirst) == expected)
  }

  @Test func `other orders are told apart`() {
    #expect(read("10/28/2024", .monthFirst) == "2024-10-28")
    #expect(read("2024-10-28", .iso) == "2024-10-28")
    #expect(read("10/28/2024", .dayFirst).hasPrefix("againstDateFormat"))
    #expect(read("2024-10-28", .dayFirst).hasPrefix("againstDateFormat"))
  }
}

@Suite struct CodeRuleTests {
  @Test func `codes are mapped, padded, stripped and mapped again in that order`() throws {
    let map = try CodeMap(entries: [
      .init(writing: "Đa dạng hóa sinh kế", target: "0472"), .init(writing: "DA2", target: "0472"),
    ])
    let rule = CodeRule(length: 5, pads: true, dropLeft: "0", map: map)
    #expect(rule.code(of: "00472").code == "0472")
    #expect(rule.code(of: "472").code == "0472")
    #expect(rule.code(of: "da 2") == ("0472", false))
    #expect(rule.code(of: "ĐA DẠNG HOÁ SINH KẾ").code == "0472")
    #expect(rule.code(of: "00999") == ("00999", true))
    #expect(rule.code(of: "  ").code == "")
  }

  @Test func `a folded writing that leads to two targets is refused`() {
    #expect(throws: CodeMap.Collision.self) {
      try CodeMap(entries: [
        .init(writing: "Vốn ĐT", target: "A"), .init(writing: "von dt", target: "B"),
      ])
    }
  }
}
