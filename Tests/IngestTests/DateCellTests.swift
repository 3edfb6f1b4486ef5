import Ledger
import Testing

@testable import Ingest

@Suite struct DateCellTests {
  private func read(_ text: String, _ format: DateFormat) -> String {
    read(text, DateReading(format: format)).cell
  }

  private func read(
    _ text: String, _ reading: DateReading
  ) -> (cell: String, evidence: DateEvidence) {
    var evidence = DateEvidence()
    let bytes = Array(text.utf8)
    switch readDate(bytes.span, 0, bytes.count, reading, evidence: &evidence) {
    case .value(let number): return (Day(number: number).description, evidence)
    case .missing: return ("missing", evidence)
    case .failed(let reason): return ("\(reason)", evidence)
    }
  }

  @Test(arguments: [
    ("28/10/2024", "2024-10-28"), ("1/2/2024", "2024-02-01"), ("28-10-2024", "2024-10-28"),
    ("28.10.2024", "2024-10-28"), ("", "missing"), ("31/09/2024", "impossibleDate"),
    ("29/02/2023", "impossibleDate"), ("00/01/2024", "impossibleDate"), ("28/10/2", "notADate"),
    ("28/10/024", "notADate"), ("28/10/2O24", "notADate"), ("2B/10/2024", "notADate"),
    ("28/10:2024", "notADate"), ("2024-10/28", "notADate"), ("2024:10:28", "notADate"),
    ("99/99/9999", "impossibleDate"),

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

  @Test(arguments: [
    ("28-10-24", "2024-10-28"), ("28/10/24", "2024-10-28"), ("1.2.24", "2024-02-01"),
    ("28/10/89", "2089-10-28"), ("28/10/90", "1990-10-28"), ("28/10/99", "1999-10-28"),
    ("28/10/00", "2000-10-28"), ("31/02/24", "impossibleDate"),
    ("10/28/24", "againstDateFormat(mm"),
  ])
  func `years of two digits`(text: String, expected: String) {
    let found = read(text, text.hasPrefix("10/28") ? .iso : .dayFirst)
    #expect(found.hasPrefix(expected.prefix(17)))
  }

  @Test(arguments: [
    "28/10/2024 10:35", "28/10/2024 00:00:00", "28/10/2024 0:00", "28-10-24 10:35:20.123",
    "28/10/2024 10:35:20 SA", "28/10/2024 10:35 pm", "28/10/2024T10:35", " 28/10/2024  10:35 ",
    "'28/10/2024", "=\"28/10/2024\"", "28/10/2024\u{A0}", "28/10/2024\u{A0}10:35",
  ])
  func `a time of day behind a date is dropped`(text: String) {
    #expect(read(text, .dayFirst) == "2024-10-28")
  }

  @Test(arguments: [
    "2024-10-28 00:00:00", "2024-10-28T00:00:00", "2024-10-28T10:35:20,5", "2024-10-28 10:35",
  ])
  func `a time of day behind an ISO date is dropped`(text: String) {
    #expect(read(text, .iso) == "2024-10-28")
  }

  @Test(arguments: [
    "28/10/2024 25:00", "28/10/2024 10:60", "28/10/2024 10:3x", "10:35", "28/10/2024 10",
    "2024-10-28T17:00:00Z", "2024-10-28T00:00:00+07:00", "28/10/202410:35", "28/10/2024 :35",
    "28/10/2024 10:35:20:10", "28/10/2024 1.5:30",
  ])
  func `what is no time of day stays no date`(text: String) {
    #expect(read(text, .dayFirst) == "notADate")
    #expect(read(text, .iso) == "notADate")
  }

  @Test(
    arguments: [
      "ngày 28 tháng 10 năm 2024", "28 tháng 10 năm 2024", "Ngày 28 Tháng 10 Năm 2024",
      "NGAY 28 THANG 10 NAM 2024", "ngày28 tháng10 năm2024", "ngày 28 tháng 10, 2024",
      "28-Oct-2024", "28 October 2024", "28-Oct-24", "Oct 28, 2024", "28-Thg10-24",
      "28 thg 10 2024", "28-OCT-2024 10:35", "'28-Oct-2024",
      "nga\u{300}y 28 tha\u{301}ng 10 na\u{306}m 2024",
    ], DateFormat.allCases)
  func `dates in words fit every column`(text: String, format: DateFormat) {
    let (cell, evidence) = read(text, DateReading(format: format))
    #expect(cell == "2024-10-28")
    #expect(evidence == DateEvidence(words: 1))
  }

  @Test(arguments: [
    ("ngày 31 tháng 9 năm 2024", "impossibleDate"), ("28 tháng 13 năm 2024", "impossibleDate"),
    ("tháng 10 năm 2024", "notADate"), ("ngày 28 tháng 10", "notADate"),
    ("28-Okt-2024", "notADate"),
    ("Oct-24", "notADate"), ("28 tháng 10 năm 202", "notADate"),
    ("28! tháng 10 năm 2024", "notADate"),
    ("28 tháng 010 năm 2024", "notADate"), ("ngày 028 tháng 10 năm 2024", "notADate"),
    ("hôm 28 tháng 10 năm 2024", "notADate"), ("2024", "notADate"), ("20241028", "notADate"),
    (String(repeating: "1 ", count: 200), "notADate"), ("#REF!", "spreadsheetError"),
  ])
  func `what only looks like words of a date`(text: String, expected: String) {
    #expect(read(text, .dayFirst) == expected)
  }

  @Test(arguments: [
    (45593, "2024-10-28"), (61, "1900-03-01"), (59, "1900-02-28"), (1, "1900-01-01"),
    (60, "impossibleDate"), (2_958_465, "9999-12-31"), (2_958_466, "notADate"), (0, "notADate"),
  ])
  func `a spreadsheet's serial counts from 1900`(serial: Int, expected: String) {
    let declared = DateReading(format: .excel, serials: DateReading.allSerials)
    #expect(read(String(serial), declared).cell == expected)
  }

  @Test func `only likely serials are dates where none were declared`() {
    #expect(read("45593", .excel) == "2024-10-28")
    #expect(read("45593.4375", .excel) == "2024-10-28")
    #expect(read("45593,9", .excel) == "2024-10-28")
    #expect(read("2024", .excel) == "notADate")
    #expect(read("45.593", .excel) == "notADate")
    #expect(read("28/10/2024", .excel) == "againstDateFormat(Ledger.DateFormat.excel)")
    #expect(read("45593", .dayFirst) == "againstDateFormat(Ledger.DateFormat.dayFirst)")
    #expect(read("45593", DateReading(format: .dayFirst)).evidence == DateEvidence(serials: 1))
    #expect(read("2024", DateReading(format: .dayFirst)).evidence == DateEvidence())
  }
}
