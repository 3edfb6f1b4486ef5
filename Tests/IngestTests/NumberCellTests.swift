import Ledger
import Seeding
import Testing

@testable import Ingest

@Suite struct NumberCellTests {
  private func read(
    _ text: String, _ format: NumberFormat, exponent: Int = 0, currency: Currency? = .vnd
  ) -> (cell: String, evidence: NumberEvidence) {
    var evidence = NumberEvidence()
    let bytes = Array(text.utf8)
    let reading = NumberReading(
      format: format, exponent: exponent, isMoney: currency != nil, allowsPercent: false,
      marks: currency.map(currencyMarks) ?? [])
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
    ("9223372036854775807,00", "9223372036854775807"),
    ("9223372036854775808", "tooLarge"), ("922337203685477580,70", "tooFine"),
    ("99999999999999999999", "tooLarge"),
    ("1.25O", "notANumber"),
    ("#REF!", "spreadsheetError"), ("1.23.456", "notANumber"), ("1,2,3", "notANumber"),
    ("12.34.567", "notANumber"), (".5", "notANumber"), ("5.", "notANumber"), ("--5", "notANumber"),
    ("0x1F", "notANumber"), ("nan", "notANumber"), ("46%", "notANumber"),
  ])
  func `Vietnamese money in đồng`(text: String, expected: String) {
    #expect(read(text, .vietnamese).cell == expected)
  }

  @Test(arguments: [
    ("1.234.567 đ", "1234567"), ("1.234.567đ", "1234567"), ("1.234.567 ₫", "1234567"),
    ("1.234.567 đồng", "1234567"), ("1.234.567 VND", "1234567"), ("VNĐ 1.234.567", "1234567"),
    ("vnđ1.234.567", "1234567"), ("₫\u{A0}1.234", "1234"), ("-1.234 đ", "-1234"),
    ("(1.234 đ)", "-1234"), ("(1.234) đ", "-1234"), ("1.234- đồng", "-1234"), ("đ -1.234", "-1234"),
    ("  -   ₫ ", "0"), ("1234 ĐỒNG", "1234"), ("1.234 dong", "1234"), ("đ", "notANumber"),
    ("12 đ 5", "notANumber"), ("1.234 USD", "notANumber"), ("1.234 đô", "notANumber"),
    ("5 triệu đồng", "notANumber"), ("1.234 %", "notANumber"),
  ])
  func `words for the currency mean nothing`(text: String, expected: String) {
    #expect(read(text, .vietnamese).cell == expected)
  }

  @Test func `words for the currency are those of its own, and of money alone`() {
    #expect(
      read("$1,234.50", .english, exponent: 2, currency: Currency(code: "USD")).cell == "123450")
    #expect(
      read("1,234.50 usd", .english, exponent: 2, currency: Currency(code: "USD")).cell == "123450")
    #expect(read("EUR 5", .english, exponent: 2, currency: Currency(code: "EUR")).cell == "500")
    #expect(
      read("5 đ", .english, exponent: 2, currency: Currency(code: "EUR")).cell == "notANumber")
    #expect(read("5 đ", .vietnamese, currency: nil).cell == "notANumber")
  }

  @Test(arguments: [
    ("x", "missing"), ("X", "missing"), (" x ", "missing"), ("xx", "notANumber"),
    ("'1234", "1234"), ("'1.234,00", "1234"), ("'", "missing"), ("=\"1234\"", "1234"),
    ("=\"\"", "missing"), ("=1234", "notANumber"), ("- 5", "-5"), ("( 1.234 )", "-1234"),
    ("()", "notANumber"), ("+5", "5"), ("+", "notANumber"),
  ])
  func `what spreadsheets and people put in a money cell`(text: String, expected: String) {
    #expect(read(text, .vietnamese).cell == expected)
  }

  @Test func `an x and a dash are no number where nothing is money`() {
    #expect(read("x", .vietnamese, currency: nil).cell == "notANumber")
    #expect(read("-", .vietnamese, currency: nil).cell == "notANumber")
  }

  @Test(arguments: [
    ("1,056789E+6", "1056789"), ("1,056789e6", "1056789"), ("-1,5E+1", "-15"), ("(1,5E+1)", "-15"),
    ("1,0567890E+06", "1056789"), ("1E0", "1"), ("1,5E+01 đ", "15"), ("1,23E+12", "digitsLost"),
    ("1.23E+12", "digitsLost"), ("1E+5", "digitsLost"), ("1e5", "digitsLost"),
    ("1,056789E+5", "tooFine"), ("150E-1", "15"), ("1E-1", "tooFine"), ("0E-9", "0"),
    ("1E", "notANumber"), ("E+5", "notANumber"), ("1E+", "notANumber"), ("1E+1000", "notANumber"),
    ("1E+5,0", "notANumber"), ("1.000,5E+1", "notANumber"), ("9,99E+2E", "notANumber"),
    ("1,2345678901234567890E+19", "tooLarge"),
  ])
  func `scientific notation is read where no digit is lost`(text: String, expected: String) {
    #expect(read(text, .vietnamese).cell == expected)
  }

  @Test func `the decimal sign of scientific notation decides for its column`() {
    #expect(
      read("1.056789E+6", .vietnamese).cell == "againstNumberFormat(Ledger.NumberFormat.vietnamese)"
    )
    #expect(read("1.056789E+6", .vietnamese).evidence.english == 1)
    #expect(read("1.056789E+6", .english).cell == "1056789")
    #expect(read("1,056789E+6", .plain).cell == "againstNumberFormat(Ledger.NumberFormat.plain)")
  }

  @Test func `many digits that end in zeros are a number like any other`() {
    #expect(read("123456789012345000", .vietnamese).cell == "123456789012345000")
    #expect(read("123.456.789.012.345.000", .vietnamese).cell == "123456789012345000")
  }

  @Test(arguments: [NumberFormat.vietnamese, .english], 0..<20 as Range<UInt64>)
  func `any writing of a whole number is that number`(format: NumberFormat, seed: UInt64) {
    var random = Seeded(seed: seed)
    for _ in 0..<400 {
      // Every count of digits alike.
      let bound = Int64(powerOfTen(Int.random(in: 1...18, using: &random)))
      let value = Int64.random(in: 0..<bound, using: &random)
      let (text, expected) = writing(of: value, format, &random)
      #expect(read(text, format).cell == String(expected), "\(text), seed \(seed)")
    }
  }

  @Test(arguments: [NumberFormat.vietnamese, .english, .plain])
  func `groups read quickly are groups read slowly`(format: NumberFormat) {
    let reading = NumberReading(format: format, exponent: 0, isMoney: true, allowsPercent: false)
    let cells = [
      "1.234", "12.345.678", "-987.654.321", "1,234,567", "100.000", "999,999",
      "123.456.789.012.345.678",
    ]
    for cell in cells.map({ Array($0.utf8) }) {
      // Each byte replaced in turn by everything that stands in numbers.
      for index in cell.indices {
        for byte in Array("0159.,- x%".utf8) {
          var text = cell
          text[index] = byte
          var (quick, slow) = (NumberEvidence(), NumberEvidence())
          let a = readNumber(text.span, 0, text.count, reading, evidence: &quick)
          let b = readWrittenNumber(text.span, 0, text.count, reading, evidence: &slow)
          #expect("\(a)" == "\(b)" && quick == slow, "\(String(decoding: text, as: UTF8.self))")
        }
      }
    }
  }

  /// A number written as people do: grouped or not, with decimals of 0, signs, marks and blanks.
  private func writing(
    of value: Int64, _ format: NumberFormat, _ random: inout Seeded
  ) -> (text: String, value: Int64) {
    let (group, decimal) = format == .vietnamese ? (".", ",") : (",", ".")
    var text = String(value)
    if Bool.random(using: &random) {
      for place in stride(from: text.count - 3, to: 0, by: -3) {
        text.insert(contentsOf: group, at: text.index(text.startIndex, offsetBy: place))
      }
    }
    // Three zeros would be a group, or a lone separator.
    if Int.random(in: 0...3, using: &random) == 0 {
      text += decimal + ["0", "00", "0000"][Int.random(in: 0...2, using: &random)]
    }
    let mark = ["", " đ", "đ", " VND", " ₫", " đồng", " VNĐ"].randomElement(using: &random) ?? ""
    let space = ["", " ", "\u{A0}", "\t"].randomElement(using: &random) ?? ""
    switch Int.random(in: 0...7, using: &random) {
    case 0: return ("-\(text)\(mark)", -value)
    case 1: return ("\(text)-\(mark)", -value)
    case 2: return ("(\(text))\(mark)", -value)
    case 3: return ("\u{2212}\(text)\(mark)\(space)", -value)
    case 4: return ("+\(text)", value)
    case 5: return ("'\(text)\(mark)", value)
    case 6: return ("VND \(text)", value)
    default: return ("\(space)\(text)\(mark)\(space)", value)
    }
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
