import Ledger

/// Finds rows of both sides that agree in all fields but one.
///
/// Rows are looked up by the hash of what they must agree in, and by amount; every candidate is
/// verified. A row is explained where it and its candidate have no other.
struct Counterparts {
  /// Candidates that are looked at for one row at most; beyond it none is chosen.
  static let candidateCountMax = 256

  /// A row of each side, by index into the rows, and the field that tells them apart.
  struct Edge {
    var left: Int
    var right: Int
    var field: Int
  }

  let agreement: Agreement
  /// Numbers that nothing compares say nothing.
  private let ignoresNumbers: Bool
  let left: [OpenRow]
  let right: [OpenRow]
  private(set) var edges: [Edge] = []
  /// How many rows of each side stand alone; those behind them are repeated rows, and one of a pair
  /// must stand alone.
  private let aloneCounts: (left: Int, right: Int)
  private var leftCounts: [Int]
  private var rightCounts: [Int]

  init(
    _ agreement: Agreement, left: [OpenRow], right: [OpenRow],
    repeatedLeft: [OpenRow] = [], repeatedRight: [OpenRow] = [], ignoresNumbers: Bool = false
  ) {
    self.agreement = agreement
    self.ignoresNumbers = ignoresNumbers
    aloneCounts = (left.count, right.count)
    self.left = left + repeatedLeft
    self.right = right + repeatedRight
    leftCounts = Array(repeating: 0, count: self.left.count)
    rightCounts = Array(repeating: 0, count: self.right.count)
  }

  /// Adds the pairs that agree in all but a field, and in that one differ as `differs` says.
  mutating func add(_ field: Int, where differs: (Agreement.Field, Int, Int) -> Bool) {
    let others = agreement.fields.indices.filter { $0 != field }.map { agreement.fields[$0] }
      .filter { !$0.isAside && !($0.isLookup && ignoresNumbers) }
    // Rows that agree in nothing but their key have nothing that speaks for them.
    guard others.contains(where: { !$0.isLookup }) else { return }
    let hashed = others.filter(\.isHashed)
    let (lefts, rights) = (agreement.hashes(hashed, .left), agreement.hashes(hashed, .right))
    var buckets: [UInt64: [Int]] = [:]
    for (index, row) in right.enumerated() {
      buckets[rights.hash(ofRow: row.row), default: []].append(index)
    }
    let amounts = AmountReach(agreement.amount)
    for hash in Array(buckets.keys) {
      buckets[hash]?.sort { amounts.precedes(right[$0].row, right[$1].row) }
    }
    for (index, row) in left.enumerated() {
      guard let bucket = buckets[lefts.hash(ofRow: row.row)] else { continue }
      let reach = amounts.range(of: row.row, in: bucket) { right[$0].row }
      if reach.count > Counterparts.candidateCountMax {
        leftCounts[index] += 2
        continue
      }
      for candidate in bucket[reach] {
        let other = right[candidate].row
        guard index < aloneCounts.left || candidate < aloneCounts.right,
          differs(agreement.fields[field], row.row, other),
          others.allSatisfy({ agreement.agrees($0, row.row, other) })
        else { continue }
        edges.append(Edge(left: index, right: candidate, field: field))
        leftCounts[index] += 1
        rightCounts[candidate] += 1
      }
    }
  }

  /// Gives both rows of each single pair the cause, and closes the rows that have several.
  func settle(_ cause: Cause, _ explanations: inout Explanations) {
    for edge in edges {
      let (l, r) = (left[edge.left], right[edge.right])
      if leftCounts[edge.left] == 1, rightCounts[edge.right] == 1 {
        let column = cause == .dateShift ? nil : agreement.fields[edge.field].column
        explanations.explain(l.finding, cause, Evidence(.right, [r.row], column: column))
        explanations.explain(r.finding, cause, Evidence(.left, [l.row], column: column))
      } else {
        explanations.close(l.finding)
        explanations.close(r.finding)
      }
    }
  }
}

/// Which amounts of the right side agree with one of the left.
private struct AmountReach {
  private let window: Window?

  init(_ amount: Agreement.Field?) { window = amount?.window }

  func precedes(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (value(a), value(b))
    return x != y ? x < y : a < b
  }

  private func value(_ row: Int) -> Int64 { window?.pair.number(row, on: .right) ?? .min }

  /// The places of a bucket, ascending by amount, that may agree with a left row.
  func range(of left: Int, in bucket: [Int], row: (Int) -> Int) -> Range<Int> {
    guard let window else { return bucket.indices }
    guard let amount = window.pair.number(left, on: .left) else {
      // Missing agrees with missing.
      return 0..<place(in: bucket, notBelow: Int128(Int64.min) + 1, row)
    }
    let bounds = bounds(Int128(amount), window.test)
    let low = place(in: bucket, notBelow: bounds.lowerBound, row)
    return low..<max(low, place(in: bucket, notBelow: bounds.upperBound + 1, row))
  }

  private func bounds(_ amount: Int128, _ test: MatchPlan.Test) -> ClosedRange<Int128> {
    switch test {
    case .equal, .folded: return amount...amount
    case .within(let lower, let upper), .withinWorkingDays(let lower, let upper):
      return amount + Int128(lower)...amount + Int128(upper)
    case .withinShare(let share):
      // The larger of both is at most |amount| ÷ (1 − share).
      guard let rest = Ratio(1).subtracting(share), rest.signum > 0,
        let most = Ratio(abs(amount)).divided(by: rest)
      else { return Int128(Int64.min) + 1...Int128(Int64.max) }
      let size = most.numerator / most.denominator + 1
      return -size...size
    }
  }

  private func place(
    in bucket: [Int], notBelow bound: Int128, _ row: (Int) -> Int
  ) -> Int {
    var (low, high) = (0, bucket.count)
    while low < high {
      let middle = (low + high) / 2
      if Int128(value(row(bucket[middle]))) < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
