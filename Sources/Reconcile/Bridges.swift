import Ledger

/// Everything that leads from the left total of a money column to the right total.
///
/// First line the left total, last line the right total; left + all between = right, exactly.
func bridge(
  _ bridge: MatchPlan.SharedColumn, _ match: MatchPlan, _ result: MatchResult, left: Table,
  right: Table
) -> [BridgeLine] {
  guard case .exact(let lefts) = left.columns[bridge.left],
    case .exact(let rights) = right.columns[bridge.right]
  else { return [] }
  func money(_ values: [Int64], _ row: Int) -> Int128 {
    values[row] == Column.missingExact ? 0 : Int128(values[row])
  }
  var sums = BridgeSums()
  var (leftTotal, rightTotal): (Int128, Int128) = (0, 0)
  var (leftCount, rightCount) = (0, 0)
  let comparison = match.comparisons.firstIndex {
    $0.left == bridge.left && $0.right == bridge.right
  }
  let window = comparison.map {
    Window(
      pair: .exact(left: lefts, right: rights), test: match.comparisons[$0].test)
  }
  for row in lefts.indices where result.leftOutcomes[row] != .filtered {
    let amount = money(lefts, row)
    leftTotal += amount
    leftCount += 1
    let partner = Int(result.partnerOfLeft[row])
    if partner >= 0 {
      let difference = money(rights, partner) - amount
      if difference == 0 { continue }
      let isSettled = comparison.map {
        match.comparisons[$0].settledBy.contains(Int(result.passOfLeft[row]))
      }
      let differs = isSettled == false && window?.agrees(row, partner) == false
      sums.add(.both, differs ? "differs" : "within-tolerance", 1, difference)
    } else if result.leftOutcomes[row] == .missing {
      sums.add(.left, Outcome.missing.name(on: .left), 1, -amount)
    } else if result.leftOutcomes[row] == .pending {
      sums.add(.left, Outcome.pending.name(on: .left), 1, -amount)
    }
  }
  for row in rights.indices where result.rightOutcomes[row] != .filtered {
    let amount = money(rights, row)
    rightTotal += amount
    rightCount += 1
    if result.rightOutcomes[row] == .missing {
      sums.add(.right, Outcome.missing.name(on: .right), 1, amount)
    } else if result.rightOutcomes[row] == .pending {
      sums.add(.right, Outcome.pending.name(on: .right), 1, amount)
    }
  }
  for group in result.groups {
    let total = RowSums(group.rows, left: lefts, right: rights)
    if total.left == total.right { continue }
    let isSettled = comparison.map { match.comparisons[$0].settledBy.contains(group.pass) }
    let differs = isSettled == false && window?.agree(sums: total) == false
    sums.add(.both, differs ? "differs" : "within-tolerance", 1, total.right - total.left)
  }
  for set in result.sets {
    let difference =
      set.right.reduce(0) { $0 + money(rights, $1) } - set.left.reduce(0) { $0 + money(lefts, $1) }
    let row = set.left.first.map { result.leftOutcomes[$0] } ?? result.rightOutcomes[set.right[0]]
    sums.add(.both, row.name(on: .left), 1, difference)
  }
  return [
    BridgeLine(side: .left, category: "total", cause: nil, rows: leftCount, amount: leftTotal)
  ]
    + sums.lines
    + [
      BridgeLine(side: .right, category: "total", cause: nil, rows: rightCount, amount: rightTotal)
    ]
}

/// Amounts by side and class.
private struct BridgeSums {
  private var sums: [Key: (rows: Int, amount: Int128)] = [:]

  private struct Key: Hashable {
    var side: BridgeLine.Side
    var category: String
  }

  mutating func add(_ side: BridgeLine.Side, _ category: String, _ rows: Int, _ amount: Int128) {
    let known = sums[Key(side: side, category: category)] ?? (0, 0)
    sums[Key(side: side, category: category)] = (known.rows + rows, known.amount + amount)
  }

  /// Left before right before both, then by class.
  var lines: [BridgeLine] {
    let order: [BridgeLine.Side] = [.left, .right, .both]
    return sums.map { key, sum in
      BridgeLine(
        side: key.side, category: key.category,
        cause: key.category == "within-tolerance" ? nil : .unknown, rows: sum.rows,
        amount: sum.amount)
    }.sorted {
      let (a, b) = (order.firstIndex(of: $0.side) ?? 0, order.firstIndex(of: $1.side) ?? 0)
      return a != b ? a < b : $0.category < $1.category
    }
  }
}
