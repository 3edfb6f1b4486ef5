import ArgumentParser
import Ledger
import Rules

struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Says everything about rule files that can be known without data.",
    discussion: """
      Prints nothing where there is nothing to say. Warnings leave the exit status at 0, errors \
      make it 78.

      Examples:
        doichieu lint rules/giam-ngheo-2024.yaml
        doichieu lint rules/*.yaml --language vi --log-format json

      Exit status:
        0   nothing to say, or warnings alone
        66  a rule file does not exist or cannot be opened
        78  a rule file is wrong
      """)

  @Argument(help: "Rule files.")
  var rules: [String]

  @OptionGroup var common: CommonOptions

  func run() throws {
    let terminal = common.terminal
    var worst = ExitStatus.complete
    for path in rules {
      let reading = readRules(path: path, overrides: [], readFile: fileBytes)
      terminal.tell(reading.diagnostics)
      worst = max(worst, Failure(reading.diagnostics)?.status ?? .complete)
    }
    if worst != .complete { throw worst.code }
  }
}
