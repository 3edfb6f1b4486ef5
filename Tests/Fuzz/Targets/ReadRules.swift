import Ledger

@testable import Rules

/// Reads the bytes as a rule file: it gives a plan, or errors that name a place in it.
func faultOfRules(_ bytes: [UInt8]) -> String? {
  let reading = readRules(path: "fuzz.yaml", overrides: []) { path in
    path == "fuzz.yaml" ? bytes : nil
  }
  let hasErrors = reading.diagnostics.contains { $0.severity == .error }
  if (reading.plan == nil) != hasErrors { return "a plan beside errors, or neither" }
  return nil
}

/// Whether the parser makes anything of the bytes, which is soon known: a rule file takes far longer.
func isExpression(_ bytes: [UInt8]) -> Bool {
  guard let text = String(validating: bytes, as: UTF8.self) else { return false }
  guard var parser = try? ExpressionParser(text, hyphenated: ["a-b"]) else { return false }
  return (try? parser.whole()) != nil
}

/// A sound rule file but for one expression, which stands in a measure, a condition and a message.
func ruleFile(withExpression bytes: [UInt8]) -> [UInt8] {
  // Anything that would end the quotes it stands in is another target's business.
  let text = bytes.map { byte -> UInt8 in
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? 0x20 : byte
  }
  let before = """
    version: 1
    name: fuzz
    parameters:
      as_of: {type: date, default: 2024-10-28}
      target: {type: rate, default: 95%}
    sources:
      units:
        files: u.csv
        columns: {unit: {header: U, type: code}, name: {header: N, type: text}}
        unique: [unit]
      plan:
        files: p.csv
        columns: {unit: {header: U, type: code, in: units}, amount: {header: A, type: money}}
      pay:
        files: t.csv
        columns: {unit: {header: U, type: code, in: units}, date: {header: D, type: date}, amount: {header: A, type: money}, count: {header: C, type: integer}}
    balances:
      b:
        by: [unit]
        measures:
          planned: sum(plan.amount)
          paid: sum(pay.amount)
          fuzz: "
    """
  let between = "\"\nchecks:\n  a: {on: b, when: \""
  let after = "\"}\n  c: {on: pay, when: \""
  return Array(before.utf8) + text + Array(between.utf8) + text + Array(after.utf8) + text
    + Array("\"}\n".utf8)
}
