/// How one row fared in the passes of a match, up to the one that used it: what `explain` shows.
package struct RowTrace: Sendable {
  package var side: MatchSide
  package var row: Int
  package var passes: [PassTrace]

  package init(side: MatchSide, row: Int, passes: [PassTrace]) {
    self.side = side
    self.row = row
    self.passes = passes
  }
}

/// What a pass did with a row that was free when it began.
package struct PassTrace: Sendable {
  package enum Result: Sendable, Hashable {
    /// Paired, with all rows of the pair or group.
    case paired(RowSet)
    /// Taken out of play with all rows of its key, which stands several times.
    case setAside(RowSet)
    /// Rows of the other side fit that the pass could not choose between.
    case undecided
    /// Rows of the other side have the key, none of them the same compared values.
    case unequal
    /// The search for sums took more steps than it may.
    case gaveUp(stepLimit: Int)
    /// The row's own cell of a condition is empty.
    case empty(condition: Int)
    /// Nothing fits.
    case alone
  }
  /// By index into the match's passes.
  package var pass: Int
  package var result: Result
  /// Rows of the other side, nearest first.
  package var candidates: [CandidateTrace]
  /// Further rows of the other side that meet some of the conditions.
  package var otherCount: Int
  /// What a pass over sums found for the row.
  package var sums: SumTrace?

  package init(pass: Int, result: Result, candidates: [CandidateTrace], otherCount: Int) {
    self.pass = pass
    self.result = result
    self.candidates = candidates
    self.otherCount = otherCount
  }
}

/// A row of the other side as a pass held it against a row.
package struct CandidateTrace: Sendable {
  package var row: Int
  /// The first condition that did not hold, by index; nil where all did.
  package var failed: Int?
  /// Right minus left in the failed condition, in the unit the columns are stored in, or in working
  /// days; nil where a cell is empty or holds text.
  package var difference: Int64?
  package var failedCount: Int
  /// How far the pair is from perfect, the deviations relative to their windows added up.
  package var deviation: Ratio?
  /// What used the row before, or in this pass; nil for a row that was free.
  package var use: RowUse?

  package init(row: Int, failed: Int?, difference: Int64?, failedCount: Int) {
    self.row = row
    self.failed = failed
    self.difference = difference
    self.failedCount = failedCount
  }
}

/// The pass that used a row, and all rows of the pair, group or set it came to stand in.
package struct RowUse: Sendable, Hashable {
  package var pass: Int
  package var rows: RowSet
  /// Set aside with its key instead of being paired.
  package var isSetAside: Bool

  package init(pass: Int, rows: RowSet, isSetAside: Bool) {
    self.pass = pass
    self.rows = rows
    self.isSetAside = isSetAside
  }
}

/// What was found for one row among sums of the other side's rows.
package struct SumTrace: Sendable, Hashable {
  package enum Outcome: String, Sendable {
    case none
    case one
    case several
    case gaveUp = "gave-up"
  }
  /// Rows of the other side that could be parts of the row.
  package var candidateCount: Int
  package var outcome: Outcome
  /// Rows of the other side that stand in an answer.
  package var parts: [Int]
  /// Rows of the other side in whose sum the row stands.
  package var wholes: [Int]
  package var stepLimit: Int

  package init(
    candidateCount: Int, outcome: Outcome, parts: [Int], wholes: [Int], stepLimit: Int
  ) {
    self.candidateCount = candidateCount
    self.outcome = outcome
    self.parts = parts
    self.wholes = wholes
    self.stepLimit = stepLimit
  }
}

/// How a pair, or the sums of a group, came out of a comparison.
package struct ComparisonTrace: Sendable {
  package enum Result: String, Sendable {
    case equal
    case within
    case differs
    /// The pass that paired the rows has looked at the column.
    case settled
  }
  /// By index into the match's comparisons.
  package var comparison: Int
  package var result: Result
  package var left: Value
  package var right: Value
  /// Right minus left; missing for text.
  package var difference: Value
  /// Working days instead of days.
  package var countsWorkingDays = false

  package init(
    comparison: Int, result: Result, left: Value, right: Value, difference: Value
  ) {
    self.comparison = comparison
    self.result = result
    self.left = left
    self.right = right
    self.difference = difference
  }
}

/// Where a figure of a balance comes from.
package struct AggregateTrace: Sendable {
  /// By index into the balance's aggregates.
  package var aggregate: Int
  package var value: Value
  /// The rows of the aggregate's source that go into it, in file order.
  package var rows: [Int]

  package init(aggregate: Int, value: Value, rows: [Int]) {
    self.aggregate = aggregate
    self.value = value
    self.rows = rows
  }
}

/// What a check saw in one row.
package struct CheckTrace: Sendable {
  /// By index into the plan's checks.
  package var check: Int
  /// nil where a value is missing, so that the condition is unknown.
  package var holds: Bool?
  /// What the condition compares, each with its value.
  package var operands: [Operand]

  package struct Operand: Sendable {
    package var expression: Expression
    package var value: Value

    package init(expression: Expression, value: Value) {
      self.expression = expression
      self.value = value
    }
  }

  package init(check: Int, holds: Bool?, operands: [Operand]) {
    self.check = check
    self.holds = holds
    self.operands = operands
  }
}

/// A row as its file has it.
package struct RawRow: Sendable, Hashable {
  package struct Cell: Sendable, Hashable {
    /// By index into the source's columns.
    package var column: Int
    package var heading: String
    package var text: String

    package init(column: Int, heading: String, text: String) {
      self.column = column
      self.heading = heading
      self.text = text
    }
  }
  /// In the order of the file.
  package var cells: [Cell]

  package init(cells: [Cell]) { self.cells = cells }
}
