import Glibc
import Ledger
import Reports

/// Where results and the log go: stdout and stderr, and nowhere else.
struct Terminal: Sendable {
  let language: Language
  let isQuiet: Bool
  let isVerbose: Bool
  let logFormat: LogFormat
  let mayColour: Bool
  let progress: ProgressDisplay
  private let status = StatusLine()

  init(
    language: Language, isQuiet: Bool, isVerbose: Bool, logFormat: LogFormat, mayColour: Bool,
    progress: ProgressDisplay
  ) {
    self.language = language
    self.isQuiet = isQuiet
    self.isVerbose = isVerbose
    self.logFormat = logFormat
    self.mayColour = mayColour
    self.progress = progress
  }

  /// The result of the command.
  func show(_ text: String) throws(OutputFailure) {
    if isQuiet { return }
    eraseStatus()
    try write(text, to: STDOUT_FILENO)
  }

  var summaryStyle: SummaryStyle { SummaryStyle(isColoured: isColoured(STDOUT_FILENO)) }

  /// What is wrong or strange with rules, options or files; `--quiet` leaves the errors.
  func tell(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where !isQuiet || diagnostic.severity == .error {
      switch logFormat {
      case .json: log(diagnostic.logLine(language))
      case .text:
        log(render(diagnostic, language: language, isColoured: isColoured(STDERR_FILENO)))
      }
    }
  }

  /// Why the command ends; gives the exit status.
  func tell(_ failure: Failure) -> ExitStatus {
    tell(failure.diagnostics)
    return failure.status
  }

  /// What was read, for `--verbose`.
  func tell(_ intake: Intake, of plan: Plan) {
    if isVerbose { tell(intake.log(of: plan)) }
  }

  /// Whether stderr has a line that says how far the run is.
  var showsProgress: Bool {
    switch progress {
    case .never: false
    case .always: !isQuiet
    case .auto:
      !isQuiet && logFormat == .text && isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb"
    }
  }

  /// Columns of stderr; 80 where it is no terminal.
  private var width: Int {
    var size = winsize()
    let isKnown = unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }

  /// Puts a text in the place of the one that was shown before; `line` gets the columns there are.
  func showStatus(_ line: (_ width: Int, _ isColoured: Bool) -> String) {
    // The last column stays free: a terminal would go on to the next line.
    let text = line(width - 1, isColoured(STDERR_FILENO))
    try? write(status.rewriting(text), to: STDERR_FILENO)
  }

  /// Takes the line away.
  func eraseStatus() { try? write(status.rewriting(""), to: STDERR_FILENO) }

  private func log(_ text: String) {
    eraseStatus()
    // There is nowhere to say that the log cannot be written.
    try? write(text, to: STDERR_FILENO)
  }

  private func isColoured(_ descriptor: CInt) -> Bool {
    mayColour && isatty(descriptor) == 1 && environment("NO_COLOR").isEmpty
      && environment("TERM") != "dumb"
  }

  private func environment(_ name: String) -> String {
    guard let value = unsafe getenv(name) else { return "" }
    return unsafe String(cString: value)
  }

  private func write(_ text: String, to descriptor: CInt) throws(OutputFailure) {
    let bytes = Array(text.utf8)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE {
        return
      } else if errno != EINTR {
        throw OutputFailure(.cannotWrite, "stdout", code: errno)
      }
    }
  }
}
