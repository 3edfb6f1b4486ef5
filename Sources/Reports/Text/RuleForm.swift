import Ledger

/// Values as the rule language writes them: `1_000`, `12.5`, `95%`, `2024-10-28`, `3 days`, `'text'`.
struct RuleForm {
  private let plain: PlainForm
  private let currency: Currency

  init(_ currency: Currency) {
    self.currency = currency
    plain = PlainForm(currency)
  }

  func text(_ value: Value, type: ValueType) -> String {
    switch value {
    case .missing: return "missing"
    case .text(let text): return "'\(text)'"
    case .exact(let ratio) where type != .date: return digits(ratio, type) + unit(type)
    case .truth, .exact: return plain.text(value, type: type)
    }
  }

  private func digits(_ ratio: Ratio, _ type: ValueType) -> String {
    let digits =
      switch type {
      case .money: moneyDigits(ratio, currencyDecimals: currency.decimals).trimmed
      // In percent.
      case .rate: DecimalDigits(ratio, decimals: 9).shiftedLeft(by: 2).trimmed
      default: DecimalDigits(ratio, decimals: 6).trimmed
      }
    var text: [UInt8] = []
    digits.append(to: &text, decimalMark: UInt8(ascii: "."), group: UInt8(ascii: "_"))
    return String(decoding: text, as: UTF8.self)
  }

  private func unit(_ type: ValueType) -> String {
    switch type {
    case .rate: "%"
    case .days: " days"
    default: ""
    }
  }
}
