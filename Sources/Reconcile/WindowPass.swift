import Ledger

extension Pairing {
  /// One-to-one pairing on equal keys and windows: a pair is made when each is the other's single
  /// best candidate, again and again until no further pair comes about.
  mutating func pairWithinWindows(
    _ conditions: [MatchPlan.Condition], pass: Int, jobs: Int
  ) async {
    guard let keys = KeyColumns(conditions, self) else { return }
    var windows: [Window] = []
    for condition in conditions where !condition.test.isEquality {
      guard let l = left.columns[condition.left], let r = right.columns[condition.right] else {
        return
      }
      windows.append(Window(pair: ColumnPair(left: l, right: r), test: condition.test))
    }
    let found = await groups(
      keys, left: result.leftOutcomes, right: result.rightOutcomes, jobs: jobs)
    let tests = windows
    await pair(found, pass: pass, jobs: jobs) { left, right in
      keys.areEqual(left, right) && tests.allSatisfy { $0.deviation(left, right) != nil }
    }
    let (lefts, rights) = (Identity(left), Identity(right))
    for group in found.flatMap(\.groups).flatMap(keys.split)
    where !group.left.isEmpty && !group.right.isEmpty {
      var candidates = Candidates(
        left: lefts.classes(of: group.left), right: rights.classes(of: group.right),
        windows: windows)
      for (left, right) in candidates.bestPairs() { pair(left, right, pass: pass) }
      ties += candidates.ties()
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
    let reach = Reach(windows.first, right: right.map { $0[0] })
    for (l, rows) in left.enumerated() {
      for r in reach.partners(of: rows[0]) {
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

  /// Equally good candidates among the rows that are left, enough of them to connect each set.
  func ties() -> [(left: Int, right: Int)] {
    var ties: [(left: Int, right: Int)] = []
    for l in lefts.indices where !lefts[l].isEmpty {
      let best = best(ofLeft[l], among: rights)
      if best.count > 1 { ties += best.flatMap { r in links(lefts[l], rights[r]) } }
    }
    for r in rights.indices where !rights[r].isEmpty {
      let best = best(ofRight[r], among: lefts)
      if best.count > 1 { ties += best.flatMap { l in links(lefts[l], rights[r]) } }
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

  private func links(_ left: [Int], _ right: [Int]) -> [(left: Int, right: Int)] {
    right.map { (left[0], $0) } + left.dropFirst().map { ($0, right[0]) }
  }
}

/// Finds the rows that can lie inside a window without looking at all of them.
private struct Reach {
  private let window: Window?
  private let count: Int
  /// Right classes by value, where the window is one of values.
  private var sorted: [(value: Int64, index: Int)] = []
  private var bounds: (lower: Int64, upper: Int64)?

  init(_ window: Window?, right: [Int]) {
    self.window = window
    count = right.count
    guard let window, case .within(let lower, let upper) = window.test else { return }
    var values: [(value: Int64, index: Int)] = []
    for (index, row) in right.enumerated() {
      if let value = window.pair.number(row, on: .right) { values.append((value, index)) }
    }
    sorted = values.sorted { $0.value != $1.value ? $0.value < $1.value : $0.index < $1.index }
    bounds = (lower, upper)
  }

  /// Right classes that may fit a left row, ascending.
  func partners(of left: Int) -> [Int] {
    guard let bounds, let window else { return Array(0..<count) }
    guard let value = window.pair.number(left, on: .left) else { return [] }
    let lowest = Int128(value) + Int128(bounds.lower)
    let highest = Int128(value) + Int128(bounds.upper)
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if Int128(sorted[middle].value) < lowest { low = middle + 1 } else { high = middle }
    }
    return sorted[low...].prefix { Int128($0.value) <= highest }.map(\.index).sorted()
  }
}
