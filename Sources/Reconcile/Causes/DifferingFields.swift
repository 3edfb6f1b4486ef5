import Ledger

/// Tells why one compared column differs in rows that belong together.
struct DifferingFields {
  private let comparison: MatchPlan.Comparison
  private let left: Table
  private let right: Table
  /// Some side has `in` or `map`.
  private let isCoded: Bool
  /// For a code by which the first pass looks rows up.
  private let key: KeyWriting?

  init(
    _ comparison: MatchPlan.Comparison, _ plan: Plan, _ match: MatchPlan, left: Table, right: Table
  ) {
    self.comparison = comparison
    self.left = left
    self.right = right
    let columns = (
      plan.sources[match.left.source].columns[comparison.left],
      plan.sources[match.right.source].columns[comparison.right]
    )
    isCoded = columns.0.isCoded || columns.1.isCoded
    let isKey = match.key.contains { $0.left == comparison.left && $0.right == comparison.right }
    key =
      isKey && comparison.type == .code
      ? KeyWriting(left: columns.0, right: columns.1) : nil
  }

  /// nil where nothing is known.
  func cause(of rows: RowSet) -> (cause: Cause, evidence: Evidence?)? {
    switch comparison.type {
    case .money: return amounts(of: rows).flatMap(amountCause)
    case .date: return (.dateShift, nil)
    case .code where isCoded: return (.miscoded, nil)
    case .code:
      guard let key, let l = left.columns[comparison.left]?.text(ofRow: rows.left[0]),
        let r = right.columns[comparison.right]?.text(ofRow: rows.right[0]),
        key.areOneEditApart(l, r)
      else { return nil }
      return (.mistypedKey, nil)
    default: return nil
    }
  }

  /// Both amounts, or the sums of a group; nil where one is missing.
  private func amounts(of rows: RowSet) -> WrittenAmounts? {
    guard case .exact(let lefts) = left.columns[comparison.left],
      case .exact(let rights) = right.columns[comparison.right],
      rows.left.contains(where: { lefts[$0] != Column.missingExact }),
      rows.right.contains(where: { rights[$0] != Column.missingExact })
    else { return nil }
    let sums = RowSums(rows, left: lefts, right: rights)
    return WrittenAmounts(
      left: sums.left, right: sums.right,
      leftExponent: left.moneyExponent(of: rows.left, comparison.left),
      rightExponent: right.moneyExponent(of: rows.right, comparison.right))
  }
}

extension ColumnPlan {
  /// Unit-like: a code with `in` or `map`.
  var isCoded: Bool { type == .code && (map != nil || reference != nil) }
}

extension Table {
  /// What the last written digit is worth in the coarsest of these rows' files, as a power of ten.
  fileprivate func moneyExponent(of rows: [Int], _ column: Int) -> Int {
    var exponent = 0
    for row in rows {
      exponent = max(
        exponent, segments[segmentIndex(ofRow: row)].moneyExponents[column] ?? 0)
    }
    return exponent
  }
}
