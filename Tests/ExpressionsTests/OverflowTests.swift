import Expressions
import Ledger
import Testing

/// One row that does not fit 128 bits must not cost the rows around it their values.
@Suite struct OverflowTests {
  /// One money column, of which only the row in the middle overflows when it is multiplied.
  private func frame(_ amounts: [Int64]) -> Frame {
    var source = SourcePlan(name: "s", title: "s", files: [])
    source.columns = [
      ColumnPlan(name: "a", origin: .heading(["a"]), type: .money, isRequired: false)
    ]
    return Frame(
      table: Table(columns: [.exact(amounts)], rowCount: amounts.count), source: source,
      references: References(
        plan: Plan(name: "p", title: "p", currency: .vnd, language: .english), tables: [], for: []))
  }

  private let amount = Expression(.column(0), .money)

  /// a × a × a, beyond 128 bits where a is beyond 42 bits.
  private var cube: Expression {
    let square = Expression(.arithmetic(.multiply, amount, amount), .number)
    return Expression(.arithmetic(.multiply, square, amount), .number)
  }

  private let huge: Int64 = 1 << 62

  @Test func `a condition is unknown in the row that overflows and holds in the others`() {
    let isPositive = Expression(
      .comparison(.greater, cube, Expression(.constant(.exact(Ratio(0))), .number)), .flag)
    #expect(truths(of: isPositive, over: frame([1, huge, 3, -4])) == [true, false, true, false])
    #expect(values(of: isPositive, over: frame([1, huge, 3, -4])).overflows == [1])
  }

  @Test func `a computed column is missing in the row that overflows alone`() {
    guard case .exact(let stored) = column(of: cube, over: frame([2, huge, 3]), as: .integer) else {
      Issue.record("a number is stored exactly")
      return
    }
    #expect(stored == [8, Column.missingExact, 27])
  }

  @Test func `rows that overflow are found across batches`() {
    let places = [0, 16_383, 16_384, 40_000]
    var amounts = [Int64](repeating: 2, count: 40_001)
    for place in places { amounts[place] = huge }
    let (found, overflows) = values(of: cube, over: frame(amounts))
    #expect(overflows == places)
    #expect(found.indices.allSatisfy { (found[$0] == .missing) == places.contains($0) })
    #expect(found[1] == .exact(Ratio(8)))
  }

  @Test func `no rows give no values`() {
    #expect(truths(of: Expression(.isMissing(amount), .flag), over: frame([])).isEmpty)
    #expect(values(of: cube, over: frame([])).values.isEmpty)
  }
}
