import Ledger

/// What a finding compares: values of both sides and what lies between them.
struct FindingValues {
  var left = Value.missing
  var right = Value.missing
  var difference = Value.missing
  var leftType = ValueType.money
  var rightType = ValueType.money
  var differenceType = ValueType.money
}

extension RunFacts {
  /// The values of a finding; missing where there is nothing to compare.
  func values(of subject: Finding.Subject) -> FindingValues {
    switch subject {
    case .pair(let match, let comparison, let left, let right):
      pairValues(plan.matches[match], comparison, left, right)
    case .group(let match, let comparison, let group):
      groupValues(
        plan.matches[match], comparison, reconciliation.matches[match].groups[group].rows)
    case .unmatched(let match, let side, let row): unmatchedValues(plan.matches[match], side, row)
    case .set(let match, let set):
      setValues(plan.matches[match], reconciliation.matches[match].sets[set])
    case .check(let check, let failure):
      FindingValues(
        difference: reconciliation.checks[check].failures[failure].difference,
        differenceType: plan.checks[check].difference?.type ?? .money)
    case .notice(let index): noticeValues(reconciliation.notices[index])
    }
  }

  private func pairValues(
    _ match: MatchPlan, _ index: Int, _ leftRow: Int, _ rightRow: Int
  ) -> FindingValues {
    let comparison = match.comparisons[index]
    var values = FindingValues()
    values.leftType = type(match.left.source, comparison.left)
    values.rightType = type(match.right.source, comparison.right)
    values.left = value(match.left.source, comparison.left, leftRow)
    values.right = value(match.right.source, comparison.right, rightRow)
    values.differenceType = comparison.type == .date ? .days : comparison.type
    // An absent amount counts as 0, as it does in the bridge.
    let absent: Ratio? = comparison.type == .money ? .zero : nil
    if comparison.type.isExact, let left = values.left.ratio ?? absent,
      let right = values.right.ratio ?? absent
    {
      values.difference = right.subtracting(left).map { .exact($0) } ?? .missing
    }
    return values
  }

  private func groupValues(_ match: MatchPlan, _ index: Int, _ rows: RowSet) -> FindingValues {
    let comparison = match.comparisons[index]
    let left = sum(match.left.source, comparison.left, rows.left)
    let right = sum(match.right.source, comparison.right, rows.right)
    return FindingValues(
      left: left.asValue, right: right.asValue, difference: right.subtracting(left).asValue,
      leftType: comparison.type, rightType: comparison.type, differenceType: comparison.type)
  }

  /// A row that stands alone shows its first compared amount; the other side counts as 0.
  private func unmatchedValues(_ match: MatchPlan, _ side: MatchSide, _ row: Int) -> FindingValues {
    guard let bridge = match.bridges.first else { return FindingValues() }
    var values = FindingValues()
    switch side {
    case .left:
      values.left = value(match.left.source, bridge.left, row)
      values.difference = (values.left.ratio.flatMap { Ratio.zero.subtracting($0) }).asValue
    case .right:
      values.right = value(match.right.source, bridge.right, row)
      values.difference = values.right
    }
    return values
  }

  private func setValues(_ match: MatchPlan, _ rows: RowSet) -> FindingValues {
    guard let bridge = match.bridges.first else { return FindingValues() }
    let left = sum(match.left.source, bridge.left, rows.left)
    let right = sum(match.right.source, bridge.right, rows.right)
    return FindingValues(
      left: left.asValue, right: right.asValue, difference: right.subtracting(left).asValue)
  }

  private func noticeValues(_ notice: Notice) -> FindingValues {
    FindingValues(
      left: notice.left, right: notice.right, difference: notice.difference, leftType: notice.type,
      rightType: notice.type, differenceType: notice.type == .date ? .days : notice.type)
  }

  private func sum(_ source: Int, _ column: Int, _ rows: [Int]) -> Ratio {
    guard case .exact(let amounts)? = intake.tables[source].columns[column] else { return .zero }
    var sum: Int128 = 0
    for row in rows where amounts[row] != Column.missingExact { sum += Int128(amounts[row]) }
    let decimals = type(source, column).storedDecimals
    return decimals == 0 ? Ratio(sum) : Ratio(sum, over: powerOfTen(decimals))
  }

  private func type(_ source: Int, _ column: Int) -> ValueType {
    plan.sources[source].columns[column].type
  }

  private func value(_ source: Int, _ column: Int, _ row: Int) -> Value {
    intake.tables[source].columns[column]?.value(ofRow: row, type: type(source, column)) ?? .missing
  }
}

extension Value {
  /// The exact number; nil for anything else.
  var ratio: Ratio? {
    if case .exact(let ratio) = self { ratio } else { nil }
  }
}

extension Ratio? {
  var asValue: Value { map { .exact($0) } ?? .missing }
}

extension Ratio {
  var asValue: Value { .exact(self) }
}
