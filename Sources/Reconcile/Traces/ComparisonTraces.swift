package import Ledger

extension MatchTracer {
  /// How the fields of a pair or a group were held against each other; empty for rows that were not
  /// paired.
  package func comparisons(of rows: RowSet) -> [ComparisonTrace] {
    guard let row = rows.left.first, let use = uses.use(.left, row), !use.isSetAside else {
      return []
    }
    let windows = Comparisons(plan, index: 0, left: left, right: right, calendar).windows
    return plan.comparisons.indices.flatMap { index -> [ComparisonTrace] in
      guard let window = windows[index] else { return [] }
      let comparison = plan.comparisons[index]
      let isSettled = comparison.settledBy.contains(use.pass)
      if rows.left.count == 1, rows.right.count == 1 {
        return [trace(index, window, rows.left[0], rows.right[0], isSettled: isSettled)]
      }
      if comparison.addsUp, case .exact(let lefts, let rights) = window.pair {
        let sums = RowSums(rows, left: lefts, right: rights)
        let agree = isSettled || window.agree(sums: sums)
        return [trace(index, sums, isSettled: isSettled, agree: agree)]
      }
      if isSettled { return [] }
      return window.disagreements(in: rows).map {
        trace(index, window, $0.left, $0.right, isSettled: false)
      }
    }
  }

  private func trace(
    _ index: Int, _ window: Window, _ leftRow: Int, _ rightRow: Int, isSettled: Bool
  ) -> ComparisonTrace {
    let comparison = plan.comparisons[index]
    func value(_ table: Table, _ column: Int, _ row: Int) -> Value {
      table.columns[column]?.value(ofRow: row, type: comparison.type) ?? .missing
    }
    let difference = window.pair.difference(leftRow, rightRow).map { Int128($0) }
    var trace = ComparisonTrace(
      comparison: index, result: .differs, left: value(left, comparison.left, leftRow),
      right: value(right, comparison.right, rightRow),
      difference: self.value(difference, comparison.type))
    if case .withinWorkingDays = comparison.test { trace.countsWorkingDays = true }
    if isSettled {
      trace.result = .settled
    } else if window.agrees(leftRow, rightRow) {
      trace.result = trace.left == trace.right ? .equal : .within
    }
    return trace
  }

  private func trace(
    _ index: Int, _ sums: RowSums, isSettled: Bool, agree: Bool
  ) -> ComparisonTrace {
    let type = plan.comparisons[index].type
    let isEqual = sums.left == sums.right
    return ComparisonTrace(
      comparison: index,
      result: isSettled ? .settled : !agree ? .differs : isEqual ? .equal : .within,
      left: value(sums.left, type), right: value(sums.right, type),
      difference: value(sums.right - sums.left, type))
  }

  /// A stored number as a value.
  private func value(_ stored: Int128?, _ type: ValueType) -> Value {
    guard let stored else { return .missing }
    return .exact(Ratio(stored, over: powerOfTen(type.storedDecimals)))
  }
}
