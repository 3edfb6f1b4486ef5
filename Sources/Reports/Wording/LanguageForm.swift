import Ledger

/// Values as people of a language write them: `1.234.567`, `46,54%`, `28/10/2024`.
struct LanguageForm: Sendable {
  let language: Language
  let currency: Currency

  /// Stands between groups of three digits.
  var group: UInt8 { UInt8(ascii: language == .vietnamese ? "." : ",") }
  var decimalMark: UInt8 { UInt8(ascii: language == .vietnamese ? "," : ".") }

  /// How a value is to be understood beyond its type.
  enum Manner {
    case figure
    /// With a sign; a rate is in points.
    case difference
    /// A number that names something, such as a year: no groups.
    case label
  }

  /// Appends a value; a dash where it is missing.
  func append(
    _ value: Value, type: ValueType, manner: Manner = .figure, to text: inout [UInt8]
  ) {
    switch value {
    case .missing: text.append(text: "–")
    case .text(let words): text.append(text: words)
    case .truth(let isTrue): text.append(text: word(isTrue))
    case .exact(let ratio) where type == .date: append(day(ratio), to: &text)
    case .exact(let ratio):
      if manner == .difference, ratio.signum > 0 { text.append(UInt8(ascii: "+")) }
      digits(ratio, type).append(
        to: &text, decimalMark: decimalMark, group: manner == .label ? nil : group)
      text.append(text: unit(type, manner))
    }
  }

  /// A value as text.
  func text(_ value: Value, type: ValueType, manner: Manner = .figure) -> String {
    var bytes: [UInt8] = []
    append(value, type: type, manner: manner, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A count with groups.
  func text(count: Int) -> String { text(.exact(Ratio(count)), type: .integer) }

  private func digits(_ ratio: Ratio, _ type: ValueType) -> DecimalDigits {
    switch type {
    case .money: moneyDigits(ratio, currencyDecimals: currency.decimals)
    // In percent with two decimals, rounded once.
    case .rate: DecimalDigits(ratio, decimals: 4).shiftedLeft(by: 2)
    case .number: DecimalDigits(ratio, decimals: 6).trimmed
    default: DecimalDigits(ratio, decimals: 0)
    }
  }

  private func unit(_ type: ValueType, _ manner: Manner) -> String {
    switch (type, manner) {
    case (.rate, .difference): language == .vietnamese ? " điểm %" : " points"
    case (.rate, _): "%"
    case (.days, .difference): language == .vietnamese ? " ngày" : " days"
    default: ""
    }
  }

  /// Days of the calendar, or those that are worked.
  func dayWord(areWorking: Bool) -> String {
    switch language {
    case .vietnamese: areWorking ? "ngày làm việc" : "ngày"
    case .english: areWorking ? "working days" : "days"
    }
  }

  private func word(_ isTrue: Bool) -> String {
    switch language {
    case .vietnamese: isTrue ? "đúng" : "sai"
    case .english: isTrue ? "yes" : "no"
    }
  }

  private func append(_ day: Day, to text: inout [UInt8]) {
    guard language == .vietnamese else {
      text.append(text: day.description)
      return
    }
    let (year, month, number) = day.civil
    text.append(digitsOf: UInt128(number.magnitude), width: 2)
    text.append(UInt8(ascii: "/"))
    text.append(digitsOf: UInt128(month.magnitude), width: 2)
    text.append(UInt8(ascii: "/"))
    text.append(digitsOf: UInt128(year.magnitude), width: 4)
  }
}

/// How the value of a message's expression is written.
func manner(of expression: Expression) -> LanguageForm.Manner {
  switch expression.node {
  case .arithmetic(.subtract, _, _) where expression.type == .rate: .difference
  case .negate(let operand): manner(of: operand)
  case .call(.year, _): .label
  default: .figure
  }
}
