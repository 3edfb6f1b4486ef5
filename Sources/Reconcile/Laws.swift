import Ledger

/// Something that cannot be true of a finished run; nothing is written then.
package struct BrokenLaw: Error {
  /// Which law, and where; for the developers.
  package var description: String
}

/// The row account, the bridges and the use of every row once: held at the end of every run.
func enforceLaws(
  _ plan: Plan, _ intake: Intake, _ found: Reconciliation
) throws(BrokenLaw) {
  for file in intake.files {
    for table in file.tables where !table.account.isBalanced {
      throw BrokenLaw(
        description: "row account of \(file.path) \(table.entry ?? ""): \(table.account)")
    }
  }
  for (index, source) in plan.sources.enumerated() {
    let kept = intake.files.filter { $0.source == index }.flatMap(\.tables)
      .reduce(0) { $0 + $1.account.kept }
    let table = intake.tables[index]
    let rows =
      source.unpivot == nil
      ? table.rowCount : table.segments.reduce(0) { $0 + $1.records.count }
    guard kept == rows else {
      throw BrokenLaw(description: "\(source.name): \(kept) rows kept, table of other length")
    }
  }
  for (match, result) in zip(plan.matches, found.matches) {
    try enforceSingleUse(result, match.name)
    for lines in result.bridges where !lines.isEmpty {
      let residual =
        lines.dropLast().reduce(0) { $0 + $1.amount } - (lines.last?.amount ?? 0)
      guard residual == 0 else {
        throw BrokenLaw(description: "\(match.name): the bridge leaves \(residual)")
      }
    }
  }
}

/// Rows that are matched or differ stand in one pair or group, all others in none.
private func enforceSingleUse(_ result: MatchResult, _ match: String) throws(BrokenLaw) {
  var lefts = result.partnerOfLeft.map { $0 >= 0 ? UInt8(1) : 0 }
  var rights = Array(repeating: UInt8(0), count: result.rightOutcomes.count)
  func use(_ row: Int, _ uses: inout [UInt8], _ side: MatchSide) throws(BrokenLaw) {
    guard uses[row] == 0 else {
      throw BrokenLaw(description: "\(match): \(side) row \(row) is used twice")
    }
    uses[row] = 1
  }
  for partner in result.partnerOfLeft where partner >= 0 { try use(Int(partner), &rights, .right) }
  for group in result.groups {
    for row in group.rows.left { try use(row, &lefts, .left) }
    for row in group.rows.right { try use(row, &rights, .right) }
  }
  for (side, outcomes, uses) in [
    (MatchSide.left, result.leftOutcomes, lefts), (.right, result.rightOutcomes, rights),
  ] {
    for (row, outcome) in outcomes.enumerated()
    where (uses[row] == 1) != (outcome == .matched || outcome == .differs) {
      throw BrokenLaw(description: "\(match): \(side) row \(row) is \(outcome) wrongly")
    }
  }
}
