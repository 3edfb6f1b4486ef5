import Ledger

/// Values as the report prints them: money in one unit for all of it, signs and dashes as in print.
struct ReportForm: Sendable {
  let language: LanguageForm
  /// Plain digits, whatever the dialect of the CSV files.
  private let plain: PlainForm
  /// Whether money is printed in millions.
  let isMillions: Bool

  init(_ facts: RunFacts) {
    language = facts.languageForm
    plain = PlainForm(facts.plan.currency)
    isMillions = facts.hasLargeAmounts
  }

  /// A value as people read it.
  func text(_ value: Value, _ form: ReportTable.Form) -> String {
    var bytes: [UInt8] = []
    switch (form, value) {
    case (_, .missing), (_, .text), (_, .truth): language.append(value, type: .text, to: &bytes)
    case (.money, .exact(let amount)): append(amount, isSigned: false, to: &bytes)
    case (.growth, .exact(let amount)): append(amount, isSigned: true, to: &bytes)
    case (.change, .exact):
      language.append(value, type: .money, manner: .difference, to: &bytes)
    case (.points, .exact(let ratio)):
      append(DecimalDigits(ratio, decimals: 4).shiftedLeft(by: 2), isSigned: true, to: &bytes)
    case (.multiple, .exact(let ratio)):
      append(DecimalDigits(ratio, decimals: 1), isSigned: false, to: &bytes)
    default: language.append(value, type: type(of: form), to: &bytes)
    }
    return printed(bytes)
  }

  /// A rate that someone has set, without needless zeros: `95%`.
  func text(target: Ratio) -> String {
    var bytes: [UInt8] = []
    append(
      DecimalDigits(target, decimals: 4).shiftedLeft(by: 2).trimmed, isSigned: false, to: &bytes)
    return printed(bytes) + "%"
  }

  /// The value as CSV files hold it; nil for text.
  func digits(_ value: Value, _ form: ReportTable.Form) -> String? {
    guard case .exact = value, form.isNumber else { return nil }
    return plain.text(value, type: type(of: form))
  }

  private func type(of form: ReportTable.Form) -> ValueType {
    switch form {
    case .text, .words: .text
    case .count: .integer
    case .money, .change, .growth: .money
    case .rate, .points, .multiple: .rate
    case .date: .date
    case .value(let type): type
    }
  }

  private func append(_ amount: Ratio, isSigned: Bool, to bytes: inout [UInt8]) {
    let decimals = language.currency.decimals
    guard isMillions, let millions = amount.divided(by: Ratio(powerOfTen(6 + decimals))) else {
      append(moneyDigits(amount, currencyDecimals: decimals), isSigned: isSigned, to: &bytes)
      return
    }
    append(DecimalDigits(millions, decimals: 0), isSigned: isSigned, to: &bytes)
  }

  private func append(_ digits: DecimalDigits, isSigned: Bool, to bytes: inout [UInt8]) {
    let isZero = digits.whole == 0 && digits.fraction == 0
    if isSigned, !digits.isNegative, !isZero { bytes.append(UInt8(ascii: "+")) }
    digits.append(to: &bytes, decimalMark: language.decimalMark, group: language.group)
  }

  /// With the sign of subtraction in place of the hyphen.
  private func printed(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.first == UInt8(ascii: "-"), bytes.dropFirst().first.map(isDigit) == true else {
      return text
    }
    return "\u{2212}" + text.dropFirst()
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
}

extension RunFacts {
  /// From a billion on, amounts are read in millions.
  fileprivate var hasLargeAmounts: Bool {
    let totals = reconciliation.matches.flatMap(\.bridges).compactMap(\.first?.amount)
    if totals.contains(where: { isLarge(Ratio($0), plan.currency) }) { return true }
    return zip(plan.balances, reconciliation.balances).contains { plan, result in
      guard let top = result.levels.first(where: { $0.dimensions.isEmpty }), top.rowCount > 0 else {
        return false
      }
      return zip(plan.measures, top.measures).contains { measure, values in
        measure.type == .money && values[0].ratio.map { isLarge($0, self.plan.currency) } == true
      }
    }
  }
}

/// A billion of the currency or more.
func isLarge(_ amount: Ratio, _ currency: Currency) -> Bool {
  let limit = powerOfTen(9 + currency.decimals)
  return amount.numerator.magnitude / amount.denominator.magnitude >= limit.magnitude
}
