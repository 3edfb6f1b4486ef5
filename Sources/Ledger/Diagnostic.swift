/// A place in a rule file.
package struct Position: Hashable, Sendable {
  /// The path as the user gave it.
  package var file: String
  /// From 1.
  package var line: Int
  /// Characters from 1.
  package var column: Int

  /// A place by file, line and column, both from 1.
  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// How bad a diagnostic or a finding is; the worst comes first.
package enum Severity: String, Sendable, CaseIterable, Comparable {
  case error
  case warning
  case info

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  /// 0 for error.
  package var rank: UInt8 {
    switch self {
    case .error: 0
    case .warning: 1
    case .info: 2
    }
  }
}

/// Something to tell about a rule file or the command line; printed by one renderer.
package struct Diagnostic: Hashable, Sendable {
  /// A stable name such as `unknown-key`; every code has a golden case named after it.
  package var code: String
  package var severity: Severity
  /// English, one clause, no full stop.
  package var message: String
  /// Vietnamese wording of `message`.
  package var messageVietnamese: String
  package var position: Position?
  /// The line `position` points into.
  package var sourceLine: String?
  /// Further facts, one line each.
  package var notes: [String]
  /// How to mend it, only when that is probably right.
  package var help: String?
  /// Vietnamese wording of `help`; nil shows `help` itself.
  package var helpVietnamese: String?

  package init(
    code: String, severity: Severity = .error, _ message: String, vietnamese: String,
    position: Position? = nil, sourceLine: String? = nil, notes: [String] = [], help: String? = nil,
    helpVietnamese: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.messageVietnamese = vietnamese
    self.position = position
    self.sourceLine = sourceLine
    self.notes = notes
    self.help = help
    self.helpVietnamese = helpVietnamese
  }

  /// What to do, in a language.
  package func advice(in language: Language) -> String? {
    language == .vietnamese ? helpVietnamese ?? help : help
  }
}
