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
    /// One for each level of the result.
    var levels: [WorkedLevel] = []

    /// The level of these dimensions (ascending indexes), which must exist.
    func level(_ dimensions: [Int]) -> WorkedLevel {
      guard let level = levels.first(where: { $0.level.dimensions == dimensions }) else {
        preconditionFailure("a level that no plan asked for was looked up")
      }
      return level
    }
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
    var worked = Worked(result: BalanceResult(levels: []), keys: keys)
    let others = levels.filter { $0 != full }.sorted { $0.lexicographicallyPrecedes($1) }
    for dimensions in [full] + others {
      let level = BalanceLevel(keys, dimensions: dimensions)
      let figures = WorkedLevel(
        level, keys, plan, aggregates: base.map { $0.folded(level) }, references: references)
      worked.result.levels.append(figures.result(keys))
      worked.levels.append(figures)
    }
    return worked
  }
}
