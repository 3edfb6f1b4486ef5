import Ledger

/// Values as CSV files and JSON hold them: plain digits, ISO dates, no groups, no units.
struct PlainForm: Sendable {
  /// Decimals of the currency.
  let moneyDecimals: Int
  let decimalMark: UInt8

  init(_ currency: Currency, decimalMark: UInt8 = UInt8(ascii: ".")) {
    moneyDecimals = currency.decimals
    self.decimalMark = decimalMark
  }

  /// Appends a value; nothing where it is missing. Rates have six decimals, numbers what they need
  /// of six.
  func append(_ value: Value, type: ValueType, to text: inout [UInt8]) {
    switch value {
    case .missing: break
    case .text(let words): text.append(text: words)
    case .truth(let isTrue): text.append(text: isTrue ? "true" : "false")
    case .exact(let ratio) where type == .date: append(day(ratio), to: &text)
    case .exact(let ratio):
      digits(ratio, type).append(to: &text, decimalMark: decimalMark)
    }
  }

  /// Appends a cell of a column without a detour over `String` where there are many.
  func append(cell row: Int, of column: Column, type: ValueType, to text: inout [UInt8]) {
    if case .texts(let texts) = column {
      text.append(contentsOf: texts.bytes[texts.range(ofRow: row)])
    } else {
      append(column.value(ofRow: row, type: type), type: type, to: &text)
    }
  }

  /// A value as text.
  func text(_ value: Value, type: ValueType) -> String {
    var bytes: [UInt8] = []
    append(value, type: type, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func digits(_ ratio: Ratio, _ type: ValueType) -> DecimalDigits {
    switch type {
    case .money: moneyDigits(ratio, currencyDecimals: moneyDecimals)
    case .rate: DecimalDigits(ratio, decimals: 6)
    case .number: DecimalDigits(ratio, decimals: 6).trimmed
    default: DecimalDigits(ratio, decimals: 0)
    }
  }

  private func append(_ day: Day, to text: inout [UInt8]) {
    let (year, month, number) = day.civil
    text.append(digitsOf: UInt128(year.magnitude), width: 4)
    text.append(UInt8(ascii: "-"))
    text.append(digitsOf: UInt128(month.magnitude), width: 2)
    text.append(UInt8(ascii: "-"))
    text.append(digitsOf: UInt128(number.magnitude), width: 2)
  }
}

/// Money in smallest units as digits of whole currency units.
func moneyDigits(_ ratio: Ratio, currencyDecimals: Int) -> DecimalDigits {
  var digits = DecimalDigits(ratio, decimals: 0)
  guard currencyDecimals > 0 else { return digits }
  let scale = powerOfTen(currencyDecimals).magnitude
  (digits.whole, digits.fraction) = digits.whole.quotientAndRemainder(dividingBy: scale)
  digits.decimals = currencyDecimals
  return digits
}

/// The day of an exact value of type date.
func day(_ ratio: Ratio) -> Day {
  Day(number: Int32(clamping: ratio.numerator / ratio.denominator))
}
