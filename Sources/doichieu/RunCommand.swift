import ArgumentParser
import Ledger
import Reports

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Reads, matches, totals and checks; writes the findings and prints a summary.",
    discussion: """
      The output folder is replaced as a whole once everything is written. A folder that holds \
      anything else is refused.

      Examples:
        doichieu run rules/giam-ngheo-2024.yaml --input samples/giam-ngheo-2024
        doichieu run rules/giam-ngheo-2024.yaml --input samples/giam-ngheo-2024 \\
          --set as_of=2024-08-20 --output so-lieu-thang-8
        doichieu run rules/giam-ngheo-2024.yaml --input samples/giam-ngheo-2024 \\
          --only vouchers --fail-on warning --language en

      \(ExitStatus.helpText)
      """)

  @Argument(help: "The rule file.")
  var rules: String

  @Option(
    help: ArgumentHelp(
      "Folder of the files to read (default: the rule file's folder).", valueName: "dir"))
  var input: String?

  @Option(help: ArgumentHelp("Folder to write; its parent must exist.", valueName: "dir"))
  var output = "doichieu-out"

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Gives a parameter of the rule file another value.", valueName: "name=value")
  )
  var settings: [Setting] = []

  @Option(
    help: ArgumentHelp(
      "Only this match, balance or check, with the sources it needs; may be repeated.",
      valueName: "name"))
  var only: [String] = []

  @Option(help: "Findings of which severity make the exit status 1: error, warning, info or never.")
  var failOn = FailOn.error

  @Option(
    help: ArgumentHelp(
      """
      excel-vi: CSV files with semicolon and decimal comma, for a double click in a Vietnamese \
      Excel; standard: comma and decimal point (default: as the rule file's report says).
      """,
      valueName: "dialect"))
  var csv: CSVDialect?

  @Flag(help: "Say how long each stage took.")
  var timings = false

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output names a folder.") }
  }

  func run() async throws {
    let job = Job(
      rules: rules, input: input ?? folder(of: rules), output: output,
      overrides: settings.map { ($0.name, $0.value) }, only: only,
      limits: reading.limits.map { ($0.name, $0.value) }, passwordFile: reading.passwordFile,
      failOn: failOn.severity,
      jobs: reading.jobCount, language: common.language,
      dialect: csv, showsTimes: timings)
    let terminal = common.terminal
    do {
      throw try await perform(job, terminal).code
    } catch let status as ExitCode {
      throw status
    } catch let stopped as RunProgress.Stopped {
      terminal.tell([interrupted(output)])
      endBySignal(stopped.signal)
    } catch {
      throw terminal.tell(Failure(error, rules: job.rules)).code
    }
  }
}

/// One `--set NAME=VALUE`.
struct Setting: ExpressibleByArgument {
  let name: String
  let value: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
    name = String(argument[..<sign])
    value = String(argument[argument.index(after: sign)...])
  }
}

enum FailOn: String, ExpressibleByArgument, CaseIterable {
  case error, warning, info, never

  /// nil for never.
  var severity: Severity? { Severity(rawValue: rawValue) }
}

extension CSVDialect: ExpressibleByArgument {}

private func interrupted(_ output: String) -> Diagnostic {
  Diagnostic(
    code: "interrupted", severity: .warning, "interrupted: nothing was written to \(output)",
    vietnamese: "đã ngắt: chưa ghi gì vào \(output)")
}

/// The folder of a file, as the path writes it.
private func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
