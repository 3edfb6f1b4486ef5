import Ledger

extension Pairing {
  /// One-to-one pairing on equal keys.
  ///
  /// In the first pass a key that stands several times is a duplicate, unless it stands equally often
  /// on both sides in rows that are the same; in later passes its rows are ambiguous, unless the rows
  /// of each side are the same and pair in order. Returns the sets of duplicate rows.
  mutating func pairOnEqualKeys(
    _ conditions: [MatchPlan.Condition], pass: Int, isFirst: Bool, jobs: Int
  ) async -> [Int] {
    guard let keys = KeyColumns(conditions, self) else { return [] }
    let groups = await pairSingles(keys, pass: pass, jobs: jobs) { keys.unequal($0) }
    let (lefts, rights) = (Identity(left), Identity(right))
    var duplicates: [Int] = []
    for group in groups {
      let areSame = lefts.areSame(group.left) && rights.areSame(group.right)
      if isFirst {
        if areSame, group.left.count == group.right.count {
          for (left, right) in zip(group.left, group.right) { pair(left, right, pass: pass) }
        } else if group.left.count > 1 || group.right.count > 1 {
          duplicates.append(setAside(group, as: .duplicate))
        }
      } else if areSame {
        for (left, right) in zip(group.left, group.right) { pair(left, right, pass: pass) }
      } else if !group.left.isEmpty, !group.right.isEmpty {
        ties.append(group)
      }
    }
    return duplicates
  }
}
