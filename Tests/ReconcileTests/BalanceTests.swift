import Ledger
import Seeding
import Testing

@testable import Reconcile

/// Balances against sums made the simple way.
@Suite struct BalanceTests {
  private let rules = """
    version: 1
    name: sums
    sources:
      plan:
        files: plan.csv
        columns:
          unit:    {header: unit, type: code}
          capital: {header: capital, type: code}
          amount:  {header: amount, type: money}
      paid:
        files: paid.csv
        columns:
          unit:    {header: unit, type: code}
          capital: {header: capital, type: code}
          amount:  {header: amount, type: money}
    balances:
      positions:
        by: [unit, capital]
        measures:
          planned: sum(plan.amount)
          spent:   sum(paid.amount)
          large:   sum(paid.amount where amount > 500)
          times:   count(paid)
          least:   min(paid.amount)
          most:    max(paid.amount)
          rate:    spent / planned
          tenth:   planned * 10%
        levels: [[unit], [capital], []]
    checks:
      below:
        on: positions
        when: rate < total(rate, by [capital])
        difference: rate - total(rate, by [capital])
    """

  private struct Row {
    var unit: String
    var capital: String
    var amount: Int
  }

  private func rows(_ count: Int, _ random: inout Seeded) -> [Row] {
    (0..<count).map { _ in
      Row(
        unit: "U\(Int.random(in: 1...5, using: &random))",
        capital: ["DT", "SN"].randomElement(using: &random) ?? "SN",
        amount: Int.random(in: -200...1000, using: &random))
    }
  }

  private func csv(_ rows: [Row]) -> String {
    "unit,capital,amount\n" + rows.map { "\($0.unit),\($0.capital),\($0.amount)\n" }.joined()
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `every level equals sums over its rows`(seed: UInt64) async throws {
    var random = Seeded(seed: seed)
    let plan = rows(Int.random(in: 0...30, using: &random), &random)
    let paid = rows(Int.random(in: 0...60, using: &random), &random)
    let bench = try await Workbench(rules, files: ["plan.csv": csv(plan), "paid.csv": csv(paid)])
    let balance = bench.found.balances[0]
    for dimensions in [[0, 1], [0], [1], []] {
      let level = balance.level(dimensions)
      func key(_ row: Row) -> [String] { dimensions.map { $0 == 0 ? row.unit : row.capital } }
      let keys = Set((plan + paid).map(key)).union(dimensions.isEmpty ? [[]] : [])
        .sorted { $0.lexicographicallyPrecedes($1) }
      #expect(level.rowCount == keys.count, "seed \(seed)")
      for (index, wanted) in keys.enumerated() {
        let found = level.keys.map { if case .text(let text) = $0[index] { text } else { "" } }
        #expect(found == wanted, "seed \(seed)")
        let planned = plan.filter { key($0) == wanted }.map(\.amount)
        let spent = paid.filter { key($0) == wanted }.map(\.amount)
        expect(level, index, planned, spent, "seed \(seed), \(wanted)")
      }
    }
  }

  private func expect(
    _ level: BalanceResult.Level, _ row: Int, _ planned: [Int], _ spent: [Int], _ place: String
  ) {
    func whole(_ number: Int) -> Value { .exact(Ratio(number)) }
    let (plannedSum, spentSum) = (planned.reduce(0, +), spent.reduce(0, +))
    let rate: Value =
      plannedSum == 0
      ? .missing
      : .exact(
        Ratio(Int128(plannedSum > 0 ? spentSum : -spentSum), over: Int128(abs(plannedSum))))
    // 10 % of a whole number, half away from zero.
    let tenth = (abs(plannedSum) + 5) / 10 * (plannedSum < 0 ? -1 : 1)
    let expected: [Value] = [
      whole(plannedSum), whole(spentSum), whole(spent.filter { $0 > 500 }.reduce(0, +)),
      whole(spent.count), spent.min().map(whole) ?? .missing, spent.max().map(whole) ?? .missing,
      rate, whole(tenth),
    ]
    for (measure, value) in expected.enumerated() {
      #expect(level.measures[measure][row] == value, "\(place), measure \(measure)")
    }
  }

  @Test func `a check compares with the level that it names`() async throws {
    let bench = try await Workbench(
      rules,
      files: [
        "plan.csv": "unit,capital,amount\nA,DT,100\nB,DT,100\nA,SN,100\n",
        "paid.csv": "unit,capital,amount\nA,DT,90\nB,DT,10\nA,SN,5\n",
      ])
    let failures = bench.found.checks[0].failures
    #expect(failures.map(\.row) == [2])
    #expect(failures.map(\.difference) == [.exact(Ratio(-40, over: 100))])
    #expect(failures[0].rows.map(\.description) == ["plan.csv:3", "paid.csv:3"])
  }
}
