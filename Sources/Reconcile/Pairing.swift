import Ledger

/// The rows of a match while passes take them: who is paired, who is still free.
struct Pairing {
  let left: Table
  let right: Table
  var result: MatchResult
  /// Rows that no pass, duplicate or filter has taken.
  var leftIsFree: [Bool]
  var rightIsFree: [Bool]
  /// Equally good candidates of some pass, for the rows that no later pass takes.
  var ties: [(left: Int, right: Int)] = []

  init(left: Table, right: Table) {
    self.left = left
    self.right = right
    result = MatchResult(leftCount: left.rowCount, rightCount: right.rowCount)
    leftIsFree = Array(repeating: true, count: left.rowCount)
    rightIsFree = Array(repeating: true, count: right.rowCount)
  }

  /// Pairs two free rows.
  mutating func pair(_ left: Int, _ right: Int, pass: Int) {
    precondition(leftIsFree[left] && rightIsFree[right], "a row is used by one pairing only")
    leftIsFree[left] = false
    rightIsFree[right] = false
    result.partnerOfLeft[left] = Int32(truncatingIfNeeded: right)
    result.passOfLeft[left] = UInt8(truncatingIfNeeded: pass)
    result.leftOutcomes[left] = .matched
    result.rightOutcomes[right] = .matched
  }

  /// Takes rows out of play as one finding, and says which set they make.
  mutating func setAside(_ rows: RowSet, as outcome: Outcome) -> Int {
    for row in rows.left {
      leftIsFree[row] = false
      result.leftOutcomes[row] = outcome
    }
    for row in rows.right {
      rightIsFree[row] = false
      result.rightOutcomes[row] = outcome
    }
    result.sets.append(rows)
    return result.sets.count - 1
  }
}
