import Ledger
import Testing

@testable import Reconcile

/// What exceptions say of findings, from rules and files.
@Suite struct ExceptionTests {
  private static let header = "voucher,date,unit,amount\n"

  /// One voucher of 100 against 130, and one that the right side lacks.
  private func standings(_ exceptions: String, asOf: String = "2024-10-28") async throws
    -> [String]
  {
    let bench = try await Workbench(
      """
      version: 1
      name: exceptions
      parameters:
        as_of: {type: date, default: \(asOf)}
      sources:
        left:
          files: left.csv
          columns:
            voucher: {header: voucher, type: code}
            date: {header: date, type: date}
            unit: {header: unit, type: code}
            amount: {header: amount, type: money}
        right:
          files: right.csv
          columns:
            voucher: {header: voucher, type: code}
            date: {header: date, type: date}
            unit: {header: unit, type: code}
            amount: {header: amount, type: money}
      matches:
        books:
          left: left
          right: right
          passes: [{on: [voucher]}]
          compare: {amount: equal}
      exceptions:
      \(exceptions)
      """,
      files: [
        "left.csv": Self.header + "V1,01/10/2024,U1,100\nV2,02/10/2024,U2,50\n",
        "right.csv": Self.header + "V1,01/10/2024,U1,130\n",
      ])
    return bench.found.findings.map { finding in
      let name =
        switch finding.subject {
        case .notice(let index): bench.found.notices[index].name.rawValue
        default: finding.kind.rawValue
        }
      return finding.standing == .counted ? name : "\(name) \(finding.standing.rawValue)"
    }.sorted()
  }

  private func exception(
    _ condition: String, until: String = "2024-12-31", limit: Int? = nil
  ) -> String {
    "  - {check: books, where: \"\(condition)\", because: letter, by: Finance, until: \(until)"
      + (limit.map { ", limit: \($0)" } ?? "") + "}\n"
  }

  @Test func `findings that meet an exception are accepted and others count`() async throws {
    #expect(
      try await standings(exception("voucher = 'V1'")) == ["differs accepted", "missing-right"])
    #expect(
      try await standings(exception("amount < 100 and unit = 'U2'"))
        == ["differs", "missing-right accepted"])
  }

  @Test(arguments: [(29, "differs"), (30, "differs accepted"), (31, "differs accepted")])
  func `a difference is accepted up to the limit`(limit: Int, expected: String) async throws {
    let found = try await standings(exception("voucher = 'V1'", limit: limit))
    #expect(found == [expected, "missing-right"])
  }

  @Test func `the last day counts, the day after the exception has run out`() async throws {
    let last = exception("voucher = 'V1'", until: "2024-10-28")
    #expect(try await standings(last) == ["differs accepted", "missing-right"])
    #expect(
      try await standings(last, asOf: "2024-10-29")
        == ["differs", "exception-expired", "missing-right"])
  }

  @Test func `one exception that accepts is enough, whatever others say`() async throws {
    let several =
      exception("voucher = 'V1'", until: "2024-01-01") + exception("voucher = 'V1'", limit: 1)
      + exception("unit = 'U1'") + exception("unit = 'U1'", limit: 2)
    #expect(
      try await standings(several) == ["differs accepted", "exception-expired", "missing-right"])
  }

  @Test func `an exception that nothing meets is told, one beyond its limit is met`() async throws {
    #expect(
      try await standings(exception("voucher = 'V9'") + exception("voucher = 'V1'", limit: 1))
        == ["differs", "exception-unused", "missing-right"])
  }

  @Test func `an unknown condition accepts nothing`() async throws {
    #expect(
      try await standings(exception("left.amount < right.amount"))
        == ["differs accepted", "missing-right"])
  }
}
