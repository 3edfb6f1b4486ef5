import ArgumentParser

/// What the program tells its caller; numbers from 64 on are those of sysexits.h.
enum ExitStatus: Int32, Comparable {
  case complete = 0
  case findings = 1
  case incomplete = 2
  case usage = 64
  case unreadableFile = 65
  case noInput = 66
  case internalError = 70
  case outputNotCreated = 73
  case outputNotWritten = 74
  case outputHeld = 75
  case wrongRules = 78

  var code: ExitCode { ExitCode(rawValue) }

  static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }

  /// As `--help` says it.
  static let helpText = """
    Exit status:
      0   complete; nothing at or above --fail-on
      1   complete; findings at or above --fail-on
      2   incomplete: a required source is absent, stale, unreadable in part or
          has too many rejects, so that "no finding" would prove nothing
      64  usage; an unknown name or unusable value in --set or --only
      65  inspect: a file cannot be read as what it is
      66  a named file does not exist or cannot be opened
      70  internal error; nothing was written
      73  the output cannot be created
      74  an error while writing
      75  another run holds the output; nothing was touched
      78  the rule file is wrong
    """

  /// As `explain --help` says it.
  static let explainText = """
    Exit status:
      0   explained
      1   nothing is known by that name; the nearest keys are named
      64  usage
      66  there is no run to explain, or an input is absent or has changed
      70  internal error
    """
}
