/// What is wrong with a finding's rows, as `kind` in discrepancies.csv.
package enum FindingKind: String, Sendable, CaseIterable {
  /// The right side has it, the left has not.
  case missingLeft = "missing-left"
  /// The left side has it, the right has not.
  case missingRight = "missing-right"
  case differs
  case duplicate
  case ambiguous
  /// One cause behind many findings of one file or unit, which stay listed.
  case systemic
  /// A check or a built-in condition did not hold.
  case failed
}

/// One thing to tell people about, by reference: rows, columns and plan entries, not text.
///
/// Reports word it. Findings are many (millions at worst), so a finding holds indexes.
package struct Finding: Sendable {
  package var severity: Severity
  package var kind: FindingKind
  package var cause: Cause?
  /// What bears the cause out, by index into the match's `evidence`; −1 where nothing more is to say.
  package var evidence: Int32 = -1
  package var isPending = false
  /// nil where no exception is about it, and for pending findings.
  package var exemption: Exemption?
  /// By index into `Reconciliation.owners`; 0 is nobody.
  package var owner = 0
  package var subject: Subject

  package init(severity: Severity, kind: FindingKind, cause: Cause? = nil, subject: Subject) {
    self.severity = severity
    self.kind = kind
    self.cause = cause
    self.subject = subject
  }

  /// Whether it counts as a discrepancy.
  package var standing: Standing {
    if isPending { return .pending }
    if case .accepted = exemption { return .accepted }
    return .counted
  }

  /// As `status` in discrepancies.csv where the history of findings says nothing.
  package enum Standing: String, Sendable {
    case counted = ""
    /// Too young to be a discrepancy.
    case pending
    /// An exception of the rule file holds for it.
    case accepted
  }

  package enum Subject: Sendable {
    /// A pair of `match` that differs in a comparison (by index).
    case pair(match: Int, comparison: Int, left: Int, right: Int)
    /// A group of `match` whose sums differ in a comparison, by index into the match's `groups`.
    case group(match: Int, comparison: Int, group: Int)
    /// A row that no pass used.
    case unmatched(match: Int, side: MatchSide, row: Int)
    /// Duplicate or ambiguous rows, by index into the match's `sets`.
    case set(match: Int, set: Int)
    /// One cause of many findings, by index into the match's `systemic`.
    case systemic(match: Int, group: Int)
    /// A row for which a check's condition held, by index into the check's `failures`.
    case check(check: Int, failure: Int)
    /// By index into `Reconciliation.notices`.
    case notice(Int)
  }
}

/// A side of a match.
package enum MatchSide: String, Sendable { case left, right }

/// Rows of both sides that one finding is about, in row order.
package struct RowSet: Sendable, Hashable {
  package var left: [Int]
  package var right: [Int]

  package init(left: [Int], right: [Int]) {
    self.left = left
    self.right = right
  }
}

/// A finding that is not about the rows of a match or a check: files, codes, repeats, rejects.
package struct Notice: Sendable {
  /// The built-in's name, as `check` in discrepancies.csv.
  package enum Name: String, Sendable, CaseIterable {
    case missingFile = "missing-file"
    case unreadableFile = "unreadable-file"
    case staleFile = "stale-file"
    case duplicateFile = "duplicate-file"
    case superseded
    case missingSender = "missing-sender"
    case unknownCode = "unknown-code"
    case unique
    case totalRow = "total-row"
    case rejects
    case toleranceLimit = "tolerance-limit"
    case exceptionExpired = "exception-expired"
    case exceptionUnused = "exception-unused"
  }
  package var name: Name
  package var severity: Severity
  /// `source=…; file=…` and the like: name and value in order.
  package var key: [(name: String, value: String)]
  package var field: String
  package var left: Value
  package var right: Value
  package var difference: Value
  /// Type of `left`, `right` and `difference`.
  package var type: ValueType
  /// Worded when the notice is made: the facts of a broken file are many and rare.
  package var message: String
  /// The source and the value of its `each` that this is about; its owner answers.
  package var sender: (source: Int, value: String)?
  /// Where the rows stand; all of them, writers shorten the list.
  package var rows: [RowOrigin]

  package init(
    _ name: Name, severity: Severity, key: [(name: String, value: String)], field: String = "",
    left: Value = .missing, right: Value = .missing, difference: Value = .missing,
    type: ValueType = .money, message: String, rows: [RowOrigin] = []
  ) {
    self.name = name
    self.severity = severity
    self.key = key
    self.field = field
    self.left = left
    self.right = right
    self.difference = difference
    self.type = type
    self.message = message
    self.rows = rows
  }

  /// Kind of the finding that tells it.
  package var kind: FindingKind { name == .unique ? .duplicate : .failed }

  package var values: FindingValues {
    FindingValues(
      left: left, right: right, difference: difference, leftType: type, rightType: type,
      differenceType: type.ofDifference)
  }
}
