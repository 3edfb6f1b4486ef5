import Ledger

extension Pairing {
  /// One-to-one pairing on equal keys.
  ///
  /// In the first pass a key that stands several times is a duplicate, unless it stands equally often
  /// on both sides in rows that are the same; in later passes its rows are ambiguous, unless the rows
  /// of each side are the same and pair in order. Returns the sets of duplicate rows.
  mutating func pairOnEqualKeys(
    _ conditions: [MatchPlan.Condition], pass: Int, isFirst: Bool, jobs: Int
  ) async -> [Int] {
    guard let keys = KeyColumns(conditions, left: left, right: right) else { return [] }
    let found = await groups(
      keys, left: result.leftOutcomes, right: result.rightOutcomes, jobs: jobs)
    await pair(found, pass: pass, jobs: jobs) { keys.areEqual($0, $1) }
    let (lefts, rights) = (Identity(left), Identity(right))
    var duplicates: [Int] = []
    for group in found.flatMap(\.groups).flatMap(keys.split) {
      let areSame = lefts.areSame(group.left) && rights.areSame(group.right)
      if isFirst {
        if areSame, group.left.count == group.right.count {
          for (left, right) in zip(group.left, group.right) { pair(left, right, pass: pass) }
        } else if group.left.count > 1 || group.right.count > 1 {
          duplicates.append(setAside(group, as: .duplicate))
        }
      } else if areSame {
        for (left, right) in zip(group.left, group.right) { pair(left, right, pass: pass) }
      } else if let left = group.left.first, let right = group.right.first {
        // A star of ties connects the whole group.
        ties += group.right.map { (left, $0) } + group.left.dropFirst().map { ($0, right) }
      }
    }
    return duplicates
  }
}

/// The equality columns of a pass.
struct KeyColumns: Sendable {
  private let lefts: [Column]
  private let rights: [Column]
  private let pairs: [ColumnPair]

  /// nil when a column was not read, so that nothing can be equal in it.
  init?(_ conditions: [MatchPlan.Condition], left: Table, right: Table) {
    var lefts: [Column] = []
    var rights: [Column] = []
    for condition in conditions where condition.test == .equal {
      guard let l = left.columns[condition.left], let r = right.columns[condition.right] else {
        return nil
      }
      lefts.append(l)
      rights.append(r)
    }
    self.lefts = lefts
    self.rights = rights
    pairs = zip(lefts, rights).map { ColumnPair(left: $0, right: $1) }
  }

  func leftHashes(_ outcomes: [Outcome]) -> [UInt64] { keyHashes(of: lefts, outcomes) }

  func rightHashes(_ outcomes: [Outcome]) -> [UInt64] { keyHashes(of: rights, outcomes) }

  func areEqual(_ left: Int, _ right: Int) -> Bool {
    pairs.allSatisfy { $0.isEqual(left, right) }
  }

  /// Rows of one hash by their keys: nearly always one key.
  func split(_ group: RowSet) -> [RowSet] {
    var keys: [RowSet] = []
    for row in group.left {
      if let index = keys.firstIndex(where: { isSame($0.left[0], row, of: lefts) }) {
        keys[index].left.append(row)
      } else {
        keys.append(RowSet(left: [row], right: []))
      }
    }
    for row in group.right {
      let index = keys.firstIndex { key in
        key.left.first.map { areEqual($0, row) } ?? isSame(key.right[0], row, of: rights)
      }
      if let index {
        keys[index].right.append(row)
      } else {
        keys.append(RowSet(left: [], right: [row]))
      }
    }
    return keys
  }

  private func isSame(_ a: Int, _ b: Int, of columns: [Column]) -> Bool {
    columns.allSatisfy { column in
      switch column {
      case .exact(let values): values[a] == values[b]
      case .days(let values): values[a] == values[b]
      case .symbols(let symbols): symbols.ids[a] == symbols.ids[b]
      case .texts(let texts): texts.isSame(row: a, as: b, of: texts)
      }
    }
  }
}
