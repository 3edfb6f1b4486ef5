import Ledger

extension MatchTracer {
  /// What a pass over sums found for a row that was free when it began.
  func sums(
    _ subset: MatchPlan.Subset, _ side: MatchSide, _ row: Int, pass: Int
  ) async -> SumTrace? {
    var pairing = Pairing(left: left, right: right, calendar: calendar)
    pairing.result.leftOutcomes = uses.outcomes(.left, before: pass)
    pairing.result.rightOutcomes = uses.outcomes(.right, before: pass)
    guard
      let (finder, sets) = await pairing.subsetFinder(
        subset, plan.passes[pass].conditions, jobs: jobs)
    else { return nil }
    let rows = sets.first { (side == .left ? $0.left : $0.right).contains(row) }
    return finder.trace(side, row, among: rows ?? RowSet(left: [], right: []))
  }
}

extension SubsetFinder {
  /// What one row adds up from, and the rows that it is a part of.
  func trace(_ side: MatchSide, _ row: Int, among rows: RowSet) -> SumTrace {
    let lefts = SubsetSide(rows.left, on: .left, left, identities.left, windows)
    let rights = SubsetSide(rows.right, on: .right, right, identities.right, windows)
    let (own, other) = side == .left ? (lefts, rights) : (rights, lefts)
    var trace = SumTrace(
      candidateCount: 0, outcome: .none, parts: [], wholes: [], stepLimit: stepCountMax)
    guard let index = own.classes.firstIndex(where: { $0.contains(row) }) else { return trace }
    let answer = answer(for: index, of: own, among: other)
    trace.candidateCount = other.reach.order[answer.reach].reduce(0) {
      $0 + other.classes[$1].count
    }
    trace.outcome =
      switch answer.outcome {
      case .none: .none
      case .single: .one
      case .several: .several
      case .gaveUp: .gaveUp
      }
    trace.parts = answer.parts.flatMap { other.classes[$0] }.sorted()
    for whole in other.classes.indices
    where self.answer(for: whole, of: other, among: own).parts.contains(index) {
      trace.wholes += other.classes[whole]
    }
    trace.wholes.sort()
    return trace
  }
}
