import Ledger

/// How the rows of the other side stand to one row under the conditions of a pass.
struct Candidacy {
  private let windows: [Window]
  private let uses: RowUses
  private let side: MatchSide
  private let row: Int
  private let pass: Int

  /// Candidates shown; more help nobody.
  private static let countMax = 5

  /// nil when a column was not read.
  init?(
    _ conditions: [MatchPlan.Condition], _ tracer: MatchTracer, _ side: MatchSide, _ row: Int,
    pass: Int
  ) {
    var windows: [Window] = []
    for condition in conditions {
      guard let l = tracer.left.columns[condition.left],
        let r = tracer.right.columns[condition.right]
      else { return nil }
      windows.append(Window(left: l, right: r, test: condition.test, tracer.calendar))
    }
    self.windows = windows
    self.uses = tracer.uses
    self.side = side
    self.row = row
    self.pass = pass
  }

  /// The first condition in which the row's own cell is empty.
  var emptyCondition: Int? {
    windows.firstIndex { $0.pair.number(row, on: side) == nil && $0.pair.text(row, on: side) == "" }
  }

  /// The rows that come nearest, of those that meet at least half of the conditions, and how many
  /// others meet some. A row that another pairing used is named where it meets them all.
  func nearest() -> (rows: [CandidateTrace], otherCount: Int) {
    var best: [(rank: Rank, row: CandidateTrace)] = []
    var count = 0
    let others = side == .left ? uses.right : uses.left
    for other in others.indices where others[other] != RowUses.filtered {
      let failed = windows.indices.filter { !admits(windows[$0], other) }
      let isUsed = others[other] <= pass
      if failed.count == windows.count || isUsed && !failed.isEmpty { continue }
      count += 1
      if failed.count * 2 > windows.count { continue }
      let candidate = candidate(other, failed)
      let rank = Rank(candidate, isUsed: isUsed)
      if best.count == Candidacy.countMax, !(rank < best[best.count - 1].rank) { continue }
      best.insert((rank, candidate), at: best.firstIndex { rank < $0.rank } ?? best.count)
      if best.count > Candidacy.countMax { best.removeLast() }
    }
    let rows = best.map { place in
      var candidate = place.row
      if others[candidate.row] <= pass, !isPartner(candidate.row) {
        candidate.use = uses.use(side == .left ? .right : .left, candidate.row)
      }
      return candidate
    }
    return (rows, count - rows.count)
  }

  /// Whether both came to stand in one pair, group or set.
  private func isPartner(_ other: Int) -> Bool {
    guard let rows = uses.use(side, row)?.rows else { return false }
    return (side == .left ? rows.right : rows.left).contains(other)
  }

  private func admits(_ window: Window, _ other: Int) -> Bool {
    side == .left ? window.admits(row, other) : window.admits(other, row)
  }

  private func candidate(_ other: Int, _ failed: [Int]) -> CandidateTrace {
    let (left, right) = side == .left ? (row, other) : (other, row)
    var candidate = CandidateTrace(
      row: other, failed: failed.first,
      difference: failed.first.flatMap { windows[$0].pair.difference(left, right) },
      failedCount: failed.count)
    if failed.isEmpty {
      candidate.deviation = windows.reduce(.zero) { sum, window in
        sum.flatMap { window.deviation(left, right)?.adding($0) }
      }
    }
    return candidate
  }

  /// The order in which candidates are told: fewest failed conditions, free rows, nearest.
  private struct Rank {
    let candidate: CandidateTrace
    let isUsed: Bool

    init(_ candidate: CandidateTrace, isUsed: Bool) {
      self.candidate = candidate
      self.isUsed = isUsed
    }

    static func < (a: Rank, b: Rank) -> Bool {
      let (x, y) = (a.candidate, b.candidate)
      if x.failedCount != y.failedCount { return x.failedCount < y.failedCount }
      if a.isUsed != b.isUsed { return b.isUsed }
      if let p = x.deviation, let q = y.deviation, p != q { return p < q }
      // Who meets more of the first conditions stands nearer.
      if x.failed != y.failed { return (x.failed ?? .max) > (y.failed ?? .max) }
      let (p, q) = (x.difference?.magnitude ?? .max, y.difference?.magnitude ?? .max)
      return p != q ? p < q : x.row < y.row
    }
  }
}
