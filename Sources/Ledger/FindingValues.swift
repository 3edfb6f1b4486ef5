/// What a finding compares: values of both sides and what lies between them.
package struct FindingValues: Sendable {
  package var left = Value.missing
  package var right = Value.missing
  package var difference = Value.missing
  package var leftType = ValueType.money
  package var rightType = ValueType.money
  package var differenceType = ValueType.money

  package init(
    left: Value = .missing, right: Value = .missing, difference: Value = .missing,
    leftType: ValueType = .money, rightType: ValueType = .money,
    differenceType: ValueType = .money
  ) {
    self.left = left
    self.right = right
    self.difference = difference
    self.leftType = leftType
    self.rightType = rightType
    self.differenceType = differenceType
  }
}

extension MatchPlan {
  /// The values of a finding of this match; missing where there is nothing to compare.
  package func values(
    of subject: Finding.Subject, left: Table, right: Table, _ result: MatchResult
  ) -> FindingValues {
    switch subject {
    case .pair(_, let comparison, let leftRow, let rightRow):
      pairValues(comparisons[comparison], left, leftRow, right, rightRow)
    case .group(_, let comparison, let group):
      groupValues(comparisons[comparison], left, right, result.groups[group].rows)
    case .unmatched(_, let side, let row):
      unmatchedValues(side, side == .left ? left : right, row)
    case .set(_, let set): setValues(left, right, result.sets[set])
    case .systemic(_, let group): setValues(left, right, result.systemic[group].rows)
    case .check, .notice: FindingValues()
    }
  }

  private func pairValues(
    _ comparison: Comparison, _ left: Table, _ leftRow: Int, _ right: Table, _ rightRow: Int
  ) -> FindingValues {
    let type = comparison.type
    var values = FindingValues(
      left: left.value(ofRow: leftRow, comparison.left, type),
      right: right.value(ofRow: rightRow, comparison.right, type), leftType: type, rightType: type,
      differenceType: type.ofDifference)
    // An absent amount counts as 0, as it does in the bridge.
    let absent: Ratio? = type == .money ? .zero : nil
    if type.isExact, let left = values.left.ratio ?? absent,
      let right = values.right.ratio ?? absent
    {
      values.difference = right.subtracting(left).asValue
    }
    return values
  }

  private func groupValues(
    _ comparison: Comparison, _ left: Table, _ right: Table, _ rows: RowSet
  ) -> FindingValues {
    let type = comparison.type
    let left = left.sum(ofRows: rows.left, comparison.left, type)
    let right = right.sum(ofRows: rows.right, comparison.right, type)
    return FindingValues(
      left: .exact(left), right: .exact(right), difference: right.subtracting(left).asValue,
      leftType: type, rightType: type, differenceType: type)
  }

  /// A row that stands alone shows its first compared amount; the other side counts as 0.
  private func unmatchedValues(_ side: MatchSide, _ table: Table, _ row: Int) -> FindingValues {
    guard let bridge = bridges.first else { return FindingValues() }
    switch side {
    case .left:
      let value = table.value(ofRow: row, bridge.left, .money)
      return FindingValues(
        left: value, difference: value.ratio.flatMap { Ratio.zero.subtracting($0) }.asValue)
    case .right:
      let value = table.value(ofRow: row, bridge.right, .money)
      return FindingValues(right: value, difference: value)
    }
  }

  private func setValues(_ left: Table, _ right: Table, _ rows: RowSet) -> FindingValues {
    guard let bridge = bridges.first else { return FindingValues() }
    let left = left.sum(ofRows: rows.left, bridge.left, .money)
    let right = right.sum(ofRows: rows.right, bridge.right, .money)
    return FindingValues(
      left: .exact(left), right: .exact(right), difference: right.subtracting(left).asValue)
  }
}

extension Table {
  fileprivate func value(ofRow row: Int, _ column: Int, _ type: ValueType) -> Value {
    columns[column]?.value(ofRow: row, type: type) ?? .missing
  }

  /// Missing cells are left out.
  fileprivate func sum(ofRows rows: [Int], _ column: Int, _ type: ValueType) -> Ratio {
    guard case .exact(let amounts)? = columns[column] else { return .zero }
    var sum: Int128 = 0
    for row in rows where amounts[row] != Column.missingExact { sum += Int128(amounts[row]) }
    return Ratio(sum, over: powerOfTen(type.storedDecimals))
  }
}

extension Value {
  /// The exact number; nil for anything else.
  package var ratio: Ratio? {
    if case .exact(let ratio) = self { ratio } else { nil }
  }
}

extension Ratio? {
  /// Missing where there is no number.
  package var asValue: Value { map { .exact($0) } ?? .missing }
}
