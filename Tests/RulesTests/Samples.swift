import Ledger
import Rules

/// A small complete rule file, into whose places tests put what they are about.
struct SampleRules {
  var head = ""
  var parameters = ""
  var maps = ""
  var columns = ""
  var source = ""
  var pass = "[voucher]"
  var match = ""
  var measures = ""
  var checks = ""

  var text: String {
    """
    version: 1
    name: sample
    \(head)
    parameters:
      as_of: {type: date, default: 2024-10-28}
    \(indented(parameters, 2))
    maps:
      capital: {DTPT: [ĐTPT]}
    \(indented(maps, 2))
    sources:
      units:
        files: units.csv
        columns:
          unit: {header: Unit, type: code}
          name: {header: Name, type: text}
          head: {header: Head, type: text}
        unique: [unit]
      bank:
        files: bank.csv
        columns:
          voucher: {header: Voucher, type: code}
          date: {header: Date, type: date}
          unit: {header: Unit, type: code, in: units}
          capital: {header: Capital, type: code, map: capital}
          amount: {header: Amount, type: money}
          share: {header: Share, type: rate}
          quantity: {header: Quantity, type: number}
          lines: {header: Lines, type: integer}
          final: {header: Final, type: flag}
          note: {header: Note, type: text}
    \(indented(columns, 6))
    \(indented(source, 4))
      book:
        files: book.csv
        columns:
          voucher: {header: Voucher, type: code}
          date: {header: Date, type: date}
          unit: {header: Unit, type: code, in: units}
          capital: {header: Capital, type: code, map: capital}
          amount: {header: Amount, type: money}
          note: {header: Note, type: text}
    matches:
      vouchers:
        left: bank
        right: book
        passes:
          - on: \(pass)
        pending: 5 days
    \(indented(match, 4))
    balances:
      positions:
        by: [unit, capital]
        measures:
          paid: sum(bank.amount)
          booked: sum(book.amount)
          rate: booked / paid
    \(indented(measures, 6))
    checks:
      short:
        on: positions
        when: paid < booked
    \(indented(checks, 2))
    """
  }

  private func indented(_ text: String, _ depth: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String(repeating: " ", count: depth) + $0 }.joined(separator: "\n")
  }

  func read(overrides: [(name: String, value: String)] = []) -> RuleReading {
    readText(text, overrides: overrides)
  }
}

/// Reads a rule file from memory.
func readText(
  _ text: String, overrides: [(name: String, value: String)] = [], others: [String: String] = [:]
) -> RuleReading {
  readRules(path: "rules.yaml", overrides: overrides) { path in
    path == "rules.yaml" ? Array(text.utf8) : others[path].map { Array($0.utf8) }
  }
}

extension RuleReading {
  var codes: [String] { diagnostics.map(\.code) }
  var errors: [String] { diagnostics.filter { $0.severity == .error }.map(\.message) }
}
