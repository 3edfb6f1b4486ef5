import Ledger

extension Pairing {
  /// Pairs all rows of a key on the left with all rows of it on the right; a key that one side has
  /// alone goes on to the next pass.
  mutating func pairTotals(
    _ conditions: [MatchPlan.Condition], pass: Int, jobs: Int
  ) async {
    guard let keys = KeyColumns(conditions, self) else { return }
    let groups = await pairSingles(keys, pass: pass, jobs: jobs) { keys.unequal($0) }
    for rows in groups
    where !rows.left.isEmpty && !rows.right.isEmpty {
      pair(rows, pass: pass)
    }
  }
}
