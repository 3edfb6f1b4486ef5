import Expressions
import Ledger
import Testing

@testable import Reconcile

@Suite struct CheckTests {
  private let money = ValueType.money

  private func constant(_ number: Int) -> Expression {
    Expression(.constant(.exact(Ratio(number))), .money)
  }

  private func plan(_ checks: [CheckPlan], measures: [BalancePlan.Measure] = []) -> Plan {
    var plan = Plan(name: "p", title: "p", currency: .vnd, language: .english)
    var source = SourcePlan(name: "s", title: "s", files: [])
    for (name, type) in [("unit", ValueType.code), ("amount", .money)] {
      source.columns.append(
        ColumnPlan(name: name, origin: .heading([name]), type: type, isRequired: false))
    }
    plan.sources = [source]
    plan.matches = [
      MatchPlan(
        name: "m", title: "m", left: .init(source: 0), right: .init(source: 0), passes: [],
        comparisons: [], key: [], bridges: [])
    ]
    plan.balances = [
      BalancePlan(
        name: "b", title: "b",
        dimensions: [.init(name: "unit", type: .code, columns: [0: 0])],
        aggregates: [Aggregate(.sum, source: 0, column: 1, filter: nil, type: .money)],
        measures: measures, levels: [])
    ]
    plan.checks = checks
    return plan
  }

  private func table(_ rows: [(unit: UInt32, amount: Int64)]) -> Table {
    let names = [""] + (1...9).map { "U\($0)" }
    var segment = Segment(file: "s.csv", entry: nil, firstRow: 0, rowCount: rows.count)
    for row in rows.indices { segment.lines.append(row: row, line: row + 2) }
    return Table(
      columns: [
        .symbols(SymbolColumn(ids: rows.map(\.unit), names: names)), .exact(rows.map(\.amount)),
      ], rowCount: rows.count, segments: [segment])
  }

  private func run(_ plan: Plan, _ table: Table, match: MatchResult? = nil) -> CheckResult {
    let references = References(plan: plan, tables: [table], for: [])
    let worked = Balance(
      plan: plan.balances[0], tables: [table], sources: plan.sources, references: references
    ).run(levels: [[0], []])
    return Check(
      plan: plan.checks[0], whole: plan, tables: [table], matches: match.map { [$0] } ?? [],
      balances: [worked], references: references, exceptions: Exceptions(plan) { _ in false }
    ).run().result
  }

  @Test func `a check on a source names the row, its difference and its owner`() {
    let amount = Expression(.column(1), money)
    var check = CheckPlan(
      name: "c", subject: .source(0),
      condition: Expression(.comparison(.greater, amount, constant(10)), .flag))
    check.difference = Expression(.arithmetic(.subtract, amount, constant(10)), money)
    check.owner = Expression(.column(0), .code)
    let found = run(plan([check]), table([(1, 5), (0, 30), (2, 20), (3, Column.missingExact)]))
    #expect(found.failures.map(\.row) == [1, 2])
    #expect(found.failures.map(\.difference) == [.exact(Ratio(20)), .exact(Ratio(10))])
    #expect(found.failures.map(\.owner) == ["", "U2"])
    #expect(found.failures.map { $0.rows.map(\.description) } == [["s.csv:3"], ["s.csv:4"]])
  }

  @Test func `a check on pairs sees paired rows alone and names both`() {
    var match = MatchResult(leftCount: 3, rightCount: 3)
    match.partnerOfLeft = [2, -1, 0]
    let check = CheckPlan(
      name: "c", subject: .match(0),
      condition: Expression(
        .comparison(.less, Expression(.left(1), money), Expression(.right(1), money)), .flag))
    let found = run(plan([check]), table([(1, 5), (1, 1), (1, 9)]), match: match)
    #expect(found.failures.map(\.row) == [0])
    #expect(found.failures.map { $0.rows.map(\.description) } == [["s.csv:2", "s.csv:4"]])
  }

  @Test func `rows behind a balance row are named up to ten`() {
    let check = CheckPlan(
      name: "c", subject: .balance(0, level: [0]),
      condition: Expression(
        .comparison(.greater, Expression(.measure(0), money), constant(0)), .flag))
    let total = BalancePlan.Measure(
      name: "total", type: money, expression: Expression(.aggregate(0), money))
    let rows = Array(repeating: (unit: UInt32(1), amount: Int64(1)), count: 11)
    let found = run(
      plan([check], measures: [total]),
      table(rows + Array(repeating: (unit: 2, amount: 1), count: 10)))
    #expect(found.failures.map(\.rows.count) == [0, 10])
    #expect(found.failures[1].rows[0].description == "s.csv:13")
  }

  @Test func `a measure that does not fit fails the checks that need it, and only in its row`() {
    let sum = BalancePlan.Measure(
      name: "sum", type: money, expression: Expression(.aggregate(0), money))
    func times(_ a: Int, _ b: Int) -> Expression {
      Expression(
        .arithmetic(.multiply, Expression(.measure(a), .number), Expression(.measure(b), .number)),
        .number)
    }
    let square = BalancePlan.Measure(name: "square", type: .number, expression: times(0, 0))
    let cube = BalancePlan.Measure(name: "cube", type: .number, expression: times(1, 0))
    let measures = [sum, square, cube]
    func check(_ measure: Int) -> CheckPlan {
      CheckPlan(
        name: "c", subject: .balance(0, level: [0]),
        condition: Expression(
          .comparison(.greater, Expression(.measure(measure), money), constant(20)), .flag))
    }
    let rows = table([(1, 2), (2, 1 << 62), (3, 4)])
    let found = run(plan([check(2)], measures: measures), rows)
    #expect(found.failures.map(\.row) == [1, 2])
    #expect(found.failures.map(\.isOverflow) == [true, false])
    let unconcerned = run(plan([check(1)], measures: measures), rows)
    #expect(unconcerned.failures.map(\.row) == [1])
    #expect(unconcerned.failures.map(\.isOverflow) == [false])
  }

  @Test func `a row whose condition does not fit 128 bits is rejected, not filtered`() async throws
  {
    let bench = try await Workbench(
      """
      version: 1
      name: big
      sources:
        s:
          files: s.csv
          columns:
            unit:  {header: unit, type: code}
            count: {header: count, type: number}
          where: count * count * count > 5
          rejects: 1
      balances:
        units:
          by: [unit]
          measures:
            rows: count(s)
      """, files: ["s.csv": "unit,count\nA,2\nB,9000000000001\nC,1\nD,3\n"])
    let account = bench.intake.files[0].tables[0].account
    #expect([account.kept, account.filtered, account.rejected, account.outside] == [2, 1, 1, 1])
    #expect(bench.intake.rejects.map(\.line) == [3])
    #expect(bench.intake.rejects.map(\.reason) == [.tooLarge])
  }
}
