import ArgumentParser
import Glibc

@main
struct Doichieu: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doichieu",
    abstract: "Reconciles spreadsheets by a rule file: matches, totals, says what differs.",
    discussion: """
      A rule file says which files are read, how two sides are matched, what is totalled and what must \
      hold.

      Examples:
        doichieu inspect samples/giam-ngheo-2024/danh-muc/don-vi.csv
        doichieu lint rules/giam-ngheo-2024.yaml
        doichieu run rules/giam-ngheo-2024.yaml --input samples/giam-ngheo-2024
        doichieu explain GRV-891-0021

      \(ExitStatus.helpText)
      """,
    version: "doichieu 0.1.0",
    subcommands: [
      RunCommand.self, ExplainCommand.self, InspectCommand.self, LintCommand.self,
      TestCommand.self,
    ])

  static func main() async {
    // A reader that goes away (`| head`) is no reason to die before the exit status is told.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      exit(withError: error)
    }
  }
}
