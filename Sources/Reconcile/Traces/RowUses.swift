import Ledger

/// Which pass used each row of a match, told from what the match came to.
struct RowUses {
  private let match: MatchPlan
  private let result: MatchResult
  /// The pass by row; `free` for rows that none used, `filtered` for those that took no part.
  private(set) var left: [Int]
  private(set) var right: [Int]

  static let free = Int.max
  static let filtered = -1

  init(_ match: MatchPlan, _ result: MatchResult) {
    self.match = match
    self.result = result
    left = result.leftOutcomes.map { $0 == .filtered ? RowUses.filtered : RowUses.free }
    right = result.rightOutcomes.map { $0 == .filtered ? RowUses.filtered : RowUses.free }
    for (row, partner) in result.partnerOfLeft.enumerated() where partner >= 0 {
      left[row] = Int(result.passOfLeft[row])
      right[Int(partner)] = Int(result.passOfLeft[row])
    }
    for group in result.groups {
      for row in group.rows.left { left[row] = group.pass }
      for row in group.rows.right { right[row] = group.pass }
    }
    guard match.repeats == .refuse else { return }
    // Repeated keys are set aside by the first pass; with `repeats: pair` only after the last one.
    for (row, outcome) in result.leftOutcomes.enumerated() where outcome == .duplicate {
      left[row] = 0
    }
    for (row, outcome) in result.rightOutcomes.enumerated() where outcome == .duplicate {
      right[row] = 0
    }
  }

  /// The pass that used a row.
  func pass(_ side: MatchSide, _ row: Int) -> Int { side == .left ? left[row] : right[row] }

  /// Whether a row was there for a pass to take.
  func isFree(_ side: MatchSide, _ row: Int, before pass: Int) -> Bool {
    self.pass(side, row) >= pass
  }

  /// What used a row; nil for a row that nothing used.
  func use(_ side: MatchSide, _ row: Int) -> RowUse? {
    let pass = pass(side, row)
    guard pass != RowUses.free, pass != RowUses.filtered else { return nil }
    let outcome = side == .left ? result.leftOutcomes[row] : result.rightOutcomes[row]
    return RowUse(
      pass: pass, rows: result.rows(with: side, row), isSetAside: outcome == .duplicate)
  }

  /// Outcomes as they were when a pass began.
  func outcomes(_ side: MatchSide, before pass: Int) -> [Outcome] {
    (side == .left ? left : right).map {
      $0 == RowUses.filtered ? .filtered : $0 < pass ? .matched : .missing
    }
  }
}
