import ArgumentParser
import Ingest
import Ledger
import Reconcile
import Reports
import Rules

struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the tests that rule files hold.",
    discussion: """
      One line for each test, and what differs below those that fail. No files are read but the rule \
      files.

      Examples:
        doichieu test rules/giam-ngheo-2024.yaml
        doichieu test rules/*.yaml --language vi

      Exit status:
        0   every test passes
        1   a test fails
        66  a rule file does not exist or cannot be opened
        78  a rule file is wrong
      """)

  @Argument(help: "Rule files.")
  var rules: [String]

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let terminal = common.terminal
    var worst = ExitStatus.complete
    for path in rules {
      do {
        let status = try await testRules(path, language: common.language, terminal)
        if status.rawValue > worst.rawValue { worst = status }
      } catch {
        let status = terminal.tell(Failure(error, rules: path))
        if status.rawValue > worst.rawValue { worst = status }
      }
    }
    if worst != .complete { throw worst.code }
  }
}

/// Runs the tests of one rule file, each as a run of its own without files.
func testRules(
  _ path: String, language: Language?, _ terminal: Terminal
) async throws -> ExitStatus {
  func read(setting overrides: [(name: String, value: String)]) throws(Failure) -> Plan {
    let reading = readRules(path: path, overrides: overrides, readFile: fileBytes)
    if overrides.isEmpty { terminal.tell(reading.diagnostics.filter { $0.severity != .error }) }
    guard var plan = reading.plan else {
      throw Failure(reading.diagnostics) ?? Failure(.internalError, reading.diagnostics)
    }
    if let language { plan.language = language }
    return plan
  }
  let written = try read(setting: [])
  var report = TestReport(
    of: path, language: written.language, isColoured: terminal.summaryStyle.isColoured)
  for test in written.tests {
    let changed = try test.settings.isEmpty ? written : read(setting: test.settings)
    let plan = changed.withoutFiles(for: test)
    let given = intake(of: test, plan)
    let reconciliation = try await reconcile(plan, given, jobs: 1)
    let facts = RunFacts(plan: plan, intake: given, reconciliation: reconciliation, input: "")
    report.add(test, TestVerdict(test, FindingList(facts)))
  }
  report.finish()
  try terminal.show(report.text)
  return report.isPassed ? .complete : .findings
}
