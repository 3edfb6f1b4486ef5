import Ledger

/// A condition that is not an equality, with how far a pair is from perfect in it.
struct Window: Sendable {
  let pair: ColumnPair
  let test: MatchPlan.Test

  init(pair: ColumnPair, test: MatchPlan.Test) {
    self.pair = pair
    self.test = test
  }

  /// Where working days count, dates become counts of working days, which are then held as any others.
  init(left: Column, right: Column, test: MatchPlan.Test, _ calendar: WorkingCalendar?) {
    guard case .withinWorkingDays(let lower, let upper) = test, let calendar,
      case .days(let lefts) = left, case .days(let rights) = right
    else {
      self.init(pair: ColumnPair(left: left, right: right), test: test)
      return
    }
    self.init(
      pair: .days(left: calendar.counts(lefts), right: calendar.counts(rights)),
      test: .within(lower: lower, upper: upper))
  }

  /// The deviation relative to the window, 0…1; nil when the pair is outside or a value is missing.
  func deviation(_ left: Int, _ right: Int) -> Ratio? {
    switch test {
    case .equal: return pair.isEqual(left, right) ? .zero : nil
    case .folded(let abbreviations):
      let (l, r) = pair.texts(left, right)
      if l.isEmpty || r.isEmpty { return nil }
      let key = abbreviations.key(of: l)
      return l == r || !key.isEmpty && key == abbreviations.key(of: r) ? .zero : nil
    case .within(let lower, let upper), .withinWorkingDays(let lower, let upper):
      guard let difference = pair.difference(left, right), difference >= lower, difference <= upper
      else { return nil }
      let bound = difference < 0 ? lower.magnitude : upper.magnitude
      return bound == 0 ? .zero : Ratio(Int128(difference.magnitude), over: Int128(bound))
    case .withinShare(let share):
      guard let (l, r) = pair.values(left, right) else { return nil }
      return relativeDeviation(Int128(l), Int128(r), share)
    }
  }

  /// Whether a pair lies inside.
  func admits(_ left: Int, _ right: Int) -> Bool {
    guard case .within(let lower, let upper) = test else { return deviation(left, right) != nil }
    return pair.difference(left, right).map { lower <= $0 && $0 <= upper } ?? false
  }

  private func relativeDeviation(_ left: Int128, _ right: Int128, _ share: Ratio) -> Ratio? {
    let distance = Ratio(abs(left - right))
    let size = Ratio(max(abs(left), abs(right)))
    guard let bound = share.multiplied(by: size), distance <= bound else { return nil }
    return bound == .zero ? .zero : distance.divided(by: bound)
  }

  /// Whether the sums of a group agree.
  func agree(sums: RowSums) -> Bool {
    switch test {
    case .equal, .folded: sums.left == sums.right
    case .within(let lower, let upper), .withinWorkingDays(let lower, let upper):
      (Int128(lower)...Int128(upper)).contains(sums.right - sums.left)
    case .withinShare(let share): relativeDeviation(sums.left, sums.right, share) != nil
    }
  }

  /// Whether a pair agrees; both values missing agree, one missing does not.
  func agrees(_ left: Int, _ right: Int) -> Bool {
    let missing = pair.missing(left, right)
    if missing.left || missing.right { return missing.left && missing.right }
    return admits(left, right)
  }
}

extension WorkingCalendar {
  fileprivate func counts(_ days: [Int32]) -> [Int32] {
    days.map { $0 == Column.missingDay ? $0 : count(at: $0) }
  }
}
