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
    guard kept == intake.tables[index].rowCount else {
      throw BrokenLaw(description: "\(source.name): \(kept) rows kept, table of other length")
    }
  }
  for (match, result) in zip(plan.matches, found.matches) {
    var isTaken = Array(repeating: false, count: result.rightOutcomes.count)
    for partner in result.partnerOfLeft where partner >= 0 {
      guard !isTaken[Int(partner)] else {
        throw BrokenLaw(description: "\(match.name): right row \(partner) is paired twice")
      }
      isTaken[Int(partner)] = true
    }
    for (row, outcome) in result.rightOutcomes.enumerated()
    where isTaken[row] != (outcome == .matched || outcome == .differs) {
      throw BrokenLaw(description: "\(match.name): right row \(row) is \(outcome) wrongly")
    }
    for lines in result.bridges where !lines.isEmpty {
      let residual =
        lines.dropLast().reduce(0) { $0 + $1.amount } - (lines.last?.amount ?? 0)
      guard residual == 0 else {
        throw BrokenLaw(description: "\(match.name): the bridge leaves \(residual)")
      }
    }
  }
}
