/// Everything a run found out: pairs, balances, findings and the accounts that prove them complete.
package struct Reconciliation: Sendable {
  /// One for each match of the plan.
  package var matches: [MatchResult] = []
  /// One for each balance of the plan.
  package var balances: [BalanceResult] = []
  /// One for each check of the plan.
  package var checks: [CheckResult] = []
  package var notices: [Notice] = []
  /// Unordered; Reports sorts.
  package var findings: [Finding] = []
  /// Owners of match findings, each once; the first is nobody.
  package var owners: [String] = [""]

  package init() {}
}

/// What became of a row in a match.
package enum Outcome: UInt8, Sendable, CaseIterable {
  case matched, differs, missing, duplicate, ambiguous, pending
  /// Dropped by the `where` of the match's side.
  case filtered

  /// As `outcome` in rows.csv; a missing row is named by the side that lacks it.
  package func name(on side: MatchSide) -> String {
    switch self {
    case .matched: "matched"
    case .differs: "differs"
    case .missing: side == .left ? "missing-right" : "missing-left"
    case .duplicate: "duplicate"
    case .ambiguous: "ambiguous"
    case .pending: "pending"
    case .filtered: "filtered"
    }
  }
}

/// The pairs of one match and the outcome of every row.
package struct MatchResult: Sendable {
  /// For each left row the right row it is paired with, or −1.
  package var partnerOfLeft: [Int32]
  /// For each left row the pass that paired it, or 255.
  package var passOfLeft: [UInt8]
  /// One for each row of the left table.
  package var leftOutcomes: [Outcome]
  /// One for each row of the right table.
  package var rightOutcomes: [Outcome]
  /// Rows of duplicate and ambiguous findings.
  package var sets: [RowSet]
  /// Sets that stay open because a search met this limit of steps, by index into `sets`.
  package var stepLimits: [Int: Int]
  /// Rows that a pass paired as a whole, several at least on one side: their sums belong together.
  /// None of them has a partner of its own.
  package var groups: [PairedGroup]
  /// What bears out the causes of findings.
  package var evidence: [Evidence] = []
  /// Causes that many findings of one file or unit share.
  package var systemic: [SystemicGroup] = []
  /// One for each bridge of the plan.
  package var bridges: [[BridgeLine]]
  /// For each bridge Σ |right − left| of everything that differs within a tolerance.
  package var tolerated: [Int128]

  package init(leftCount: Int, rightCount: Int) {
    partnerOfLeft = Array(repeating: -1, count: leftCount)
    passOfLeft = Array(repeating: 255, count: leftCount)
    leftOutcomes = Array(repeating: .missing, count: leftCount)
    rightOutcomes = Array(repeating: .missing, count: rightCount)
    sets = []
    stepLimits = [:]
    groups = []
    bridges = []
    tolerated = []
  }
}

extension MatchResult {
  /// The rows that a finding is about.
  package func ownRows(of subject: Finding.Subject) -> RowSet {
    switch subject {
    case .pair(_, _, let left, let right): RowSet(left: [left], right: [right])
    case .group(_, _, let group): groups[group].rows
    case .unmatched(_, .left, let row): RowSet(left: [row], right: [])
    case .unmatched(_, .right, let row): RowSet(left: [], right: [row])
    case .set(_, let set): sets[set]
    case .systemic(_, let group): systemic[group].rows
    case .check, .notice: RowSet(left: [], right: [])
    }
  }
}

/// Rows of both sides that a pass paired as a whole: one against several, or several against several.
package struct PairedGroup: Sendable, Hashable {
  package var rows: RowSet
  /// By index into the match's passes.
  package var pass: Int

  package init(rows: RowSet, pass: Int) {
    self.rows = rows
    self.pass = pass
  }
}

/// One amount on the way from the left total to the right total.
package struct BridgeLine: Sendable, Hashable {
  package enum Side: String, Sendable { case left, right, both }
  package var side: Side
  /// `total`, `missing-right`, `missing-left`, `differs`, `duplicate`, `ambiguous`, `pending`,
  /// `accepted`, `within-tolerance`.
  package var category: String
  package var cause: Cause?
  /// Rows; pairs where the side is both.
  package var rows: Int
  /// Smallest units.
  package var amount: Int128
  /// Values of the match's `by` columns; empty for the totals.
  package var key: [Value]

  package init(
    side: Side, category: String, cause: Cause?, rows: Int, amount: Int128, key: [Value] = []
  ) {
    self.side = side
    self.category = category
    self.cause = cause
    self.rows = rows
    self.amount = amount
    self.key = key
  }
}

/// The figures of a balance at each level that is written or that a check needs.
package struct BalanceResult: Sendable {
  package var levels: [Level]

  package init(levels: [Level]) { self.levels = levels }

  /// One grouping: rows in order of key by code point, columns of dimensions and measures.
  package struct Level: Sendable {
    /// Dimension indexes in the balance's order.
    package var dimensions: [Int]
    /// For each dimension of the level a column of values, one for each row.
    package var keys: [ValueColumn]
    /// For each measure a column of values, one for each row.
    package var measures: [ValueColumn]
    package var rowCount: Int

    package init(dimensions: [Int], keys: [ValueColumn], measures: [ValueColumn], rowCount: Int) {
      self.dimensions = dimensions
      self.keys = keys
      self.measures = measures
      self.rowCount = rowCount
    }
  }

  /// The level of these dimensions (ascending indexes), which must exist.
  package func level(_ dimensions: [Int]) -> Level {
    guard let level = levels.first(where: { $0.dimensions == dimensions }) else {
      preconditionFailure("a level that no plan asked for was looked up")
    }
    return level
  }
}

/// The rows for which a check's condition held.
package struct CheckResult: Sendable {
  package var failures: [Failure]

  package init(failures: [Failure] = []) { self.failures = failures }

  /// One row, with everything its finding shows.
  package struct Failure: Sendable {
    /// Row of the source's table, left row of the pair, or row of the balance's level.
    package var row: Int
    package var difference: Value
    package var owner: String
    /// Values of the message's expressions, in order.
    package var messageValues: [Value]
    /// Rows behind it where they are ten or fewer.
    package var rows: [RowOrigin]
    /// An exact operation did not fit 128 bits, so that the condition is not known.
    package var isOverflow: Bool

    package init(
      row: Int, difference: Value, owner: String, messageValues: [Value], rows: [RowOrigin],
      isOverflow: Bool = false
    ) {
      self.row = row
      self.difference = difference
      self.owner = owner
      self.messageValues = messageValues
      self.rows = rows
      self.isOverflow = isOverflow
    }
  }
}
