extension MatchResult {
  /// A row with all rows that it came to stand with in a pair, a group or a set; alone where nothing
  /// took it.
  package func rows(with side: MatchSide, _ row: Int) -> RowSet {
    if side == .left, partnerOfLeft[row] >= 0 {
      return RowSet(left: [row], right: [Int(partnerOfLeft[row])])
    }
    if side == .right, let left = partnerOfLeft.firstIndex(of: Int32(row)) {
      return RowSet(left: [left], right: [row])
    }
    func holds(_ rows: RowSet) -> Bool {
      (side == .left ? rows.left : rows.right).contains(row)
    }
    return groups.first { holds($0.rows) }?.rows ?? sets.first(where: holds)
      ?? RowSet(left: side == .left ? [row] : [], right: side == .right ? [row] : [])
  }
}
