/// What a column, a parameter or an expression holds.
package enum ValueType: String, Sendable, CaseIterable {
  case text
  /// Text that identifies something; never a number.
  case code
  /// Whole smallest units of the rule file's currency.
  case money
  /// An exact decimal.
  case number
  case integer
  /// A fraction such as 46,54 %.
  case rate
  case date
  /// True or false.
  case flag
  /// A difference of two dates.
  case days

  /// Whether values are held as exact numbers (dates count as days since 1970-01-01).
  package var isExact: Bool { self != .text && self != .code && self != .flag }

  /// Type of a difference between two values.
  package var ofDifference: ValueType { self == .date ? .days : self }

  /// Whether values are held as text.
  package var isText: Bool { self == .text || self == .code }

  /// Decimal digits that a stored column of this type keeps: columns hold value × 10^digits.
  ///
  /// Money is the exception: its column holds the currency's smallest unit.
  package var storedDecimals: Int {
    switch self {
    case .number: 6
    case .rate: 9
    default: 0
    }
  }
}

/// One value with its type left outside: a column, a measure or an expression knows it.
package enum Value: Hashable, Sendable {
  /// An empty cell, or a result such as x / 0.
  case missing
  case text(String)
  /// Money in smallest units, dates in days since 1970-01-01, rates as fractions of 1.
  case exact(Ratio)
  case truth(Bool)
}

/// A currency of ISO 4217 with the number of decimals its money is written with.
package struct Currency: Hashable, Sendable {
  /// Three capital letters.
  package let code: String
  /// Digits after the decimal sign; 0 for VND.
  package let decimals: Int

  /// The currency of a code; nil when the list does not have it.
  package init?(code: String) {
    guard let decimals = Currency.decimalsByCode[code] else { return nil }
    self.code = code
    self.decimals = decimals
  }

  /// Vietnamese đồng.
  package static let vnd = Currency(code: "VND", decimals: 0)

  private init(code: String, decimals: Int) {
    self.code = code
    self.decimals = decimals
  }

  /// Known codes in alphabetical order, for suggestions.
  package static var codes: [String] { decimalsByCode.keys.sorted() }

  /// Minor units as ISO 4217 lists them.
  private static let decimalsByCode: [String: Int] = {
    var table: [String: Int] = [:]
    for code in [
      "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND",
      "VUV", "XAF", "XOF", "XPF",
    ] { table[code] = 0 }
    for code in [
      "AED", "AUD", "BDT", "BND", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP",
      "HKD", "IDR", "INR", "KHR", "LAK", "LKR", "MMK", "MOP", "MXN", "MYR", "NOK", "NZD", "PHP",
      "PKR", "PLN", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "ZAR",
    ] { table[code] = 2 }
    for code in ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"] { table[code] = 3 }
    return table
  }()
}

/// The language of reports and messages.
package enum Language: String, Sendable, CaseIterable {
  case vietnamese = "vi"
  case english = "en"
}
