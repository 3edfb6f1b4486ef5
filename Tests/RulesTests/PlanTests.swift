import Foundation
import Ledger
import Rules
import Testing

@Suite struct PlanTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: ["rules/giam-ngheo-2024.yaml", "Tests/Benchmarks/work.yaml"])
  func `the project's own rule files are clean`(path: String) {
    let reading = readRules(path: path, overrides: []) { path in
      (try? Data(contentsOf: root.appending(path: path))).map { [UInt8]($0) }
    }
    #expect(reading.diagnostics == [])
    #expect(reading.plan != nil)
  }

  @Test func `what is silent gets its default`() throws {
    let plan = try #require(SampleRules().read().plan)
    #expect(plan.title == "sample")
    #expect(plan.currency == .vnd)
    #expect(plan.language == .vietnamese)
    #expect(plan.asOf == Day(iso: "2024-10-28"))
    let bank = plan.sources[1]
    #expect(bank.isRequired && bank.header == .auto && bank.totals == SourcePlan.defaultTotals)
    let required = bank.columns.filter(\.isRequired).map(\.name)
    #expect(required == ["date", "unit", "capital", "amount"])
    #expect(bank.columns.filter(\.isInterned).map(\.name) == ["unit", "capital"])
    // Repeats of a key are compared in every declared column, so that all of them are read.
    #expect(bank.columns.filter { !$0.isUsed }.isEmpty)
    #expect(plan.sources[0].columns[0].isInterned)
    #expect(plan.matches[0].severity == .error)
    #expect(plan.matches[0].pending == MatchPlan.Pending(left: 1, right: 1, days: 5))
  }

  @Test func `the key of findings is the first pass's equal codes, else those of all passes`()
    throws
  {
    let first = try #require(SampleRules(pass: "[unit, amount, voucher]").read().plan)
    #expect(first.matches[0].key.map(\.name) == ["unit", "voucher"])
    let later = try #require(
      SampleRules(pass: "[amount, date]\n      - on: [left.note = right.voucher]").read().plan)
    #expect(later.matches[0].key == [MatchPlan.SharedColumn(name: "note", left: 9, right: 0)])
  }

  @Test func `conditions and comparisons become tests in stored units`() throws {
    let plan = try #require(
      SampleRules(
        pass: "[folded(note), amount within -2..5, date within -1..3 days]",
        match: "compare:\n  amount: within 5%\n  note: folded\n  unit: equal"
      ).read().plan)
    let match = plan.matches[0]
    #expect(
      match.passes[0].conditions.map(\.test) == [
        .folded(Abbreviations()), .within(lower: -2, upper: 5), .within(lower: -1, upper: 3),
      ])
    #expect(
      match.comparisons.map(\.test) == [
        .withinShare(Ratio(5, over: 100)), .folded(Abbreviations()), .equal,
      ])
    #expect(match.comparisons.map(\.settledBy) == [[0], [0], []])
    #expect(match.bridges == [MatchPlan.SharedColumn(name: "amount", left: 4, right: 4)])
  }

  @Test func `the owner of the file goes where its columns are`() throws {
    let checks = """
      total-short:
        on: positions by []
        when: paid < booked
      own:
        on: positions
        when: paid < booked
        owner: "'Phòng Tài chính'"
      """
    let reading = SampleRules(head: "owner: unit.head", checks: checks).read()
    #expect(reading.diagnostics == [])
    let plan = try #require(reading.plan)
    #expect(plan.matches[0].owner != nil)
    #expect(plan.checks.map { $0.owner == nil } == [false, true, false])
    #expect(plan.checks[2].owner?.node == .constant(.text("Phòng Tài chính")))
    #expect(SampleRules(head: "owner: unit.haed").read().codes == ["unknown-column"])
  }

  @Test func `computed columns are ordered by what they need`() throws {
    let columns = """
      double: {value: half * 4, type: money}
      half: {value: amount / 2, type: money}
      office: {value: KBNN An Giang, type: text}
      form: {value: 01, type: code}
      """
    let plan = try #require(
      SampleRules(columns: columns, measures: "x: sum(bank.double)").read().plan)
    #expect(plan.sources[1].computed == [11, 12, 13, 10])
    #expect(plan.sources[1].columns[11].isUsed)
    guard case .expression(let form) = plan.sources[1].columns[13].origin else {
      Issue.record("a constant column is computed")
      return
    }
    #expect(form == Expression(.constant(.text("01")), .code))
  }

  @Test func `braces of messages hold expressions, doubled ones are braces`() throws {
    let checks = """
      worded:
        on: positions by [unit]
        when: paid < booked
        message: "{{x}} {unit.name}: {if(paid > 0, 'a}b', 'c')}"
      """
    let plan = try #require(SampleRules(checks: checks).read().plan)
    let parts = try #require(plan.checks[1].message).parts
    #expect(parts.count == 4)
    #expect(parts[0] == .text("{x} "))
    #expect(parts[2] == .text(": "))
  }

  @Test func `scalars are read as written`() throws {
    let plan = try #require(
      SampleRules(maps: "", columns: "extra: {header: [no, 012.50, on], type: text}").read().plan)
    guard case .heading(let headings) = plan.sources[1].columns[10].origin else {
      Issue.record("a column with a header is read from the file")
      return
    }
    #expect(headings == ["no", "012.50", "on"])
  }

  @Test func `each and fresh use what they name, and read it`() throws {
    let reading = readRules(path: "rules.yaml", overrides: []) { _ in
      Array(
        """
        version: 1
        name: sample
        owner: unit.head
        parameters:
          as_of: {type: date, default: 2024-10-28}
        sources:
          units:
            files: units.csv
            columns:
              unit: {header: Unit, type: code}
              name: {header: Name, type: text}
              head: {header: Head, type: text}
              area: {header: Area, type: text}
            unique: [unit]
          letters:
            files: letters/*
            each: units.unit
            fresh: 2 days
            columns:
              payer: {header: Unit, type: code, in: units.unit}
              sent: {value: file.date, type: date}
        """.utf8)
    }
    #expect(reading.diagnostics == [])
    let plan = try #require(reading.plan)
    let sender = try #require(plan.sources[1].sender)
    #expect(sender.list == Reference(source: 0, column: 0))
    #expect(sender.column == 0 && sender.nameColumn == 1 && sender.owner?.type == .text)
    #expect(plan.sources[1].freshness == FreshnessPlan(column: 1, days: 2))
    #expect(plan.sources[0].columns.map(\.isUsed) == [true, true, true, false])
    #expect(plan.sources[1].columns.map(\.isUsed) == [true, true])
    #expect(plan.sources[1].columns[0].isInterned)
  }
}
