import Ledger
import Testing

@testable import Reconcile

@Suite struct FigureTraceTests {
  private static let rules = """
    version: 1
    name: figures
    sources:
      a:
        files: a.csv
        columns:
          unit: {header: Unit, type: code}
          kind: {header: Kind, type: code}
          amount: {header: Amount, type: money, required: false}
    balances:
      p:
        by: [unit, kind]
        measures:
          all: sum(a.amount)
          big: sum(a.amount where amount > 10)
          rows: count(a)
          top: max(a.amount)
        levels: [[unit], []]
    checks:
      much:
        on: p by [unit]
        when: all > 30 or all < total(all) / 100
    """

  @Test func `every figure is made of the rows that are named`() async throws {
    let bench = try await Workbench(
      Self.rules,
      files: ["a.csv": "Unit,Kind,Amount\nu,x,5\nv,x,20\nu,y,30\nu,x,\nu,x,7\n"])
    let tracer = FigureTracer(bench.plan, bench.intake)
    let base = tracer.aggregates(ofBalance: 0, level: [0, 1], row: 0)
    #expect(base.map(\.rows) == [[0, 4], [], [0, 3, 4], [0, 4]])
    let unit = tracer.aggregates(ofBalance: 0, level: [0], row: 0)
    #expect(unit.map(\.rows) == [[0, 2, 4], [2], [0, 2, 3, 4], [0, 2, 4]])
    #expect(unit.map(\.value) == [42, 30, 4, 30].map { .exact(Ratio($0 as Int)) })
    let total = tracer.aggregates(ofBalance: 0, level: [], row: 0)
    #expect(total[0].value == .exact(Ratio(62)))
    #expect(total[2].rows == [0, 1, 2, 3, 4])
  }

  @Test func `a check is told with what it compared`() async throws {
    let bench = try await Workbench(
      Self.rules, files: ["a.csv": "Unit,Kind,Amount\nu,x,40\nv,x,20\n"])
    let tracer = FigureTracer(bench.plan, bench.intake)
    let fired = tracer.checks(onBalance: 0, level: [0], row: 0)
    #expect(fired.map(\.holds) == [true])
    #expect(fired[0].operands.map(\.value) == [.exact(Ratio(40)), .exact(Ratio(60, over: 100))])
    #expect(tracer.checks(onBalance: 0, level: [0], row: 1).map(\.holds) == [false])
    #expect(tracer.checks(onBalance: 0, level: [], row: 0).isEmpty)
  }
}
