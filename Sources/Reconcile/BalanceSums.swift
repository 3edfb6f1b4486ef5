import Expressions
import Ledger

/// One aggregate of every group; sums and counts start at 0, extremes at missing.
struct AggregateColumn {
  let aggregate: Aggregate
  /// In the unit the source's column is stored in; `missing` for an extreme over nothing.
  private(set) var figures: [Int128]

  /// The marker of missing values in vectors too.
  static let missing = ExactVector.missing

  init(_ aggregate: Aggregate, groupCount: Int) {
    self.aggregate = aggregate
    let isSum = aggregate.function == .sum || aggregate.function == .count
    figures = Array(repeating: isSum ? 0 : Self.missing, count: groupCount)
  }

  /// Adds the rows of the aggregate's source.
  mutating func add(
    _ table: Table, source: SourcePlan, groups: [UInt32], references: References
  ) {
    let kept = aggregate.filter.map {
      truths(of: $0, over: Frame(table: table, source: source, references: references))
    }
    guard let index = aggregate.column else { return count(groups, kept) { _ in true } }
    switch table.columns[index] {
    case .exact(let values): add(values, missing: Column.missingExact, groups, kept)
    case .days(let values): add(values, missing: Column.missingDay, groups, kept)
    case .symbols(let symbols): count(groups, kept) { symbols.ids[$0] != 0 }
    case .texts(let texts): count(groups, kept) { !texts.range(ofRow: $0).isEmpty }
    case nil: break
    }
  }

  /// One loop for each function: the choice is made once, not for every row.
  private mutating func add<Stored: FixedWidthInteger>(
    _ values: [Stored], missing: Stored, _ groups: [UInt32], _ kept: [Bool]?
  ) {
    switch aggregate.function {
    case .sum:
      fold(values, missing, groups, kept) { $0 += Int128($1) }
    case .count: count(groups, kept) { values[$0] != missing }
    case .min:
      fold(values, missing, groups, kept) {
        if $0 == Self.missing || Int128($1) < $0 { $0 = Int128($1) }
      }
    case .max:
      // The marker is smaller than any value.
      fold(values, missing, groups, kept) { $0 = Swift.max($0, Int128($1)) }
    }
  }

  @inline(__always)
  private mutating func fold<Stored: FixedWidthInteger>(
    _ values: [Stored], _ missing: Stored, _ groups: [UInt32], _ kept: [Bool]?,
    _ join: (inout Int128, Stored) -> Void
  ) {
    if let kept {
      for row in groups.indices where kept[row] && values[row] != missing {
        join(&figures[Int(groups[row])], values[row])
      }
    } else {
      for row in groups.indices where values[row] != missing {
        join(&figures[Int(groups[row])], values[row])
      }
    }
  }

  @inline(__always)
  private mutating func count(_ groups: [UInt32], _ kept: [Bool]?, _ isThere: (Int) -> Bool) {
    for row in groups.indices where kept?[row] ?? true && isThere(row) {
      figures[Int(groups[row])] += 1
    }
  }

  /// The same aggregate of the rows of a level.
  func folded(_ level: BalanceLevel) -> ExactVector {
    var coarse = AggregateColumn(aggregate, groupCount: level.rowCount)
    for (group, figure) in figures.enumerated() where figure != Self.missing {
      let row = Int(level.rowOfGroup[group])
      switch aggregate.function {
      case .sum, .count: coarse.figures[row] += figure
      case .min:
        let least = coarse.figures[row]
        coarse.figures[row] = least == Self.missing ? figure : Swift.min(least, figure)
      case .max: coarse.figures[row] = Swift.max(coarse.figures[row], figure)
      }
    }
    let decimals = aggregate.function == .count ? 0 : aggregate.type.storedDecimals
    return ExactVector(coarse.figures, over: decimals == 0 ? [] : [powerOfTen(decimals)])
  }
}
