/// Findings that a rule file accepts for now: which, why, on whose word and until when.
package struct ExceptionPlan: Sendable {
  package enum Subject: Sendable, Hashable {
    /// By index into the plan.
    case check(Int)
    case match(Int)
    /// The condition stands over a row of these parts of a notice's key, all of them text.
    case builtIn(Notice.Name, parts: [String])
  }
  /// The largest difference that is accepted, of a type; differences of other types are not held
  /// against it.
  package struct Limit: Sendable, Hashable {
    /// Money in smallest units.
    package var value: Ratio
    package var type: ValueType

    package init(value: Ratio, type: ValueType) {
      self.value = value
      self.type = type
    }
  }
  /// What `check` says: a check, a match or a built-in.
  package var check: String
  package var subject: Subject
  package var condition: Expression
  /// The condition as it is written.
  package var conditionText: String
  package var because: String
  package var by: String
  /// The last day on which it holds.
  package var until: Day
  package var limit: Limit?
  /// False where `--only` leaves out what could meet it, so that meeting nothing says nothing.
  package var isExpectedToBeMet = true

  package init(
    check: String, subject: Subject, condition: Expression, conditionText: String, because: String,
    by: String, until: Day, limit: Limit?
  ) {
    self.check = check
    self.subject = subject
    self.condition = condition
    self.conditionText = conditionText
    self.because = because
    self.by = by
    self.until = until
    self.limit = limit
  }
}

/// What an exception does to a finding that meets it; by index into the plan's exceptions.
package enum Exemption: Sendable, Hashable {
  case accepted(Int)
  /// It would be accepted, had the exception not run out.
  case expired(Int)
  /// It would be accepted, were its difference not larger than the limit.
  case beyondLimit(Int)
}
