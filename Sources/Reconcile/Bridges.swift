import Ledger

/// Everything that leads from the left total of a money column to the right total.
struct Bridge {
  /// First line the left total, last line the right total; left + all between = right, exactly.
  private(set) var lines: [BridgeLine] = []
  /// Σ |right − left| over all pairs and groups that differ within a tolerance.
  private(set) var tolerated: Int128 = 0

  private let lefts: [Int64]
  private let rights: [Int64]
  private let left: Table
  private let right: Table
  private let match: MatchPlan
  private let window: Window?
  private let comparison: MatchPlan.Comparison?
  private let comparisonIndex: Int?
  private var sums = BridgeSums()

  /// nil when a column was not read.
  init?(_ column: MatchPlan.SharedColumn, _ match: MatchPlan, left: Table, right: Table) {
    guard case .exact(let lefts) = left.columns[column.left],
      case .exact(let rights) = right.columns[column.right]
    else { return nil }
    self.lefts = lefts
    self.rights = rights
    self.left = left
    self.right = right
    self.match = match
    comparisonIndex = match.comparisons.firstIndex {
      $0.left == column.left && $0.right == column.right
    }
    comparison = comparisonIndex.map { match.comparisons[$0] }
    window = comparison.map {
      Window(pair: .exact(left: lefts, right: rights), test: $0.test)
    }
  }

  /// Takes the way from left to right: what the findings say lies between, and what tolerances let
  /// pass.
  mutating func build(_ result: MatchResult, _ findings: [Finding]) {
    let leftTotal = total(.left, lefts, result.leftOutcomes)
    let rightTotal = total(.right, rights, result.rightOutcomes)
    addTolerated(result)
    for finding in findings { add(finding, result) }
    lines = [leftTotal] + sums.lines + [rightTotal]
  }

  private func total(
    _ side: BridgeLine.Side, _ amounts: [Int64], _ outcomes: [Outcome]
  ) -> BridgeLine {
    var total = BridgeLine(side: side, category: "total", cause: nil, rows: 0, amount: 0)
    for row in amounts.indices where outcomes[row] != .filtered {
      total.amount += money(amounts, row)
      total.rows += 1
    }
    return total
  }

  /// Differences between rows that belong together, where no finding tells them.
  private mutating func addTolerated(_ result: MatchResult) {
    for row in lefts.indices {
      let partner = Int(result.partnerOfLeft[row])
      guard partner >= 0, lefts[row] != rights[partner] else { continue }
      let isTold = isCompared(in: Int(result.passOfLeft[row]))
      if isTold, window?.agrees(row, partner) == false { continue }
      addTolerated(money(rights, partner) - money(lefts, row), row)
    }
    for group in result.groups {
      let total = RowSums(group.rows, left: lefts, right: rights)
      if isCompared(in: group.pass), window?.agree(sums: total) == false { continue }
      addTolerated(total.right - total.left, group.rows.left[0])
    }
  }

  private mutating func addTolerated(_ difference: Int128, _ row: Int) {
    if difference == 0 { return }
    tolerated += abs(difference)
    sums.add(.both, "within-tolerance", nil, key(row, nil), difference)
  }

  private mutating func add(_ finding: Finding, _ result: MatchResult) {
    let category =
      finding.standing == .counted ? finding.kind.rawValue : finding.standing.rawValue
    switch finding.subject {
    case .unmatched(_, .left, let row):
      sums.add(.left, category, finding.cause, key(row, nil), -money(lefts, row))
    case .unmatched(_, .right, let row):
      sums.add(.right, category, finding.cause, key(nil, row), money(rights, row))
    case .set(_, let set):
      let rows = result.sets[set]
      let total = RowSums(rows, left: lefts, right: rights)
      sums.add(
        .both, category, finding.cause, key(rows.left.first, rows.right.first),
        total.right - total.left)
    case .pair(_, let number, let row, let partner) where number == comparisonIndex:
      let difference = money(rights, partner) - money(lefts, row)
      if difference == 0 { return }
      sums.add(.both, category, finding.cause, key(row, nil), difference)
    case .group(_, let number, let group) where number == comparisonIndex:
      let rows = result.groups[group].rows
      let total = RowSums(rows, left: lefts, right: rights)
      sums.add(.both, category, finding.cause, key(rows.left[0], nil), total.right - total.left)
    case .pair, .group, .systemic, .check, .notice: break
    }
  }

  private func isCompared(in pass: Int) -> Bool {
    comparison.map { !$0.settledBy.contains(pass) } ?? false
  }

  private func money(_ values: [Int64], _ row: Int) -> Int128 {
    values[row] == Column.missingExact ? 0 : Int128(values[row])
  }

  /// The values of the `by` columns: those of the left row, else the right.
  private func key(_ leftRow: Int?, _ rightRow: Int?) -> [Value] {
    match.by.map { dimension in
      let (table, column) =
        leftRow == nil ? (right, dimension.right) : (left, dimension.left)
      let row = leftRow ?? rightRow ?? 0
      return table.columns[column]?.value(ofRow: row, type: dimension.type) ?? .missing
    }
  }
}

/// Amounts by side, class, cause and dimensions.
private struct BridgeSums {
  private var sums: [Key: (rows: Int, amount: Int128)] = [:]

  private struct Key: Hashable {
    var side: BridgeLine.Side
    var category: String
    var cause: Cause?
    var dimensions: [Value]
  }

  mutating func add(
    _ side: BridgeLine.Side, _ category: String, _ cause: Cause?, _ dimensions: [Value],
    _ amount: Int128
  ) {
    let key = Key(side: side, category: category, cause: cause, dimensions: dimensions)
    let known = sums[key] ?? (0, 0)
    sums[key] = (known.rows + 1, known.amount + amount)
  }

  /// In no order: reports sort by what they write.
  var lines: [BridgeLine] {
    sums.map { key, sum in
      BridgeLine(
        side: key.side, category: key.category, cause: key.cause, rows: sum.rows,
        amount: sum.amount, key: key.dimensions)
    }
  }
}
