import Ledger

/// A line of a bridge, and what some rows have in it.
struct BridgeShare {
  /// The bridged column.
  var column: String
  var line: BridgeLine
  var amount: Int128
}

extension RunFacts {
  /// Where rows that a match brought together stand in its bridges; none where they agree.
  func bridgeShares(_ explanation: Explanation, _ list: FindingList) -> [BridgeShare] {
    guard case .rows(let match, let rows) = explanation.topic else { return [] }
    let plan = plan.matches[match]
    let findings = explanation.findings.map(list.finding(at:))
    return plan.bridges.indices.compactMap { index in
      let bridge = plan.bridges[index]
      let amount =
        sum(plan.right.source, bridge.right, rows.right)
        - sum(plan.left.source, bridge.left, rows.left)
      guard amount != 0 else { return nil }
      let told = findings.first { isAbout(bridge, $0.subject, plan) }
      let category =
        told.map { $0.standing == .counted ? $0.kind.rawValue : $0.standing.rawValue }
        ?? "within-tolerance"
      var side = BridgeLine.Side.both
      if case .unmatched(_, let own, _) = told?.subject { side = own == .left ? .left : .right }
      let key = key(rows, plan)
      let line = reconciliation.matches[match].bridges[index].first {
        $0.side == side && $0.category == category && $0.cause == told?.cause && $0.key == key
      }
      return line.map { BridgeShare(column: bridge.name, line: $0, amount: amount) }
    }
  }

  /// Whether a finding tells the amount of a bridge.
  private func isAbout(
    _ bridge: MatchPlan.SharedColumn, _ subject: Finding.Subject, _ plan: MatchPlan
  ) -> Bool {
    switch subject {
    case .pair(_, let index, _, _), .group(_, let index, _):
      plan.comparisons[index].left == bridge.left && plan.comparisons[index].right == bridge.right
    case .unmatched, .set: true
    case .systemic, .check, .notice: false
    }
  }

  private func sum(_ source: Int, _ column: Int, _ rows: [Int]) -> Int128 {
    guard case .exact(let amounts)? = intake.tables[source].columns[column] else { return 0 }
    return rows.reduce(0) { $0 + (amounts[$1] == Column.missingExact ? 0 : Int128(amounts[$1])) }
  }

  private func key(_ rows: RowSet, _ match: MatchPlan) -> [Value] {
    match.by.map { dimension in
      let isLeft = !rows.left.isEmpty
      let table = intake.tables[isLeft ? match.left.source : match.right.source]
      let row = rows.left.first ?? rows.right.first ?? 0
      return table.columns[isLeft ? dimension.left : dimension.right]?
        .value(ofRow: row, type: dimension.type) ?? .missing
    }
  }
}
