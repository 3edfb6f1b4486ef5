import Ledger

/// The rows of a match while passes take them: who is paired, who is still free.
struct Pairing {
  let left: Table
  let right: Table
  var result: MatchResult
  /// Equally good candidates of some pass, for the rows that no later pass takes.
  var ties: [(left: Int, right: Int)] = []

  init(left: Table, right: Table) {
    self.left = left
    self.right = right
    result = MatchResult(leftCount: left.rowCount, rightCount: right.rowCount)
  }

  // A row is free while its outcome is still that of a row that nothing took.

  func leftIsFree(_ row: Int) -> Bool { result.leftOutcomes[row] == .missing }
  func rightIsFree(_ row: Int) -> Bool { result.rightOutcomes[row] == .missing }

  /// Pairs two free rows.
  mutating func pair(_ left: Int, _ right: Int, pass: Int) {
    precondition(leftIsFree(left) && rightIsFree(right), "a row is used by one pairing only")
    result.partnerOfLeft[left] = Int32(truncatingIfNeeded: right)
    result.passOfLeft[left] = UInt8(truncatingIfNeeded: pass)
    result.leftOutcomes[left] = .matched
    result.rightOutcomes[right] = .matched
  }

  /// Takes rows out of play as one finding, and says which set they make.
  mutating func setAside(_ rows: RowSet, as outcome: Outcome) -> Int {
    for row in rows.left {
      result.leftOutcomes[row] = outcome
    }
    for row in rows.right {
      result.rightOutcomes[row] = outcome
    }
    result.sets.append(rows)
    return result.sets.count - 1
  }
}
