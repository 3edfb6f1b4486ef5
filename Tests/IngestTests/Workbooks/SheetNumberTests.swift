import Ledger
import Testing

@testable import Ingest

@Suite struct SheetNumberTests {
  private func plain(_ text: String, shift: Int = 0) -> String? {
    guard var number = SheetNumber(Array(text.utf8)) else { return nil }
    number.dropNoise()
    var line: [UInt8] = []
    number.append(shift: shift, to: &line)
    return String(decoding: line, as: UTF8.self)
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("0.0", "0"), ("00471", "471"), ("1.5E6", "1500000"),
    ("1.5e+6", "1500000"), ("1E-3", "0.001"), ("-2.50", "-2.5"), (".5", "0.5"), ("5.", "5"),
    ("+7", "7"), ("0.30000000000000004", "0.3"), ("2.9999999999999996", "3"),
    ("99.99999999999999", "100"), ("9999999999999.999", "10000000000000"),
    ("1.2345678901234567", "1.23456789012346"), ("0.46538912345678912", "0.465389123456789"),
    ("123456789012345", "123456789012345"), ("1E+15", "1000000000000000"),
    ("1.1368683772161603E-13", "0.000000000000113686837721616"),
  ])
  func `digits come out plain, and noise behind the fifteenth is gone`(
    text: String, expected: String
  ) {
    #expect(plain(text) == expected)
  }

  @Test(arguments: [
    "", "-", ".", "abc", "1,5", "1E", "1E999", "1E-999",
    "1E9223372036854775807", "1E-9223372036854775808", "NaN", "INF", "0x1F", "1 2",
  ])
  func `what is no number stays text`(text: String) {
    #expect(SheetNumber(Array(text.utf8)) == nil)
  }

  @Test func `a percentage is a hundred times its number, digit by digit`() {
    #expect(plain("0.4654", shift: 2) == "46.54")
    #expect(plain("0.07", shift: 2) == "7")
    #expect(plain("0.00010000000000000002", shift: 2) == "0.01")
    #expect(plain("1", shift: 2) == "100")
  }

  @Test func `digits before the point are never rounded away`() {
    #expect(SheetNumber(Array("1234567890123456".utf8))?.isCut == true)
    #expect(SheetNumber(Array("1.2345678901234567E+19".utf8))?.isCut == true)
    #expect(SheetNumber(Array("1E+300".utf8))?.isCut == false)
    #expect(SheetNumber(Array("123456789012345.67".utf8))?.isCut == false)
  }

  @Test(arguments: [
    (DateSystem.from1900, 1, "1900-01-01"), (.from1900, 59, "1900-02-28"),
    (.from1900, 61, "1900-03-01"), (.from1900, 45_593, "2024-10-28"),
    (.from1900, 2_958_465, "9999-12-31"), (.from1904, 0, "1904-01-01"),
    (.from1904, 44_131, "2024-10-28"), (.from1904, 2_957_003, "9999-12-31"),
  ])
  func `serials are days of the workbook's system`(system: DateSystem, serial: Int, day: String) {
    #expect(system.day(ofSerial: serial)?.description == day)
  }

  @Test func `days that never were have no date`() {
    for serial in [-1, 0, 60, 2_958_466] {
      #expect(DateSystem.from1900.day(ofSerial: serial) == nil)
    }
    for serial in [-1, 2_957_004] { #expect(DateSystem.from1904.day(ofSerial: serial) == nil) }
    #expect(DateSystem.from1900.written(60) == "1900-02-29")
  }

  @Test(arguments: [
    ("General", NumberKind.number), ("#,##0", .number), ("0.00%", .percent), ("0\\%", .number),
    ("0.0\"%\"", .number), ("dd/mm/yyyy", .date), ("d-mmm-yy", .date), ("mm/yy", .date),
    ("mmm", .date), ("h:mm", .number), ("mm:ss", .number), ("[h]:mm", .number),
    ("dd/mm/yyyy h:mm", .date), ("[$-42A]dd mmmm yyyy", .date), ("[Red]#,##0", .number),
    ("0.00E+00", .number), ("\"ngày \"dd", .date), ("\"ngày\"0", .number),
    ("0;dd/mm/yyyy", .number),
    ("_-* #,##0 _đ_-;-* #,##0 _đ_-", .number), ("@", .number), ("ggge", .date), ("\"d", .number),
    ("[d", .number), ("\\", .number),
  ])
  func `a format code says what a number is`(code: String, kind: NumberKind) {
    #expect(NumberKind(formatCode: code) == kind)
  }
}
