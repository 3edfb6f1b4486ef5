import Expressions
import Ledger

/// Totals the sources of a balance by its dimensions, at every level that is written or asked for.
struct Balance: Sendable {
  let plan: BalancePlan
  let tables: [Table]
  let sources: [SourcePlan]
  let references: References

  /// Everything a check needs beyond the figures: which rows stand behind a row of a level.
  struct Worked: Sendable {
    var result: BalanceResult
    var keys: BalanceKeys
    /// For each level of the result the row of every base group.
    var rowOfGroup: [[UInt32]]
    /// For each level the rows with a measure beyond 128 bits.
    var overflows: [Set<Int>]
  }

  /// `levels` are lists of ascending dimension indexes; the full set is always worked out.
  func run(levels: Set<[Int]>) -> Worked {
    let keys = BalanceKeys(plan, tables: tables)
    let base = plan.aggregates.map { aggregate in
      var column = AggregateColumn(aggregate, groupCount: keys.groupCount)
      column.add(
        tables[aggregate.source], source: sources[aggregate.source],
        groups: keys.groupOfRow[aggregate.source] ?? [], references: references)
      return column
    }
    let full = Array(plan.dimensions.indices)
    var worked = Worked(
      result: BalanceResult(levels: []), keys: keys, rowOfGroup: [], overflows: [])
    let others = levels.filter { $0 != full }.sorted { $0.lexicographicallyPrecedes($1) }
    for dimensions in [full] + others {
      let level = Level(keys, dimensions: dimensions, ranks: ranks(keys))
      var overflows: Set<Int> = []
      worked.result.levels.append(self.level(level, keys, base, &overflows))
      worked.overflows.append(overflows)
      worked.rowOfGroup.append(level.rowOfBase)
    }
    return worked
  }

  /// For each dimension the rank of every id in the order of reports.
  private func ranks(_ keys: BalanceKeys) -> [[UInt32]] {
    keys.values.map { values in
      var ranks = [UInt32](repeating: 0, count: values.count)
      for (rank, id) in values.indices.sorted(by: { values[$0].precedes(values[$1]) }).enumerated()
      {
        ranks[id] = UInt32(rank)
      }
      return ranks
    }
  }

  private func level(
    _ level: Level, _ keys: BalanceKeys, _ base: [AggregateColumn], _ overflows: inout Set<Int>
  ) -> BalanceResult.Level {
    let aggregates = base.map {
      $0.folded(level.groupOfBase, groupCount: level.order.count).values(level.order)
    }
    let columns = level.dimensions.map { dimension in
      level.order.map { keys.value(of: dimension, group: level.sample[$0]) }
    }
    return BalanceResult.Level(
      dimensions: level.dimensions, keys: columns,
      measures: measures(level.order.count, level.dimensions, columns, aggregates, &overflows),
      rowCount: level.order.count)
  }

  /// Each measure over aggregates and the measures before it.
  private func measures(
    _ rowCount: Int, _ dimensions: [Int], _ keys: [[Value]], _ aggregates: [[Value]],
    _ overflows: inout Set<Int>
  ) -> [[Value]] {
    var vectors: [Vector?] = Array(repeating: nil, count: plan.dimensions.count)
    for (index, dimension) in dimensions.enumerated() {
      vectors[dimension] = vector(keys[index], plan.dimensions[dimension].type)
    }
    let sums = zip(aggregates, plan.aggregates).map { vector($0, $1.type) }
    var measures: [[Value]] = []
    for measure in plan.measures {
      let frame = Frame(
        rowCount: rowCount, dimensions: vectors,
        measures: zip(measures, plan.measures).map { vector($0, $1.type) }, aggregates: sums,
        totals: [], references: references)
      let worked = values(of: measure.expression, over: frame)
      overflows.formUnion(worked.overflows)
      measures.append(measure.type == .money ? worked.values.map(wholeMoney) : worked.values)
    }
    return measures
  }

  /// A money measure is rounded to the smallest unit once, half away from zero, at its end.
  private func wholeMoney(_ value: Value) -> Value {
    guard case .exact(let ratio) = value, ratio.denominator != 1 else { return value }
    return ratio.rounded(decimals: 0).map { .exact(Ratio($0)) } ?? .missing
  }
}

/// The grouping of base groups at a level, in the order of reports.
private struct Level {
  let dimensions: [Int]
  /// Level groups in order of their keys.
  let order: [Int]
  /// A base group of each level group.
  let sample: [Int]
  /// The level group of each base group.
  let groupOfBase: [UInt32]
  /// The row of each base group.
  let rowOfBase: [UInt32]

  init(_ keys: BalanceKeys, dimensions: [Int], ranks: [[UInt32]]) {
    self.dimensions = dimensions
    var sample: [Int] = []
    var groupOfBase: [UInt32] = []
    var known: [[UInt32]: UInt32] = [:]
    for base in 0..<keys.groupCount {
      let ids = keys.ids(ofGroup: base)
      let key = dimensions.map { ranks[$0][Int(ids[ids.startIndex + $0])] }
      if let group = known[key] {
        groupOfBase.append(group)
        continue
      }
      known[key] = UInt32(sample.count)
      groupOfBase.append(UInt32(sample.count))
      sample.append(base)
    }
    // The total of nothing is a row of zeros.
    if dimensions.isEmpty, sample.isEmpty { sample = [0] }
    let keyOfGroup = known.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    order = dimensions.isEmpty ? [0] : keyOfGroup.map { Int($0.value) }
    var rowOfGroup = [UInt32](repeating: 0, count: max(1, sample.count))
    for (row, group) in order.enumerated() { rowOfGroup[group] = UInt32(row) }
    rowOfBase = groupOfBase.map { rowOfGroup[Int($0)] }
    self.sample = sample
    self.groupOfBase = groupOfBase
  }
}

extension Value {
  /// Whether a key comes before another: missing first, numbers by size, texts by code point.
  func precedes(_ other: Value) -> Bool {
    switch (self, other) {
    case (.missing, .missing): false
    case (.missing, _): true
    case (_, .missing): false
    case (.exact(let a), .exact(let b)): a < b
    case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
    case (.truth(let a), .truth(let b)): !a && b
    default: false
    }
  }
}
