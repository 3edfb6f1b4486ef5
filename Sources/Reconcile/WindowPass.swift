import Ledger

extension Pairing {
  /// One-to-one pairing on equal keys and windows: a pair is made when each is the other's single
  /// best candidate, again and again until no further pair comes about.
  mutating func pairWithinWindows(
    _ conditions: [MatchPlan.Condition], pass: Int, jobs: Int
  ) async {
    guard let keys = KeyColumns(conditions, self), let windows = windows(conditions) else { return }
    let sets = await pairSingles(keys, pass: pass, jobs: jobs) { pairs in
      keys.unequal(pairs)
        + pairs.filter { pair in
          !windows.allSatisfy { $0.admits(Int(pair.left), Int(pair.right)) }
        }
    }
    let (lefts, rights) = (Identity(left), Identity(right))
    for (key, group) in sets.enumerated()
    where !group.left.isEmpty && !group.right.isEmpty && !progress.isCancelled {
      progress.note(key, of: sets.count)
      if areUniform(group, windows) {
        pairUniform(group, windows, lefts, rights, pass: pass)
        continue
      }
      var candidates = Candidates(
        left: lefts.classes(of: group.left), right: rights.classes(of: group.right),
        windows: windows)
      for (left, right) in candidates.bestPairs() { pair(left, right, pass: pass) }
      ties += candidates.ties()
    }
  }

  /// Whether the rows of each side are the same in every window, so that all candidates are equally good.
  private func areUniform(_ rows: RowSet, _ windows: [Window]) -> Bool {
    windows.allSatisfy {
      $0.isUniform(rows.left, on: .left) && $0.isUniform(rows.right, on: .right)
    }
  }

  /// Of equally good candidates there is one only where the rows of each side are all the same; else
  /// none can be told from the others.
  private mutating func pairUniform(
    _ rows: RowSet, _ windows: [Window], _ lefts: Identity, _ rights: Identity, pass: Int
  ) {
    let (left, right) = (rows.left[0], rows.right[0])
    guard windows.allSatisfy({ $0.deviation(left, right) != nil }) else { return }
    if lefts.areSame(rows.left), rights.areSame(rows.right) {
      for (left, right) in zip(rows.left, rows.right) { pair(left, right, pass: pass) }
    } else {
      ties.append(rows)
    }
  }

  /// The conditions that are no equalities; nil when a column was not read, so that nothing fits.
  func windows(_ conditions: [MatchPlan.Condition]) -> [Window]? {
    var windows: [Window] = []
    for condition in conditions where !condition.test.isEquality {
      guard let left = left.columns[condition.left], let right = right.columns[condition.right]
      else { return nil }
      windows.append(Window(left: left, right: right, test: condition.test, calendar))
    }
    return windows
  }
}

extension Window {
  /// Whether rows of a side all hold the same.
  fileprivate func isUniform(_ rows: [Int], on side: MatchSide) -> Bool {
    rows.dropFirst().allSatisfy {
      pair.number($0, on: side) == pair.number(rows[0], on: side)
        && pair.text($0, on: side) == pair.text(rows[0], on: side)
    }
  }
}

/// The rows of one key as classes of the same rows, and which classes could be paired.
struct Candidates {
  private var lefts: [[Int]]
  private var rights: [[Int]]
  /// For each left class its candidates: right class and total deviation.
  private var ofLeft: [[(partner: Int, deviation: Ratio)]]
  private var ofRight: [[(partner: Int, deviation: Ratio)]]

  init(left: [[Int]], right: [[Int]], windows: [Window]) {
    lefts = left
    rights = right
    ofLeft = Array(repeating: [], count: left.count)
    ofRight = Array(repeating: [], count: right.count)
    let reach = Reach(windows, rows: right.map { $0[0] }, on: .right)
    for (l, rows) in left.enumerated() {
      for r in reach.order[reach.range(of: rows[0])].sorted() {
        guard let deviation = total(windows, rows[0], right[r][0]) else { continue }
        ofLeft[l].append((r, deviation))
        ofRight[r].append((l, deviation))
      }
    }
  }

  private func total(_ windows: [Window], _ left: Int, _ right: Int) -> Ratio? {
    var sum = Ratio.zero
    for window in windows {
      guard let deviation = window.deviation(left, right), let next = sum.adding(deviation) else {
        return nil
      }
      sum = next
    }
    return sum
  }

  /// Pairs mutual single best classes until none is left; rows of a class pair in order.
  mutating func bestPairs() -> [(left: Int, right: Int)] {
    var pairs: [(left: Int, right: Int)] = []
    var open = Array(lefts.indices)
    while true {
      var chosen: [(Int, Int)] = []
      for l in open where !lefts[l].isEmpty {
        let best = best(ofLeft[l], among: rights)
        guard best.count == 1 else { continue }
        let back = self.best(ofRight[best[0]], among: lefts)
        if back == [l] { chosen.append((l, best[0])) }
      }
      if chosen.isEmpty { return pairs }
      for (l, r) in chosen {
        let count = min(lefts[l].count, rights[r].count)
        pairs += zip(lefts[l].prefix(count), rights[r].prefix(count)).map { ($0, $1) }
        lefts[l].removeFirst(count)
        rights[r].removeFirst(count)
      }
      open = open.filter { !lefts[$0].isEmpty }
    }
  }

  /// Rows that are left with their equally good candidates.
  func ties() -> [RowSet] {
    var ties: [RowSet] = []
    for l in lefts.indices where !lefts[l].isEmpty {
      let best = best(ofLeft[l], among: rights)
      if best.count > 1 {
        ties.append(RowSet(left: lefts[l], right: best.flatMap { rights[$0] }))
      }
    }
    for r in rights.indices where !rights[r].isEmpty {
      let best = best(ofRight[r], among: lefts)
      if best.count > 1 {
        ties.append(RowSet(left: best.flatMap { lefts[$0] }, right: rights[r]))
      }
    }
    return ties
  }

  private func best(_ candidates: [(partner: Int, deviation: Ratio)], among classes: [[Int]])
    -> [Int]
  {
    var best: [Int] = []
    var least: Ratio?
    for (partner, deviation) in candidates where !classes[partner].isEmpty {
      if let known = least, known < deviation { continue }
      if let known = least, known == deviation {
        best.append(partner)
      } else {
        best = [partner]
        least = deviation
      }
    }
    return best
  }
}
