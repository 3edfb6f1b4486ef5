import Ledger

/// Expressions as the rule language writes them, with the values of parameters in place of their names.
struct ExpressionWriter {
  let plan: Plan
  let scope: Scope

  /// What the names of an expression belong to.
  enum Scope {
    case source(Int)
    case match(Int)
    case balance(Int)
  }

  /// How tightly operators bind, loosest first.
  private enum Binding: Int {
    case or, and, not, comparison, sum, product, value
  }

  func text(_ expression: Expression) -> String { text(expression, within: .or) }

  private func text(_ expression: Expression, within outer: Binding) -> String {
    let (text, own) = written(expression)
    return own.rawValue < outer.rawValue ? "(\(text))" : text
  }

  private func written(_ expression: Expression) -> (String, Binding) {
    switch expression.node {
    case .constant(let value):
      return (RuleForm(plan.currency).text(value, type: expression.type), .value)
    case .negate(let a): return ("-" + text(a, within: .value), .value)
    case .not(let a): return ("not " + text(a, within: .not), .not)
    case .arithmetic(let operation, let a, let b):
      let isProduct = operation == .multiply || operation == .divide
      let own: Binding = isProduct ? .product : .sum
      // What stands behind minus or a division keeps its brackets.
      let inner: Binding = isProduct ? .value : .product
      return ("\(text(a, within: own)) \(operation.rawValue) \(text(b, within: inner))", own)
    case .comparison(let operation, let a, let b):
      return (
        "\(text(a, within: .sum)) \(operation.rawValue) \(text(b, within: .sum))", .comparison
      )
    case .and(let a, let b):
      return ("\(text(a, within: .and)) and \(text(b, within: .and))", .and)
    case .or(let a, let b): return ("\(text(a, within: .or)) or \(text(b, within: .or))", .or)
    case .between(let a, let low, let high):
      let bounds = "\(text(low, within: .sum)) and \(text(high, within: .sum))"
      return ("\(text(a, within: .sum)) between \(bounds)", .comparison)
    case .membership(let a, let list):
      return ("\(text(a, within: .sum)) in (\(joined(list)))", .comparison)
    case .isMissing(let a): return ("\(text(a, within: .sum)) is missing", .comparison)
    case .call(let function, let arguments):
      return ("\(function.rawValue)(\(joined(arguments)))", .value)
    case .follow(let base, let source, _, let column):
      return (text(base, within: .value) + "." + name(source, column), .value)
    default: return (name(expression.node), .value)
    }
  }

  private func joined(_ list: [Expression]) -> String {
    list.map { text($0) }.joined(separator: ", ")
  }

  /// The name of a leaf.
  private func name(_ node: Expression.Node) -> String {
    switch (node, scope) {
    case (.column(let index), .source(let source)): name(source, index)
    case (.left(let index), .match(let match)):
      "left." + name(plan.matches[match].left.source, index)
    case (.right(let index), .match(let match)):
      "right." + name(plan.matches[match].right.source, index)
    case (.dimension(let index), .balance(let balance)):
      plan.balances[balance].dimensions[index].name
    case (.measure(let index), .balance(let balance)):
      plan.balances[balance].measures[index].name
    case (.aggregate(let index), .balance(let balance)):
      text(plan.balances[balance].aggregates[index])
    case (.total(let measure, let by), .balance(let balance)):
      total(plan.balances[balance], measure, by)
    case (.fileName, _): "file.name"
    case (.fileDate, _): "file.date"
    case (.sheet, _): "sheet"
    default: ""
    }
  }

  private func total(_ balance: BalancePlan, _ measure: Int, _ by: [Int]) -> String {
    let name = balance.measures[measure].name
    let dimensions = by.map { balance.dimensions[$0].name }.joined(separator: ", ")
    return by.isEmpty ? "total(\(name))" : "total(\(name), by [\(dimensions)])"
  }

  /// `sum(treasury.amount where date > 2024-01-01)`
  func text(_ aggregate: Aggregate) -> String {
    let source = plan.sources[aggregate.source].name
    let column = aggregate.column.map { "." + name(aggregate.source, $0) } ?? ""
    let writer = ExpressionWriter(plan: plan, scope: .source(aggregate.source))
    let filter = aggregate.filter.map { " where " + writer.text($0) } ?? ""
    return "\(aggregate.function.rawValue)(\(source)\(column)\(filter))"
  }

  private func name(_ source: Int, _ column: Int) -> String {
    plan.sources[source].columns[column].name
  }
}

extension ExpressionWriter {
  /// For the condition of a check.
  init(_ check: CheckPlan, _ plan: Plan) {
    let scope: Scope =
      switch check.subject {
      case .source(let source): .source(source)
      case .match(let match): .match(match)
      case .balance(let balance, _): .balance(balance)
      }
    self.init(plan: plan, scope: scope)
  }
}
