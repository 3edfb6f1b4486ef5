import Expressions
package import Ledger

/// Tells where the figures of balances come from, and what checks saw in a row.
package struct FigureTracer {
  let plan: Plan
  let intake: Intake
  private let references: References

  package init(_ plan: Plan, _ intake: Intake) {
    self.plan = plan
    self.intake = intake
    references = References(plan: plan, tables: intake.tables, for: plan.expressions)
  }

  /// The rows behind each aggregate of a row of a balance's level.
  package func aggregates(ofBalance index: Int, level: [Int], row: Int) -> [AggregateTrace] {
    let balance = plan.balances[index]
    let keys = BalanceKeys(balance, tables: intake.tables)
    let rows = BalanceLevel(keys, dimensions: level)
    return balance.aggregates.enumerated().map { number, aggregate in
      let table = intake.tables[aggregate.source]
      let source = plan.sources[aggregate.source]
      let groups = keys.groupOfRow[aggregate.source] ?? []
      var column = AggregateColumn(aggregate, groupCount: keys.groupCount)
      column.add(table, source: source, groups: groups, references: references)
      let kept = aggregate.filter.map {
        truths(of: $0, over: Frame(table: table, source: source, references: references))
      }
      let behind = groups.indices.filter { tableRow in
        Int(rows.rowOfGroup[Int(groups[tableRow])]) == row && kept?[tableRow] ?? true
          && !isMissing(table, aggregate.column, tableRow)
      }
      return AggregateTrace(
        aggregate: number,
        value: column.folded(rows).ratio(row).map { .exact($0) } ?? .missing, rows: behind)
    }
  }

  private func isMissing(_ table: Table, _ column: Int?, _ row: Int) -> Bool {
    guard let column else { return false }
    return (table.columns[column]?.value(ofRow: row, type: .number) ?? .missing) == .missing
  }

  /// What the checks on a balance's level saw in a row of it.
  package func checks(onBalance index: Int, level: [Int], row: Int) -> [CheckTrace] {
    let checks = plan.checks.indices.filter {
      plan.checks[$0].subject == .balance(index, level: level)
    }
    if checks.isEmpty { return [] }
    let worked = Balance(
      plan: plan.balances[index], tables: intake.tables, sources: plan.sources,
      references: references
    ).run(levels: plan.levels(ofBalance: index))
    return checks.map { number in
      let totals = Set(plan.checks[number].condition.totals.map(\.dimensions))
        .sorted { $0.lexicographicallyPrecedes($1) }
      return trace(number, over: worked.frame(level, totals: totals, references), row: row)
    }
  }

  /// What the checks on a source saw in a row of it.
  package func checks(onSource index: Int, row: Int) -> [CheckTrace] {
    let frame = Frame(
      table: intake.tables[index], source: plan.sources[index], rows: [row], references: references)
    return plan.checks.indices.filter { plan.checks[$0].subject == .source(index) }
      .map { trace($0, over: frame, row: 0) }
  }

  /// What the checks on a match saw in a pair.
  package func checks(onMatch index: Int, left: Int, right: Int) -> [CheckTrace] {
    let match = plan.matches[index]
    let frame = Frame(
      left: intake.tables[match.left.source], leftSource: plan.sources[match.left.source],
      leftRows: [left], right: intake.tables[match.right.source],
      rightSource: plan.sources[match.right.source], rightRows: [right], references: references)
    return plan.checks.indices.filter { plan.checks[$0].subject == .match(index) }
      .map { trace($0, over: frame, row: 0) }
  }

  private func trace(_ number: Int, over frame: Frame, row: Int) -> CheckTrace {
    let condition = plan.checks[number].condition
    let shown = frame.picking([row])
    func value(_ expression: Expression) -> Value { values(of: expression, over: shown).values[0] }
    let holds: Bool? = if case .truth(let truth) = value(condition) { truth } else { nil }
    return CheckTrace(
      check: number, holds: holds,
      operands: condition.compared.map { CheckTrace.Operand(expression: $0, value: value($0)) })
  }
}

extension Expression {
  /// What a condition compares, each once, without constants.
  fileprivate var compared: [Expression] {
    var found: [Expression] = []
    func add(_ expression: Expression) {
      if case .constant = expression.node { return }
      if !found.contains(expression) { found.append(expression) }
    }
    func visit(_ condition: Expression) {
      switch condition.node {
      case .not, .and, .or: condition.parts.forEach(visit)
      case .comparison, .between, .membership, .isMissing, .call: condition.parts.forEach(add)
      default: add(condition)
      }
    }
    visit(self)
    return found
  }
}
