import ArgumentParser
import Glibc
import Ledger
import Reports

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says why a finding, or a row without one, came out as it did.",
    discussion: """
      Does an earlier run once more from its output folder and the same inputs, and tells everything \
      about one thing: its rows with file and line, each pass with its candidates and why they were not \
      taken, the comparisons, the place in the bridge; for a figure of a balance the rows behind it. An \
      input that changed since the run is refused by name.

      What may be asked: the id of a finding; a key as discrepancies.csv writes it; a value of a key, \
      such as a voucher number; a balance with the key of one of its rows, or alone for its total; a \
      place as file:line.

      Examples:
        doichieu explain 3f2a91c07b5e
        doichieu explain GRV-891-0021 --output so-lieu-thang-8
        doichieu explain "unit=1056789; project=0471; capital=DTPT" --format json
        doichieu explain "positions unit=1056789"
        doichieu explain kbnn/2024.zip//chi-tiet.csv:17 --input /mnt/so-lieu

      \(ExitStatus.explainText)
      """)

  @Argument(
    help: ArgumentHelp("The id of a finding, a key, or a place.", valueName: "id|key"))
  var question: String

  @Option(help: ArgumentHelp("The output folder of the run.", valueName: "dir"))
  var output = "doichieu-out"

  @Option(
    help: ArgumentHelp(
      "Where the inputs are now (default: where the run read them).", valueName: "dir"))
  var input: String?

  @Option(help: "How the answer is written: text or json.")
  var format = ExplanationFormat.text

  @Option(
    help: ArgumentHelp(
      "File of passwords for encrypted archives, as `run` had it.", valueName: "file"))
  var passwordFile: String?

  @Option(
    help: ArgumentHelp("Threads at work (default: the processors there are).", valueName: "n"))
  var jobs: Int?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is a number from 1 to 1024.")
    }
    if question.isEmpty { throw ValidationError("an id or a key is wanted.") }
  }

  func run() async throws {
    let terminal = common.terminal
    let inquiry = Inquiry(
      question: question, output: output, input: input, format: format,
      language: common.language, passwordFile: passwordFile,
      jobs: jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    do {
      throw try await explain(inquiry, terminal).code
    } catch let status as ExitCode {
      throw status
    } catch let stopped as RunProgress.Stopped {
      endBySignal(stopped.signal)
    } catch {
      throw terminal.tell(Failure(error, rules: output)).code
    }
  }
}

enum ExplanationFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}

/// What `explain` was asked to do.
struct Inquiry {
  var question: String
  var output: String
  /// nil for where the run read its inputs.
  var input: String?
  var format: ExplanationFormat
  /// nil for the run's.
  var language: Language?
  var passwordFile: String?
  var jobs: Int
}
