import Ledger
import Testing

@testable import Reconcile

/// When a cause is one thing: by how many findings, of how many rows, of which file or unit.
@Suite struct SystemicTests {
  /// A pair of the same number: right is 1,000 times too small, or equal.
  private struct Voucher {
    var file: String
    var unit: String
    var isWrong: Bool
  }

  private func vouchers(_ file: String, _ unit: String, wrong: Int, right: Int) -> [Voucher] {
    Array(repeating: Voucher(file: file, unit: unit, isWrong: true), count: wrong)
      + Array(repeating: Voucher(file: file, unit: unit, isWrong: false), count: right)
  }

  /// What is said of the groups, `scope: findings of rows`, and the bench.
  private func groups(
    _ vouchers: [Voucher], each: Bool = true, isSwapped: Bool = false
  ) async throws -> [String] {
    let header = "voucher,unit,amount\n"
    var files = ["units.csv": "unit\nU1\nU2\n", "one.csv": header]
    for (number, voucher) in vouchers.enumerated() {
      let amount = 1_234_000 + number * 7_000
      files["one.csv"]? += "V\(number),\(voucher.unit),\(amount)\n"
      let other = voucher.isWrong ? amount / 1_000 : amount
      files["two-\(voucher.file).csv", default: header] += "V\(number),\(voucher.unit),\(other)\n"
    }
    let columns = """
      columns:
            voucher: {header: voucher, type: code}
            unit:    {header: unit, type: code, in: units}
            amount:  {header: amount, type: money}
      """
    let rules = """
      version: 1
      name: books
      sources:
        units:
          files: units.csv
          columns: {unit: {header: unit, type: code}}
          unique: [unit]
        one:
          files: one.csv
          \(columns)
        two:
          files: "two-*.csv"
          \(each ? "each: units.unit" : "required: true")
          \(columns)
      matches:
        books:
          left: \(isSwapped ? "two" : "one")
          right: \(isSwapped ? "one" : "two")
          passes:
            - on: [voucher]
          compare:
            amount: within 5
            unit: equal
      """
    let bench = try await Workbench(rules, files: files)
    let result = bench.found.matches[0]
    let systemic = bench.found.findings.filter { $0.kind == .systemic }
    #expect(systemic.count == result.systemic.count)
    #expect(systemic.allSatisfy { $0.severity == .info && $0.cause == .unitScale })
    return result.systemic.map { group in
      let scope =
        switch group.scope {
        case .file(let segment):
          bench.intake.tables[
            group.side == .left
              ? bench.plan.matches[0].left.source : bench.plan.matches[0].right.source
          ].segments[segment].name
        case .unit(_, let value): value
        case .source: "all"
        }
      return "\(scope): \(group.findingCount) of \(group.rowCount)"
    }.sorted()
  }

  @Test(arguments: [
    (5, 5, ["two-a.csv: 5 of 10"]), (5, 6, []), (4, 0, []), (5, 0, ["two-a.csv: 5 of 5"]),
    (9, 9, ["two-a.csv: 9 of 18"]),
  ])
  func `five findings and half of the rows are one thing`(
    wrong: Int, right: Int, expected: [String]
  ) async throws {
    let filler = vouchers("b", "U2", wrong: 0, right: 40)
    let books = vouchers("a", "U1", wrong: wrong, right: right) + filler
    #expect(try await groups(books) == expected)
    #expect(try await groups(books, isSwapped: true) == expected)
    #expect(try await groups(books, each: false) == expected)
  }

  @Test func `a file comes before the unit, and the sender's file before the other side's`()
    async throws
  {
    // The other side's file holds nothing else, but it is not the one that was sent.
    #expect(
      try await groups(vouchers("a", "U1", wrong: 6, right: 0)) == ["two-a.csv: 6 of 6"])
    #expect(
      try await groups(
        vouchers("a", "U1", wrong: 6, right: 0) + vouchers("b", "U1", wrong: 7, right: 1))
        == ["two-a.csv: 6 of 6", "two-b.csv: 7 of 8"])
  }

  @Test func `a unit that is wrong in several files or beside others is told as a unit`()
    async throws
  {
    #expect(
      try await groups(
        vouchers("a", "U1", wrong: 3, right: 0) + vouchers("b", "U1", wrong: 3, right: 1)
          + vouchers("c", "U2", wrong: 0, right: 20)) == ["U1: 6 of 7"])
    #expect(
      try await groups(
        vouchers("a", "U1", wrong: 6, right: 0) + vouchers("a", "U2", wrong: 1, right: 20))
        == ["U1: 6 of 6"])
  }
}
