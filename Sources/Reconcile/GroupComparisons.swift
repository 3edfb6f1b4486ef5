import Ledger

extension Comparisons {
  /// Compares what was paired as a whole: amounts sum against sum, other columns row by row.
  func compareGroups(_ result: inout MatchResult) -> [Finding] {
    var findings: [Finding] = []
    for (index, group) in result.groups.enumerated() {
      for (number, comparison) in match.comparisons.enumerated()
      where !comparison.settledBy.contains(group.pass) {
        guard let window = windows[number] else { continue }
        if comparison.addsUp, case .exact(let lefts, let rights) = window.pair {
          if window.agree(sums: RowSums(group.rows, left: lefts, right: rights)) { continue }
          result.mark(group.rows, as: .differs)
          findings.append(
            finding(.group(match: self.index, comparison: number, group: index)))
        } else {
          for pair in window.disagreements(in: group.rows) {
            result.leftOutcomes[pair.left] = .differs
            result.rightOutcomes[pair.right] = .differs
            findings.append(
              finding(
                .pair(
                  match: self.index, comparison: number, left: pair.left, right: pair.right)))
          }
        }
      }
    }
    return findings
  }
}

extension Window {
  /// Rows of a group that agree with no row of the other side, each beside the nearest one there.
  func disagreements(in rows: RowSet) -> [(left: Int, right: Int)] {
    if rows.left.count == 1 {
      return rows.right.filter { !agrees(rows.left[0], $0) }.map { (rows.left[0], $0) }
    }
    if rows.right.count == 1 {
      return rows.left.filter { !agrees($0, rows.right[0]) }.map { ($0, rows.right[0]) }
    }
    let lefts = RowsByValue(rows.left, on: .left, self)
    let rights = RowsByValue(rows.right, on: .right, self)
    var found: Set<RowPlaces> = []
    for left in rows.left {
      let right = rights.partner(of: left)
      if !agrees(left, right) { found.insert(RowPlaces(left: left, right: right)) }
    }
    for right in rows.right {
      let left = lefts.partner(of: right)
      if !agrees(left, right) { found.insert(RowPlaces(left: left, right: right)) }
    }
    return found.map { ($0.left, $0.right) }.sorted { $0 < $1 }
  }
}

private struct RowPlaces: Hashable {
  let left: Int
  let right: Int
}
