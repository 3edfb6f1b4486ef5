import Ledger
import Testing

@testable import Reconcile

/// Rows that are the same in everything a pass looks at, by the thousand.
@Suite struct UniformWindowTests {
  private static let rules = """
    version: 1
    name: uniform
    sources:
      a:
        files: a.csv
        columns:
          voucher: {header: voucher, type: code}
          date:    {header: date, type: date}
          amount:  {header: amount, type: money}
      b:
        files: b.csv
        columns:
          voucher: {header: voucher, type: code}
          date:    {header: date, type: date}
          amount:  {header: amount, type: money}
    matches:
      rows:
        left: a
        right: b
        passes:
          - on: [amount, date within 5 days]
        compare:
          date: within 30 days
    """

  private func run(_ left: [String], _ right: [String]) async throws -> Workbench {
    func file(_ vouchers: [String], day: String) -> String {
      "voucher,date,amount\n" + vouchers.map { "\($0),\(day)/06/2024,125000\n" }.joined()
    }
    return try await Workbench(
      Self.rules, files: ["a.csv": file(left, day: "10"), "b.csv": file(right, day: "12")])
  }

  @Test func `thousands of candidates that are equally good are one finding`() async throws {
    let rows = 0..<5_000
    let found = try await run(rows.map { "L\($0)" }, rows.map { "R\($0)" }).found
    #expect(found.findings.map(\.kind) == [.ambiguous])
    #expect(found.matches[0].sets.map(\.left.count) == [5_000])
    #expect(found.matches[0].sets.map(\.right.count) == [5_000])
  }

  @Test(arguments: [(1, 2), (2, 1), (2, 2)])
  func `several that differ in a number are ambiguous`(left: Int, right: Int) async throws {
    let found = try await run((0..<left).map { "L\($0)" }, (0..<right).map { "R\($0)" }).found
    #expect(found.findings.map(\.kind) == [.ambiguous])
  }

  @Test func `rows that differ in nothing pair in order`() async throws {
    let found = try await run(["L", "L", "L"], ["R", "R"]).found
    #expect(found.matches[0].partnerOfLeft == [0, 1, -1])
    #expect(found.findings.map(\.kind) == [.missingRight])
  }
}
