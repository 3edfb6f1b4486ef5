import Ledger

/// Holds the fields of every pair against each other.
struct Comparisons {
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
  func run(_ result: inout MatchResult) -> [Finding] {
    comparePairs(&result) + compareGroups(&result)
  }

  private func comparePairs(_ result: inout MatchResult) -> [Finding] {
    var findings: [Finding] = []
    for (number, comparison) in match.comparisons.enumerated() {
      guard let window = windows[number] else { continue }
      // `within 1..5 days` wants a difference.
      let admitsEqual =
        if case .within(let lower, let upper) = window.test { lower <= 0 && upper >= 0 } else {
          true
        }
      let isSettled = match.passes.indices.map { comparison.settledBy.contains($0) }
      for left in result.partnerOfLeft.indices {
        let right = Int(result.partnerOfLeft[left])
        guard right >= 0, !isSettled[Int(result.passOfLeft[left])] else { continue }
        if admitsEqual, window.isQuicklyEqual(left, right) { continue }
        if window.agrees(left, right) { continue }
        result.leftOutcomes[left] = .differs
        result.rightOutcomes[right] = .differs
        findings.append(
          finding(.pair(match: index, comparison: number, left: left, right: right)))
      }
    }
    return findings
  }

  func finding(_ subject: Finding.Subject) -> Finding {
    Finding(severity: match.severity, kind: .differs, cause: .unknown, subject: subject)
  }
}

extension Window {
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
