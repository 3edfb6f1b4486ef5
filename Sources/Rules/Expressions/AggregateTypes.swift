internal import Ledger

// Sums over the rows of a source, and measures at a coarser level.
extension ExpressionChecker {
  /// Whether a call is over rows: `sum`, `count`, and `min`, `max` of one `source.column`.
  func isAggregate(_ name: String, _ arguments: [Syntax], hasCondition: Bool) -> Bool {
    guard let function = Aggregate.Function(rawValue: name) else { return false }
    if function == .sum || function == .count || hasCondition { return true }
    guard arguments.count == 1, case .path(let path) = arguments[0].kind else { return false }
    return path.count == 2 && names.source(named: path[0].text) != nil
  }

  mutating func aggregate(_ name: Syntax.Name, _ arguments: [Syntax], condition: Syntax?) -> Typed?
  {
    guard case .measure = scope, let function = Aggregate.Function(rawValue: name.text) else {
      report(.aggregateOutsideMeasure(name.text, at: position(name.offset)))
      return nil
    }
    guard arguments.count == 1, case .path(let path) = arguments[0].kind,
      path.count == 2 || (path.count == 1 && function == .count)
    else {
      let offset = arguments.first?.offset ?? name.offset
      report(.aggregateArgument(name.text, at: position(offset)))
      return nil
    }
    guard let source = names.source(named: path[0].text) else {
      report(
        .unknownName(
          .source, path[0].text, known: names.sources.map(\.name),
          at: position(path[0].offset)))
      return nil
    }
    let filter = aggregateFilter(condition, source: source)
    guard path.count == 2 else {
      guard let filter else { return nil }
      return typed(
        Aggregate(.count, source: source, column: nil, filter: filter.expression, type: .integer),
        at: name)
    }
    guard let column = column(path[1], of: source), let filter else { return nil }
    guard let type = names.sources[source].columns[column].type else { return nil }
    guard let result = resultType(function, type) else {
      report(.aggregateType(name.text, type, at: position(path[1].offset)))
      return nil
    }
    return typed(
      Aggregate(function, source: source, column: column, filter: filter.expression, type: result),
      at: name)
  }

  /// The condition over the source's rows; nil, reported, when it is wrong.
  private mutating func aggregateFilter(_ condition: Syntax?, source: Int) -> (
    expression: Expression?, Void
  )? {
    guard let condition else { return (nil, ()) }
    var inner = ExpressionChecker(
      text: text, scope: .row(source: source, whileReading: false), names: names)
    let expression = inner.condition(condition)
    diagnostics += inner.diagnostics
    usedParameters.formUnion(inner.usedParameters)
    return expression.map { ($0, ()) }
  }

  private func resultType(_ function: Aggregate.Function, _ type: ValueType) -> ValueType? {
    switch function {
    case .count: .integer
    case .sum: type.isExact && type != .date ? type : nil
    case .min, .max: type.isExact ? type : nil
    }
  }

  private mutating func typed(_ aggregate: Aggregate, at name: Syntax.Name) -> Typed {
    let index = aggregates.firstIndex(of: aggregate) ?? aggregates.count
    if index == aggregates.count { aggregates.append(aggregate) }
    return typed(.aggregate(index), aggregate.type, at: name.offset)
  }

  /// `total(m)` and `total(m, by [...])`.
  mutating func total(_ name: Syntax.Name, by level: [Syntax.Name]?, at offset: Int) -> Typed? {
    guard case .level(let balance, let dimensions) = scope else {
      report(.totalOutsideCheck(at: position(offset)))
      return nil
    }
    let declared = names.balances[balance]
    var indexes: Set<Int> = []
    var isWrong = false
    for dimension in level ?? [] {
      guard let index = self.dimension(dimension, of: balance, among: dimensions) else {
        isWrong = true
        continue
      }
      if !indexes.insert(index).inserted {
        report(.repeatedDimension(dimension.text, at: position(dimension.offset)))
      }
    }
    guard let measure = declared.measure(named: name.text) else {
      if !declared.isBroken {
        report(
          .unknownName(
            .measure, name.text, known: declared.measureNames,
            at: position(name.offset)))
      }
      return nil
    }
    guard !isWrong, let type = declared.measures[measure].type else { return nil }
    return typed(.total(measure: measure, by: indexes.sorted()), type, at: offset)
  }
}
