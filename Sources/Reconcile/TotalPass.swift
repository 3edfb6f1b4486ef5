import Ledger

extension Pairing {
  /// Pairs all rows of a key on the left with all rows of it on the right; a key that one side has
  /// alone goes on to the next pass.
  mutating func pairTotals(
    _ conditions: [MatchPlan.Condition], pass: Int, jobs: Int
  ) async {
    guard let keys = KeyColumns(conditions, self) else { return }
    let found = await groups(
      keys, left: result.leftOutcomes, right: result.rightOutcomes, jobs: jobs)
    await pair(found, pass: pass, jobs: jobs) { keys.unequal($0) }
    for rows in found.flatMap(\.groups).flatMap(keys.split)
    where !rows.left.isEmpty && !rows.right.isEmpty {
      pair(rows, pass: pass)
    }
  }
}
