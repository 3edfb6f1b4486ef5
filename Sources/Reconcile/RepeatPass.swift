import Ledger

/// Keys of the first pass that stand several times on a side, and by what their rows are told apart.
struct RepeatedKeys {
  var rows: [RowSet]
  var columns: ComparedColumns
}

extension Pairing {
  /// A first pass that takes keys which stand several times: rows of one key that are equal in all
  /// compared columns pair in order of appearance, the others go on.
  mutating func pairRepeats(
    _ conditions: [MatchPlan.Condition], _ comparisons: [MatchPlan.Comparison], jobs: Int
  ) async -> RepeatedKeys? {
    guard let keys = KeyColumns(conditions, self) else { return nil }
    let sets = await pairSingles(keys, pass: 0, jobs: jobs) { keys.unequal($0) }
    let columns = ComparedColumns(comparisons, left: left, right: right)
    for rows in sets {
      if rows.left.count == 1, rows.right.count == 1 {
        pair(rows.left[0], rows.right[0], pass: 0)
      } else {
        for (left, right) in columns.equalPairs(in: rows) { pair(left, right, pass: 0) }
      }
    }
    return RepeatedKeys(rows: sets, columns: columns)
  }

  /// Rows that no pass took and that equal a row of their own side and key that one did: a duplicate
  /// for each key.
  mutating func setRepeatsAside(_ keys: RepeatedKeys) -> [Int] {
    var sets: [Int] = []
    for rows in keys.rows {
      let extra = RowSet(
        left: keys.columns.left.repeated(rows.left) { !leftIsFree($0) },
        right: keys.columns.right.repeated(rows.right) { !rightIsFree($0) })
      if !extra.left.isEmpty || !extra.right.isEmpty {
        sets.append(setAside(extra, as: .duplicate))
      }
    }
    return sets
  }
}

extension Identity {
  /// Rows that are not used and equal one that is; `rows` ascend, and so does the result.
  fileprivate func repeated(_ rows: [Int], isUsed: (Int) -> Bool) -> [Int] {
    if rows.allSatisfy(isUsed) || !rows.contains(where: isUsed) { return [] }
    return classes(of: rows).filter { $0.contains(where: isUsed) }.flatMap(\.self)
      .filter { !isUsed($0) }.sorted()
  }
}

/// The columns that a match compares, by which the rows of one key are told apart.
struct ComparedColumns {
  let left: Identity
  let right: Identity
  private let lefts: CellHashes
  private let rights: CellHashes
  private let pairs: [ColumnPair]

  init(_ comparisons: [MatchPlan.Comparison], left: Table, right: Table) {
    var lefts: [Column] = []
    var rights: [Column] = []
    for comparison in comparisons {
      guard let l = left.columns[comparison.left], let r = right.columns[comparison.right] else {
        continue
      }
      lefts.append(l)
      rights.append(r)
    }
    self.left = Identity(columns: lefts)
    self.right = Identity(columns: rights)
    self.lefts = CellHashes(lefts)
    self.rights = CellHashes(rights)
    pairs = zip(lefts, rights).map { ColumnPair(left: $0, right: $1) }
  }

  /// Rows that are equal in all columns, the first with the first.
  func equalPairs(in rows: RowSet) -> [(left: Int, right: Int)] {
    var open: [UInt64: [Int]] = [:]
    for row in rows.right.reversed() { open[rights.hash(ofRow: row), default: []].append(row) }
    var found: [(left: Int, right: Int)] = []
    for row in rows.left {
      let hash = lefts.hash(ofRow: row)
      // Nearly always the last one is equal, which is the first in order.
      guard let candidates = open[hash],
        let place = candidates.lastIndex(where: { areEqual(row, $0) })
      else { continue }
      found.append((row, candidates[place]))
      open[hash]?.remove(at: place)
    }
    return found
  }

  private func areEqual(_ left: Int, _ right: Int) -> Bool {
    pairs.allSatisfy { pair in
      let missing = pair.missing(left, right)
      return missing.left && missing.right || pair.isEqual(left, right)
    }
  }
}
