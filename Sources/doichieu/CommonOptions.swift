import ArgumentParser
import Ledger

extension Language: ExpressibleByArgument {}

/// Options that every command has.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Language of reports, summary and errors: vi or en. Reports follow the rule file without it, \
      errors are English.
      """,
      valueName: "language"))
  var language: Language?

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: "Say what was read and how much memory it takes.")
  var verbose = false

  @Option(help: "How the log on stderr is written: text or json, one object a line.")
  var logFormat = LogFormat.text

  @Flag(
    name: .customLong("no-color"), help: "No colours; NO_COLOR in the environment says the same.")
  var noColor = false

  @Option(
    help: """
      Whether stderr shows how far a run is: auto (on a terminal), always or never; \
      --quiet never does.
      """)
  var progress = ProgressDisplay.auto

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
  }

  var terminal: Terminal {
    Terminal(
      language: language ?? .english, isQuiet: quiet, isVerbose: verbose, logFormat: logFormat,
      mayColour: !noColor, progress: progress)
  }
}

/// When stderr shows how far a run is.
enum ProgressDisplay: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never
}

/// How the log is written.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
