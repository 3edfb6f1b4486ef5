import Ledger
import Testing

@testable import Reports

@Suite struct NumberWordingTests {
  private let vietnamese = LanguageForm(language: .vietnamese, currency: .vnd)
  private let english = LanguageForm(language: .english, currency: .vnd)

  @Test(
    "Numbers, rates and dates are written as the language writes them",
    arguments: [
      (Ratio(1_234_567), ValueType.money, "1.234.567", "1,234,567"),
      (Ratio(-999), .money, "-999", "-999"),
      (Ratio(-1_000), .integer, "-1.000", "-1,000"),
      (Ratio(0), .money, "0", "0"),
      (Ratio(46_538_9, over: 1_000_000), .rate, "46,54%", "46.54%"),
      (Ratio(1, over: 3), .rate, "33,33%", "33.33%"),
      (Ratio(-5, over: 100_000), .rate, "-0,01%", "-0.01%"),
      (Ratio(-4, over: 100_000), .rate, "0,00%", "0.00%"),
      (Ratio(12_345_678, over: 10), .number, "1.234.567,8", "1,234,567.8"),
      (Ratio(20_024), .date, "28/10/2024", "2024-10-28"),
    ])
  func form(ratio: Ratio, type: ValueType, inVietnamese: String, inEnglish: String) {
    #expect(vietnamese.text(.exact(ratio), type: type) == inVietnamese)
    #expect(english.text(.exact(ratio), type: type) == inEnglish)
  }

  @Test("Digits beyond 64 bits are written like any others")
  func wideNumbers() {
    var text: [UInt8] = []
    text.append(digitsOf: .max, group: UInt8(ascii: "."))
    #expect(
      String(decoding: text, as: UTF8.self)
        == "340.282.366.920.938.463.463.374.607.431.768.211.455")
    text = [UInt8(ascii: "-")]
    text.append(digitsOf: UInt128(UInt64.max) + 1, width: 24)
    #expect(String(decoding: text, as: UTF8.self) == "-000018446744073709551616")
    // What is left over after the whole part, times a million, is wider than 128 bits here.
    let tiny = Ratio(Int128.max / 2 + 1, over: .max)
    #expect(vietnamese.text(.exact(tiny), type: .number) == "0,5")
  }

  @Test("Differences have a sign, and those of rates are points")
  func differences() {
    let rate = Value.exact(Ratio(961, over: 10_000))
    #expect(vietnamese.text(rate, type: .rate, manner: .difference) == "+9,61 điểm %")
    #expect(english.text(rate, type: .rate, manner: .difference) == "+9.61 points")
    #expect(vietnamese.text(.exact(Ratio(-4)), type: .days, manner: .difference) == "-4 ngày")
    #expect(english.text(.exact(Ratio(1_001)), type: .money, manner: .difference) == "+1,001")
  }

  @Test("A year has no groups, and a missing value is a dash")
  func labels() {
    #expect(vietnamese.text(.exact(Ratio(2024)), type: .integer, manner: .label) == "2024")
    #expect(vietnamese.text(.missing, type: .rate) == "–")
  }

  @Test(
    "CSV numbers are plain, with the currency's decimals and rates of six",
    arguments: [
      PlainCase("VND", Ratio(-1_234_567), .money, "-1234567"),
      PlainCase("USD", Ratio(123_450), .money, "1234.50"),
      PlainCase("USD", Ratio(-5), .money, "-0.05"),
      PlainCase("BHD", Ratio(1), .money, "0.001"),
      PlainCase("VND", Ratio(465_389, over: 1_000_000), .rate, "0.465389"),
      PlainCase("VND", Ratio(-1, over: 2_000_000), .rate, "-0.000001"),
      PlainCase("VND", Ratio(1, over: 2_000_001), .rate, "0.000000"),
      PlainCase("VND", Ratio(-1, over: 2_000_001), .rate, "0.000000"),
      PlainCase("VND", Ratio(19_999_999, over: 10_000_000), .rate, "2.000000"),
      PlainCase("VND", Ratio(5, over: 2), .number, "2.5"),
      PlainCase("VND", Ratio(20_024), .date, "2024-10-28"),
      PlainCase("VND", Ratio(Int128.max), .money, "170141183460469231731687303715884105727"),
      PlainCase("VND", Ratio(Int128.min), .money, "-170141183460469231731687303715884105728"),
      PlainCase("VND", Ratio(Int128.max, over: Int128.max - 1), .rate, "1.000000"),
    ])
  fileprivate func plain(sample: PlainCase) throws {
    let currency = try #require(Currency(code: sample.currency))
    #expect(PlainForm(currency).text(.exact(sample.ratio), type: sample.type) == sample.text)
  }
}

private struct PlainCase: Sendable {
  let currency: String
  let ratio: Ratio
  let type: ValueType
  let text: String

  init(_ currency: String, _ ratio: Ratio, _ type: ValueType, _ text: String) {
    self.currency = currency
    self.ratio = ratio
    self.type = type
    self.text = text
  }
}
