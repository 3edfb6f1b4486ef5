import Expressions
import Ledger

/// One aggregate of every group; sums and counts start at 0, extremes at missing.
struct AggregateColumn {
  let aggregate: Aggregate
  /// In the unit the source's column is stored in; `missing` for an extreme over nothing.
  private(set) var figures: [Int128]

  static let missing = Int128.min

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
    guard let index = aggregate.column else {
      for row in groups.indices where kept?[row] ?? true { figures[Int(groups[row])] += 1 }
      return
    }
    switch table.columns[index] {
    case .exact(let values):
      for row in groups.indices where values[row] != Column.missingExact && kept?[row] ?? true {
        fold(Int128(values[row]), into: Int(groups[row]))
      }
    case .days(let values):
      for row in groups.indices where values[row] != Column.missingDay && kept?[row] ?? true {
        fold(Int128(values[row]), into: Int(groups[row]))
      }
    case .symbols(let symbols):
      for row in groups.indices where symbols.ids[row] != 0 && kept?[row] ?? true {
        fold(0, into: Int(groups[row]))
      }
    case .texts(let texts):
      for row in groups.indices where !texts.range(ofRow: row).isEmpty && kept?[row] ?? true {
        fold(0, into: Int(groups[row]))
      }
    case nil: break
    }
  }

  /// The same aggregate of coarser groups.
  func folded(_ groupOfGroup: [UInt32], groupCount: Int) -> AggregateColumn {
    var coarse = AggregateColumn(aggregate, groupCount: groupCount)
    for (group, figure) in figures.enumerated() where figure != Self.missing {
      let target = Int(groupOfGroup[group])
      if aggregate.function == .count {
        coarse.figures[target] += figure
      } else {
        coarse.fold(figure, into: target)
      }
    }
    return coarse
  }

  /// The figures of groups in an order, as values.
  func values(_ order: [Int]) -> [Value] {
    let decimals = aggregate.function == .count ? 0 : aggregate.type.storedDecimals
    let unit = powerOfTen(decimals)
    return order.map { group in
      figures[group] == Self.missing ? .missing : .exact(Ratio(figures[group], over: unit))
    }
  }

  @inline(__always)
  private mutating func fold(_ value: Int128, into group: Int) {
    switch aggregate.function {
    case .sum: figures[group] += value
    case .count: figures[group] += 1
    case .min: figures[group] = figures[group] == Self.missing ? value : min(figures[group], value)
    case .max: figures[group] = figures[group] == Self.missing ? value : max(figures[group], value)
    }
  }
}
