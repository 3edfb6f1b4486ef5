import Ledger

extension Diagnosis {
  /// Why a key is repeated, in the order split or merged, reversed, duplicate posting; a mistyped
  /// number is looked for later.
  mutating func explainRepeats() {
    let repeats = explanations.openRepeats(result)
    guard !repeats.isEmpty else { return }
    let sides = (left: OwnSide(self, .left), right: OwnSide(self, .right))
    for (rows, finding) in repeats {
      if match.repeats == .pair {
        // Rows left over that equal a paired one.
        explanations.explain(finding, .duplicatePosting)
      } else if let cause = cause(of: rows, sides.left, sides.right) {
        explanations.explain(finding, cause)
      }
    }
  }

  private func cause(of rows: RowSet, _ left: OwnSide, _ right: OwnSide) -> Cause? {
    if let cause = splitCause(of: rows, left, right) { return cause }
    if left.cancels(rows.left) || right.cancels(rows.right) { return .reversed }
    let areEqual = left.areEqual(rows.left) && right.areEqual(rows.right)
    return areEqual ? .duplicatePosting : nil
  }

  /// All parts carry the number of the row that they add up to.
  private func splitCause(of rows: RowSet, _ left: OwnSide, _ right: OwnSide) -> Cause? {
    guard min(rows.left.count, rows.right.count) == 1, max(rows.left.count, rows.right.count) > 1,
      let lefts = left.amounts(of: rows.left), let rights = right.amounts(of: rows.right)
    else { return nil }
    let (l, r) = (lefts.reduce(0, +), rights.reduce(0, +))
    guard l != 0, r != 0, abs(r - l) <= agreement.slack(l, rowCount: lefts.count + rights.count)
    else { return nil }
    return rows.left.count == 1 ? .split : .merged
  }
}
