import Ledger

/// The rows of a match while passes take them: who is paired, who is still free.
struct Pairing {
  let left: Table
  let right: Table
  let calendar: WorkingCalendar?
  var result: MatchResult
  /// Rows of both sides that some pass could not tell apart, for those that no later pass takes.
  var ties: [RowSet] = []
  /// Rows whose search for subsets met its limit of steps, for those that no later pass takes.
  var undecided: [UndecidedRow] = []
  /// Of the pass at work.
  var progress = PassProgress()

  init(left: Table, right: Table, calendar: WorkingCalendar? = nil) {
    self.left = left
    self.right = right
    self.calendar = calendar
    result = MatchResult(leftCount: left.rowCount, rightCount: right.rowCount)
  }

  // A row is free while its outcome is still that of a row that nothing took.

  func leftIsFree(_ row: Int) -> Bool { result.leftOutcomes[row].isMissing }
  func rightIsFree(_ row: Int) -> Bool { result.rightOutcomes[row].isMissing }

  /// Pairs two free rows.
  mutating func pair(_ left: Int, _ right: Int, pass: Int) {
    precondition(leftIsFree(left) && rightIsFree(right), "a row is used by one pairing only")
    result.partnerOfLeft[left] = Int32(truncatingIfNeeded: right)
    result.passOfLeft[left] = UInt8(truncatingIfNeeded: pass)
    result.leftOutcomes[left] = .matched
    result.rightOutcomes[right] = .matched
  }

  /// Pairs free rows as a whole: one with one as a pair, more of them as a group.
  mutating func pair(_ rows: RowSet, pass: Int) {
    if rows.left.count == 1, rows.right.count == 1 {
      pair(rows.left[0], rows.right[0], pass: pass)
      return
    }
    precondition(
      rows.left.allSatisfy(leftIsFree) && rows.right.allSatisfy(rightIsFree),
      "a row is used by one pairing only")
    result.mark(rows, as: .matched)
    result.groups.append(PairedGroup(rows: rows, pass: pass))
  }

  /// Takes rows out of play as one finding, and says which set they make.
  mutating func setAside(_ rows: RowSet, as outcome: Outcome) -> Int {
    result.mark(rows, as: outcome)
    result.sets.append(rows)
    return result.sets.count - 1
  }

  /// Pairs free rows whose keys stand once on each side; returns the rows of all other keys.
  ///
  /// `refuted` gives those of some pairs that are none in fact.
  mutating func pairSingles(
    _ keys: KeyColumns, pass: Int, jobs: Int,
    refuted: @escaping @Sendable ([RowPair]) -> [RowPair]
  ) async -> [RowSet] {
    let groups = await groups(
      keys, left: result.leftOutcomes, right: result.rightOutcomes,
      partners: &result.partnerOfLeft, jobs: jobs)
    for pair in await all(refuted, jobs: jobs) { result.partnerOfLeft[Int(pair.left)] = -1 }
    for left in 0..<left.rowCount where leftIsFree(left) {
      let right = Int(result.partnerOfLeft[left])
      guard right >= 0 else { continue }
      result.passOfLeft[left] = UInt8(truncatingIfNeeded: pass)
      result.leftOutcomes[left] = .matched
      result.rightOutcomes[right] = .matched
    }
    return groups.flatMap(keys.split)
  }

  /// Free left rows with a partner that is none in fact.
  ///
  /// Verified in the order of the left rows, several ranges at a time: the left side is then read front
  /// to back, and only the right side is looked up.
  private func all(
    _ refuted: @escaping @Sendable ([RowPair]) -> [RowPair], jobs: Int
  ) async -> [RowPair] {
    let (partners, outcomes) = (result.partnerOfLeft, result.leftOutcomes)
    let step = max(1, (partners.count + jobs - 1) / jobs)
    return await withTaskGroup(of: [RowPair].self) { group in
      for start in stride(from: 0, to: partners.count, by: step) {
        let rows = start..<min(start + step, partners.count)
        group.addTask {
          var found: [RowPair] = []
          var pairs: [RowPair] = []
          for left in rows where partners[left] >= 0 && outcomes[left].isMissing {
            pairs.append(RowPair(left: UInt32(left), right: UInt32(partners[left])))
            if pairs.count == Pairing.batchCount {
              found += refuted(pairs)
              pairs.removeAll(keepingCapacity: true)
            }
          }
          return found + refuted(pairs)
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
  }

  /// Pairs that are verified at a time: enough to wait for many rows of memory at once.
  private static let batchCount = 256
}

/// A row of which it is not known what it adds up with.
struct UndecidedRow {
  var side: MatchSide
  var row: Int
  var stepLimit: Int
}

extension MatchResult {
  /// Gives all these rows one outcome.
  mutating func mark(_ rows: RowSet, as outcome: Outcome) {
    for row in rows.left { leftOutcomes[row] = outcome }
    for row in rows.right { rightOutcomes[row] = outcome }
  }
}

extension Outcome {
  /// Nothing took the row. A pattern, because comparing an enumeration of another module is a call.
  var isMissing: Bool { if case .missing = self { true } else { false } }
}
