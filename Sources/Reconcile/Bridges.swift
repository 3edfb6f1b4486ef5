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
    comparison = match.comparisons.first { $0.left == column.left && $0.right == column.right }
    window = comparison.map {
      Window(pair: .exact(left: lefts, right: rights), test: $0.test)
    }
  }

  /// Takes the way from left to right over everything that became of the rows.
  mutating func build(_ result: MatchResult) {
    let leftTotal = addLeft(result)
    let rightTotal = addRight(result)
    for group in result.groups {
      let total = RowSums(group.rows, left: lefts, right: rights)
      if total.left == total.right { continue }
      let differs = isCompared(in: group.pass) && window?.agree(sums: total) == false
      addPaired(total.right - total.left, differs: differs, group.rows.left[0])
    }
    for set in result.sets {
      let total = RowSums(set, left: lefts, right: rights)
      let outcome =
        set.left.first.map { result.leftOutcomes[$0] } ?? result.rightOutcomes[set.right[0]]
      sums.add(
        .both, outcome.name(on: .left), key(set.left.first, set.right.first),
        total.right - total.left)
    }
    lines = [leftTotal] + sums.lines + [rightTotal]
  }

  private mutating func addLeft(_ result: MatchResult) -> BridgeLine {
    var total = BridgeLine(side: .left, category: "total", cause: nil, rows: 0, amount: 0)
    for row in lefts.indices where result.leftOutcomes[row] != .filtered {
      let amount = money(lefts, row)
      total.amount += amount
      total.rows += 1
      let partner = Int(result.partnerOfLeft[row])
      if partner >= 0 {
        let difference = money(rights, partner) - amount
        if difference == 0 { continue }
        let isCompared = isCompared(in: Int(result.passOfLeft[row]))
        addPaired(
          difference, differs: isCompared && window?.agrees(row, partner) == false, row)
      } else if result.leftOutcomes[row].isAlone {
        sums.add(.left, result.leftOutcomes[row].name(on: .left), key(row, nil), -amount)
      }
    }
    return total
  }

  private mutating func addRight(_ result: MatchResult) -> BridgeLine {
    var total = BridgeLine(side: .right, category: "total", cause: nil, rows: 0, amount: 0)
    for row in rights.indices where result.rightOutcomes[row] != .filtered {
      let amount = money(rights, row)
      total.amount += amount
      total.rows += 1
      if result.rightOutcomes[row].isAlone {
        sums.add(.right, result.rightOutcomes[row].name(on: .right), key(nil, row), amount)
      }
    }
    return total
  }

  /// A difference between rows that belong together.
  private mutating func addPaired(_ difference: Int128, differs: Bool, _ row: Int) {
    if !differs { tolerated += abs(difference) }
    sums.add(.both, differs ? "differs" : "within-tolerance", key(row, nil), difference)
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

extension Outcome {
  /// The row stands on one side only.
  fileprivate var isAlone: Bool {
    switch self {
    case .missing, .pending: true
    case .matched, .differs, .duplicate, .ambiguous, .filtered: false
    }
  }
}

/// Amounts by side, class and dimensions.
private struct BridgeSums {
  private var sums: [Key: (rows: Int, amount: Int128)] = [:]

  private struct Key: Hashable {
    var side: BridgeLine.Side
    var category: String
    var dimensions: [Value]
  }

  mutating func add(
    _ side: BridgeLine.Side, _ category: String, _ dimensions: [Value], _ amount: Int128
  ) {
    let key = Key(side: side, category: category, dimensions: dimensions)
    let known = sums[key] ?? (0, 0)
    sums[key] = (known.rows + 1, known.amount + amount)
  }

  /// In no order: reports sort by what they write.
  var lines: [BridgeLine] {
    sums.map { key, sum in
      BridgeLine(
        side: key.side, category: key.category,
        cause: key.category == "within-tolerance" ? nil : .unknown, rows: sum.rows,
        amount: sum.amount, key: key.dimensions)
    }
  }
}
