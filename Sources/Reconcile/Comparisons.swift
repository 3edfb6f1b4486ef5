import Ledger

/// Holds the fields of every pair against each other.
struct Comparisons: Sendable {
  let match: MatchPlan
  let index: Int
  let windows: [Window?]

  init(
    _ match: MatchPlan, index: Int, left: Table, right: Table, _ calendar: WorkingCalendar?
  ) {
    self.match = match
    self.index = index
    windows = match.comparisons.map { comparison in
      guard let l = left.columns[comparison.left], let r = right.columns[comparison.right] else {
        return nil
      }
      return Window(left: l, right: r, test: comparison.test, calendar)
    }
  }

  /// One finding for each field that differs, and the outcome of all rows.
  func run(_ result: inout MatchResult, jobs: Int) async -> [Finding] {
    await comparePairs(&result, jobs: jobs) + compareGroups(&result)
  }

  private func comparePairs(_ result: inout MatchResult, jobs: Int) async -> [Finding] {
    var findings: [Finding] = []
    for number in match.comparisons.indices {
      for left in await differing(number, result.partnerOfLeft, result.passOfLeft, jobs: jobs) {
        let right = Int(result.partnerOfLeft[left])
        result.leftOutcomes[left] = .differs
        result.rightOutcomes[right] = .differs
        findings.append(
          finding(.pair(match: index, comparison: number, left: left, right: right)))
      }
    }
    return findings
  }

  /// Left rows that do not agree with their partners in a comparison, ascending; several ranges at a
  /// time.
  private func differing(
    _ number: Int, _ partners: [Int32], _ passes: [UInt8], jobs: Int
  ) async -> [Int] {
    guard let window = windows[number] else { return [] }
    let comparison = match.comparisons[number]
    let isSettled = match.passes.indices.map { comparison.settledBy.contains($0) }
    let step = max(1, (partners.count + jobs - 1) / jobs)
    return await withTaskGroup(of: (Int, [Int]).self) { group in
      for start in stride(from: 0, to: partners.count, by: step) {
        let rows = start..<min(start + step, partners.count)
        group.addTask {
          (
            start,
            window.differing(rows, partners) { isSettled[Int(passes[$0])] }
          )
        }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }

  func finding(_ subject: Finding.Subject) -> Finding {
    Finding(severity: match.severity, kind: .differs, cause: .unknown, subject: subject)
  }
}

extension Window {
  /// Of some left rows those that do not agree with their partners.
  @inline(__always)
  fileprivate func differing(
    _ lefts: Range<Int>, _ partners: [Int32], except isSettled: (Int) -> Bool
  ) -> [Int] {
    // `within 1..5 days` wants a difference.
    let admitsEqual =
      if case .within(let lower, let upper) = test { lower <= 0 && upper >= 0 } else { true }
    return lefts.filter { left in
      let right = Int(partners[left])
      guard right >= 0, !isSettled(left) else { return false }
      if admitsEqual, isQuicklyEqual(left, right) { return false }
      return !agrees(left, right)
    }
  }

  /// Equal stored values agree under every test; nearly all pairs are told here.
  @inline(__always)
  fileprivate func isQuicklyEqual(_ left: Int, _ right: Int) -> Bool {
    switch pair {
    case .exact(let lefts, let rights): lefts[left] == rights[right]
    case .days(let lefts, let rights): lefts[left] == rights[right]
    case .symbols(let lefts, let rights, let rightInLeft, _):
      lefts[left] == rightInLeft[Int(rights[right])]
    case .texts, .mixed: false
    }
  }
}
