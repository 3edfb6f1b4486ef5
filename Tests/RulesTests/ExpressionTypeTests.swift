import Ledger
import Rules
import Testing

@Suite struct ExpressionTypeTests {
  @Test(arguments: [
    "amount + amount = 0", "amount - 1_000 > 0", "amount * share < amount", "amount * quantity > 1",
    "amount / lines > 5", "amount / amount < 95%", "amount / amount < 0.95", "1 / amount < 1",
    "amount * (date - date) > 0", "share * share < share", "share / quantity < 50%",
    "quantity * share > 1", "share + share < 100%", "share * 0.5 < 10%", "quantity + lines > 1.5",
    "date - date > 3 days", "date - date > 3", "date + 3 days > as_of", "date - 3 days > as_of",
    "date + 3 > 2024-01-31", "-amount < -5", "lines > 2 * 3 + 1", "amount between 1 and 2_000",
    "capital in ('DTPT', 'SN')", "note = voucher", "not (final or final and not final)",
    "date is missing", "date is not missing", "capital not in ('A')", "abs(amount) > 1",
    "min(amount, 5) > max(1, amount)", "round(amount / lines) > 0", "round(share, 2) > 1%",
    "if(final, amount, 0) > 0", "coalesce(amount, 0) = 0", "starts_with(voucher, 'PC')",
    "contains(folded(note), 'hoan')", "part(voucher, '.', 2) = 'A'", "left(voucher, 2) = 'PC'",
    "year(date) = 2024 and month(date) <= 12", "unit.name = 'Sở Y tế'", "final = true",
    "note <> 'it''s'", "file.date >= date", "file.name = 'a.csv'", "date > as_of - 5 days",
  ])
  func `a condition of right types is accepted`(condition: String) {
    let reading = SampleRules(source: "where: \"\(condition)\"").read()
    #expect(reading.errors == [])
  }

  @Test(arguments: [
    ("amount + share > 0", "money and rate", 10), ("amount > share", "money and rate", 10),
    ("amount * amount > 0", "money and money", 10), ("amount + 3 days > 0", "money and days", 10),
    ("date + date > date", "date and date", 8), ("date > amount", "date and money", 8),
    ("quantity = share", "number and rate", 12), ("note + 1 > 0", "text and integer", 1),
    ("unit = 1056789", "literal integer does not meet code", 8),
    ("date = '2024-10-28'", "date and text", 8), ("amount > 95%", "money and rate", 10),
    ("final < final", "flag and flag", 1), ("amount > 0.5", "VND has 0 decimals", 10),
    ("1 - date > 0", "integer and date", 5), ("capital in ('A', amount)", "code and money", 18),
    ("amount between 1 and note", "money and text", 22),
    ("year(amount) = 1", "date is expected", 6),
    ("not amount", "condition (flag)", 5), ("if(amount, 1, 2) = 1", "condition (flag)", 4),
    ("amount and final", "condition (flag)", 1), ("date / 2 > 1", "date and integer", 8),
    ("amount >", "a value is missing at the end", 9), ("amount > 0)", "complete before `)`", 11),
    ("(amount > 0", "`)` is missing at the end", 12), ("amount ! 0", "does not belong", 8),
    ("note = 'open", "no closing quote", 8), ("amonut > 0", "no column `amonut`", 1),
    ("unit.nam = 'A'", "no column `nam`", 6), ("amount.name = 'A'", "no `in`", 8),
  ])
  func `a wrong expression is told at its first wrong character`(
    condition: String, message: String, column: Int
  ) {
    let rules = SampleRules(source: "where: \(condition)")
    let reading = rules.read()
    #expect(reading.diagnostics.count == 1)
    #expect(reading.diagnostics.first?.message.contains(message) == true)
    #expect(reading.diagnostics.first?.position?.column == column + 11)
    #expect(reading.diagnostics.first?.sourceLine == "    where: \(condition)")
  }

  @Test func `money literals are in currency units and kept in smallest units`() throws {
    let reading = SampleRules(
      head: "currency: USD", match: "compare: {amount: within 0.05}",
      measures: "half: max(paid, 12.5)"
    ).read()
    #expect(reading.errors == [])
    let plan = try #require(reading.plan)
    #expect(plan.matches[0].comparisons[0].test == .within(lower: -5, upper: 5))
    let half = try #require(plan.balances[0].measures.last)
    #expect(
      half.expression.node
        == .call(
          .max,
          [
            Expression(.measure(0), .money),
            Expression(.constant(.exact(Ratio(1250))), .money),
          ]))
  }

  @Test func `operators bind as in arithmetic`() throws {
    let plan = try #require(
      SampleRules(measures: "m: paid - booked * 2 - -paid / 2").read().plan)
    let node = try #require(plan.balances[0].measures.last).expression.node
    guard case .arithmetic(.subtract, let left, let right) = node else {
      Issue.record("the last subtraction is not the outermost")
      return
    }
    guard case .arithmetic(.subtract, _, let product) = left.node,
      case .arithmetic(.multiply, _, _) = product.node,
      case .arithmetic(.divide, let negated, _) = right.node, case .negate = negated.node
    else {
      Issue.record("precedence is wrong")
      return
    }
  }

  @Test func `a name with a hyphen is one name where it is declared`() {
    let rules = SampleRules(
      parameters: "min-amount: {type: money, default: 5}", source: "where: amount >= min-amount")
    #expect(rules.read().errors == [])
  }

  @Test func `an unknown part gives one error and nothing that follows from it`() {
    let reading = SampleRules(
      measures: "a: sum(bank.nothing)\nb: a * 2\nc: a + b",
      checks: "x:\n  on: positions\n  when: a > b and c < total(b)\n  message: '{a} {c}'"
    ).read()
    #expect(reading.codes == ["unknown-column"])
  }
}
