import Ledger
import Testing

@testable import Reconcile

@Suite struct MatchTraceTests {
  private static let rules = """
    version: 1
    name: traces
    sources:
      a:
        files: a.csv
        columns:
          key: {header: Key, type: code, required: false}
          unit: {header: Unit, type: code}
          date: {header: Date, type: date}
          amount: {header: Amount, type: money}
      b:
        files: b.csv
        columns:
          key: {header: Key, type: code, required: false}
          unit: {header: Unit, type: code}
          date: {header: Date, type: date}
          amount: {header: Amount, type: money}
    matches:
      m:
        left: a where amount > 0
        right: b
        passes:
          - on: [key]
          - on: [unit, amount, date within -2..5 days]
          - on: [unit]
            subset: amount
        compare: {amount: within 10}
    """

  private func bench(_ left: [String], _ right: [String]) async throws -> (MatchTracer, Workbench) {
    let head = "Key,Unit,Date,Amount\n"
    let bench = try await Workbench(
      Self.rules,
      files: [
        "a.csv": head + left.joined(separator: "\n"), "b.csv": head + right.joined(separator: "\n"),
      ])
    return (
      MatchTracer(match: 0, of: bench.plan, bench.intake, bench.found, jobs: 2), bench
    )
  }

  @Test func `a pair is traced up to the pass that made it`() async throws {
    let (tracer, _) = try await bench(
      ["k1,u,2024-05-01,100", "k2,u,2024-05-01,700"], ["k1,u,2024-05-01,105", "x,u,2024-05-03,700"])
    let first = await tracer.trace(.left, 0)
    #expect(first.passes.map(\.pass) == [0])
    #expect(first.passes[0].result == .paired(RowSet(left: [0], right: [0])))
    let second = await tracer.trace(.right, 1)
    #expect(second.passes.map(\.pass) == [0, 1])
    #expect(second.passes[0].result == .alone)
    #expect(second.passes[1].result == .paired(RowSet(left: [1], right: [1])))
  }

  @Test func `a candidate is told by the first condition that failed and by how much`() async throws
  {
    let (tracer, _) = try await bench(
      ["k1,u,2024-05-01,100", "k2,u,2024-05-01,900"],
      ["x1,u,2024-05-09,100", "x2,u,2024-05-01,101", "x3,v,2024-05-01,100"])
    let pass = await tracer.trace(.left, 0).passes[1]
    #expect(pass.result == .alone)
    #expect(pass.candidates.map(\.row) == [0, 1, 2])
    #expect(pass.candidates.map(\.failed) == [2, 1, 0])
    #expect(pass.candidates.map(\.difference) == [8, 1, nil])
    #expect(pass.candidates.allSatisfy { $0.failedCount == 1 && $0.use == nil })
    // Seen from the right, the difference is still right minus left.
    let back = await tracer.trace(.right, 0).passes[1].candidates
    #expect(back.first?.row == 0)
    #expect(back.first?.difference == 8)
  }

  @Test func `a candidate that was used says by what`() async throws {
    let (tracer, _) = try await bench(
      ["k1,u,2024-05-01,100", "k2,u,2024-05-01,100"], ["k1,u,2024-05-01,100"])
    let pass = await tracer.trace(.left, 1).passes[1]
    #expect(pass.result == .alone)
    let use = RowUse(pass: 0, rows: RowSet(left: [0], right: [0]), isSetAside: false)
    #expect(pass.candidates.map(\.use) == [use])
  }

  @Test func `ties, empty keys and repeated keys are told apart`() async throws {
    let (tracer, _) = try await bench(
      ["k1,u,2024-05-01,100", ",u,2024-05-01,300", "k3,w,2024-05-01,5"],
      [
        "x1,u,2024-05-02,100", "x2,u,2024-05-02,100", "k3,w,2024-05-01,5", "k3,w,2024-05-01,6",
      ])
    let tie = await tracer.trace(.left, 0)
    #expect(tie.passes[1].result == .undecided)
    #expect(
      tie.passes[1].candidates.map(\.deviation) == Array(repeating: Ratio(1, over: 5), count: 2))
    #expect(await tracer.trace(.left, 1).passes[0].result == .empty(condition: 0))
    let repeated = await tracer.trace(.left, 2)
    #expect(repeated.passes.count == 1)
    #expect(repeated.passes[0].result == .setAside(RowSet(left: [2], right: [2, 3])))
  }

  @Test func `sums say what they were made of`() async throws {
    let (tracer, _) = try await bench(
      ["k1,u,2024-05-01,100", "k2,v,2024-05-01,100", "k3,w,2024-05-01,50"],
      [
        "x1,u,2024-05-01,40", "x2,u,2024-05-01,60", "y1,v,2024-05-01,40", "y2,v,2024-05-01,60",
        "y3,v,2024-05-01,70", "y4,v,2024-05-01,30", "z1,w,2024-05-01,20", "z2,w,2024-05-01,20",
      ])
    let one = await tracer.trace(.left, 0).passes[2]
    #expect(one.result == .paired(RowSet(left: [0], right: [0, 1])))
    #expect(one.sums?.outcome == .one)
    let several = await tracer.trace(.left, 1).passes[2]
    #expect(several.result == .undecided)
    #expect(several.sums?.outcome == .several)
    #expect(several.sums?.parts == [2, 3, 4, 5])
    let part = await tracer.trace(.right, 3).passes[2]
    #expect(part.sums?.wholes == [1])
    let none = await tracer.trace(.left, 2).passes[2]
    #expect(none.result == .alone)
    #expect(none.sums?.candidateCount == 2)
  }

  @Test func `comparisons tell what a tolerance let pass`() async throws {
    let (tracer, _) = try await bench(
      [
        "k1,u,2024-05-01,100", "k2,u,2024-05-01,100", "k3,u,2024-05-01,100",
        "k4,u,2024-05-01,9",
      ],
      ["k1,u,2024-05-01,100", "k2,u,2024-05-01,110", "k3,u,2024-05-01,111"])
    let results = (0..<3).flatMap { row in
      tracer.comparisons(of: RowSet(left: [row], right: [row])).map(\.result)
    }
    #expect(results == [.equal, .within, .differs])
    #expect(tracer.comparisons(of: RowSet(left: [3], right: [])).map(\.result) == [])
  }

  @Test func `rows that the match filters take no part`() async throws {
    let (tracer, _) = try await bench(
      ["k1,u,2024-05-01,-100", "k2,u,2024-05-01,100"], ["x,u,2024-05-01,-100"])
    #expect(await tracer.trace(.left, 0).passes.isEmpty)
    let pass = await tracer.trace(.right, 0).passes[1]
    #expect(!pass.candidates.contains { $0.row == 0 })
  }
}
