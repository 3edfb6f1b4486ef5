import Ledger
import Rules
import Testing

@Suite struct IncludeTests {
  private let root = """
    version: 1
    name: root
    include: [parts/units.yaml]
    checks:
      nameless:
        on: units
        when: name is missing
    """
  private let units = """
    version: 1
    name: parts
    sources:
      units:
        files: units.csv
        columns:
          unit: {header: Unit, type: code}
          name: {header: Name, type: text}
        unique: [unit]
    """

  @Test func `a path is resolved beside the file that includes it, and each file is kept`() throws {
    let nested = units + "\ninclude: ../more.yaml\n"
    let reading = readText(
      root, others: ["parts/units.yaml": nested, "more.yaml": "version: 1\n"])
    #expect(reading.diagnostics == [])
    let plan = try #require(reading.plan)
    #expect(plan.name == "root")
    #expect(plan.ruleFiles.map(\.path) == ["rules.yaml", "parts/units.yaml", "more.yaml"])
  }

  @Test func `errors come file by file, the rule file first`() {
    let reading = readText(
      root.replacing("name is missing", with: "nme is missing"),
      others: ["parts/units.yaml": units.replacing("files:", with: "flies:")])
    #expect(
      reading.diagnostics.map { $0.position?.file } == [
        "rules.yaml", "parts/units.yaml", "parts/units.yaml",
      ])
    #expect(reading.codes == ["unknown-column", "missing-key", "unknown-key"])
  }

  @Test func `a rule file that cannot be read has no position`() {
    let reading = readRules(path: "absent.yaml", overrides: []) { _ in nil }
    #expect(reading.codes == ["file-not-found"])
    #expect(reading.plan == nil)
  }
}
