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
  /// `not-sent`: who has sent nothing.
  package var sender = ""
  /// `miscoded` and `mistyped-key` between two rows: the column that tells them apart.
  package var column: MatchPlan.SharedColumn?

  package init() {}
}

/// Findings of one cause that make up so much of one file or unit that the cause is one thing.
package struct SystemicGroup: Sendable {
  package enum Scope: Sendable, Hashable {
    /// A file or an entry of an archive, by index into the table's segments.
    case file(Int)
    /// A value of a column that names units.
    case unit(column: Int, value: String)
    /// All of the source.
    case source
  }
  /// The side whose file or unit it is.
  package var side: MatchSide
  package var scope: Scope
  /// The comparison in which the rows differ, by index; nil for rows that stand alone or repeat a key.
  package var comparison: Int?
  package var findingCount: Int
  /// Rows of the side in that file or unit, of which `rows` are a half at least.
  package var rowCount: Int
  /// The rows of the findings.
  package var rows: RowSet

  package init(
    side: MatchSide, scope: Scope, comparison: Int?, findingCount: Int, rowCount: Int, rows: RowSet
  ) {
    self.side = side
    self.scope = scope
    self.comparison = comparison
    self.findingCount = findingCount
    self.rowCount = rowCount
    self.rows = rows
  }
}
