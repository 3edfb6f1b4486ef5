import Ledger

extension Diagnosis {
  /// Rows to which one of the same codes and the opposite amount is nearest in time; of two that are
  /// equally near it is not known which.
  mutating func explainReversals(_ family: Relatives, _ own: OwnSide, _ side: MatchSide) {
    for open in family.wanted where explanations.isOpen(open.finding) {
      guard let day = own.day(open.row) else { continue }
      let opposite = own.isPositive(open.row) ? family.negative : family.positive
      switch nearest(to: day, among: opposite) {
      case .none: break
      case .one(let row): explanations.explain(open.finding, .reversed, Evidence(side, [row]))
      case .several: explanations.close(open.finding)
      }
    }
  }
}

private enum Nearest {
  case none
  case one(Int)
  case several
}

/// `rows` ascend by day.
private func nearest(to day: Int32, among rows: [DatedRow]) -> Nearest {
  var (low, high) = (0, rows.count)
  while low < high {
    let middle = (low + high) / 2
    if rows[middle].day < day { low = middle + 1 } else { high = middle }
  }
  // The nearest is the last one before the day, or the first one on or after it; beside either stands
  // whatever is as near.
  let candidates = [low - 2, low - 1, low, low + 1].filter(rows.indices.contains)
  func distance(_ place: Int) -> Int64 { abs(Int64(rows[place].day) - Int64(day)) }
  guard let least = candidates.map(distance).min() else { return .none }
  let best = candidates.filter { distance($0) == least }
  return best.count == 1 ? .one(rows[best[0]].row) : .several
}
