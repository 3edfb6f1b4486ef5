/// Why a finding of a match came about, as `cause` in discrepancies.csv; in the order in which causes
/// are tried.
package enum Cause: String, Sendable, CaseIterable {
  /// Whoever should have sent the row's partner has sent nothing.
  case notSent = "not-sent"
  case unitScale = "unit-scale"
  case sign
  case transposedDigits = "transposed-digits"
  case droppedDigit = "dropped-digit"
  case rounding
  /// One left row against several right rows that add up to it.
  case split
  /// Several left rows against one right row that they add up to.
  case merged
  case duplicatePosting = "duplicate-posting"
  case reversed
  case dateShift = "date-shift"
  case miscoded
  case mistypedKey = "mistyped-key"
  case cutOff = "cut-off"
  /// None of these, or several of one kind.
  case unknown
}

/// What bears a cause out, for messages and places.
package struct Evidence: Sendable, Hashable {
  /// Rows besides the finding's own.
  package var partners = RowSet(left: [], right: [])
  /// `unit-scale` and `rounding`: a power of ten.
  package var exponent = 0
  /// `cut-off`: the newest date of the other side.
  package var day: Int32 = 0
  /// `miscoded` and `mistyped-key` between two rows: the column that tells them apart.
  package var column: MatchPlan.SharedColumn?

  package init() {}
}
