import Ledger
import Rules
import Testing

@Suite struct OverrideTests {
  @Test func `an override takes the place of a default`() throws {
    let reading = SampleRules().read(overrides: [("as_of", "2024-01-01"), ("as_of", "2024-08-20")])
    #expect(reading.plan?.asOf == Day(iso: "2024-08-20"))
  }

  @Test(arguments: [
    ("as-of", "2024-08-20", "set-unknown"), ("as_of", "20/08/2024", "set-value"),
    ("as_of", "", "set-value"), ("as_of", "2024-02-30", "set-value"),
  ])
  func `an unusable override is told without a position`(
    name: String, value: String, code: String
  ) {
    let reading = SampleRules().read(overrides: [(name, value)])
    #expect(reading.plan == nil)
    #expect(reading.codes == [code])
    #expect(reading.diagnostics.first?.position == nil)
  }

  @Test(arguments: [
    ("money", "1_000_000", Ratio(1_000_000)), ("rate", "95%", Ratio(95, over: 100)),
    ("rate", "0.95", Ratio(95, over: 100)), ("number", "-12.5", Ratio(-125, over: 10)),
    ("integer", "3", Ratio(3)), ("days", "3 days", Ratio(3)),
  ])
  func `a parameter's default is read by its type`(type: String, text: String, value: Ratio) {
    let reading = SampleRules(parameters: "p: {type: \(type), default: \(text)}").read()
    #expect(reading.codes == ["unused-parameter"])
    #expect(reading.plan?.parameters.last?.value == .exact(value))
  }
}

@Suite struct KeepingTests {
  private func plan() throws -> Plan { try #require(SampleRules().read().plan) }

  @Test func `a check keeps its balance and the sources it reads`() throws {
    let kept = try #require(try plan().keeping(only: ["short"]).plan)
    #expect(kept.checks.map(\.name) == ["short"])
    #expect(kept.balances.map(\.name) == ["positions"])
    #expect(kept.matches.isEmpty)
    #expect(kept.sources.map(\.isNeeded) == [true, true, true])
    #expect(kept.sources[1].columns.filter(\.isUsed).map(\.name) == ["unit", "capital", "amount"])
  }

  @Test func `a source that nothing needs is not read`() throws {
    let checks = "cheap:\n  on: book\n  when: amount < 0"
    let plan = try #require(SampleRules(checks: checks).read().plan)
    let kept = try #require(plan.keeping(only: ["cheap"]).plan)
    #expect(kept.sources.map(\.isNeeded) == [true, false, true])
    #expect(kept.sources[1].files.isEmpty && !kept.sources[1].isRequired)
    #expect(kept.checks[0].subject == .source(2))
  }

  @Test func `an unknown name is told`() throws {
    let reading = try plan().keeping(only: ["shrot"])
    #expect(reading.codes == ["only-unknown"])
    #expect(reading.diagnostics[0].help == "did you mean `short`?")
  }
}
