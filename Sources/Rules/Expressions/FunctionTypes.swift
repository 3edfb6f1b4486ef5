internal import Ledger

// What functions take and give.
extension ExpressionChecker {
  mutating func call(_ name: Syntax.Name, _ arguments: [Syntax], condition: Syntax?) -> Typed? {
    if isAggregate(name.text, arguments, hasCondition: condition != nil) {
      return aggregate(name, arguments, condition: condition)
    }
    guard let function = Expression.Function(rawValue: name.text) else {
      let known = Expression.Function.allCases.map(\.rawValue) + ["sum", "count", "total"]
      report(.unknownFunction(name.text, known: known, at: position(name.offset)))
      return nil
    }
    if let condition {
      report(.strayCondition(at: position(condition.offset)))
      return nil
    }
    let counts = argumentCounts(of: function)
    guard counts.contains(arguments.count) else {
      report(
        .argumentCount(
          name.text, expected: counts, found: arguments.count, at: position(name.offset)))
      return nil
    }
    guard let values = checkAll(arguments) else { return nil }
    guard let (type, operands) = signature(function, values, at: name) else { return nil }
    let expressions = operands.map(\.expression)
    let isTextTest = [.startsWith, .endsWith, .contains].contains(function)
    return typed(
      .call(function, isTextTest ? keyed(expressions) : expressions), type, at: name.offset)
  }

  private func argumentCounts(of function: Expression.Function) -> ClosedRange<Int> {
    switch function {
    case .abs, .folded, .year, .month, .day: 1...1
    case .round: 1...2
    case .min, .max, .coalesce: 2...64
    case .choose, .part: 3...3
    case .startsWith, .endsWith, .contains, .left, .right: 2...2
    }
  }

  /// The type of a call and its arguments with the types they take there; nil, reported.
  private mutating func signature(
    _ function: Expression.Function, _ values: [Typed], at name: Syntax.Name
  ) -> (ValueType, [Typed])? {
    let place = "`\(name.text)`"
    switch function {
    case .abs:
      guard expectNumbers(values[0]) else { return nil }
      return (values[0].type, values)
    case .round:
      guard expectNumbers(values[0]) else { return nil }
      if values.count == 2, !expectCount(values[1]) { return nil }
      return (values[0].type, values)
    case .min, .max:
      guard values.map({ expectFigure($0) }).allSatisfy({ $0 }),
        let (operands, type) = unified(values, in: place)
      else { return nil }
      return (type, operands)
    case .coalesce:
      guard let (operands, type) = unified(values, in: place) else { return nil }
      return (type, operands)
    case .choose:
      guard values[0].type == .flag else {
        report(.notACondition(values[0].type, at: position(values[0].offset)))
        return nil
      }
      guard let (operands, type) = unified(Array(values.dropFirst()), in: place) else { return nil }
      return (type, [values[0]] + operands)
    case .startsWith, .endsWith, .contains:
      return values.map({ expectText($0) }).allSatisfy { $0 } ? (.flag, values) : nil
    case .folded: return expectText(values[0]) ? (.text, values) : nil
    case .part:
      let fits = [expectText(values[0]), expectText(values[1]), expectCount(values[2])]
      return fits.allSatisfy { $0 } ? (.text, values) : nil
    case .left, .right:
      let fits = [expectText(values[0]), expectCount(values[1])]
      return fits.allSatisfy { $0 } ? (.text, values) : nil
    case .year, .month, .day:
      guard values[0].type == .date else {
        report(.wrongType(values[0].type, expected: "date", at: position(values[0].offset)))
        return nil
      }
      return (.integer, values)
    }
  }

  private mutating func expectNumbers(_ value: Typed) -> Bool {
    if value.type.isExact, value.type != .date { return true }
    report(
      .wrongType(
        value.type, expected: "money, number, integer, rate, days", at: position(value.offset)))
    return false
  }

  private mutating func expectFigure(_ value: Typed) -> Bool {
    if value.type.isExact { return true }
    report(
      .wrongType(
        value.type, expected: "money, number, integer, rate, date, days", at: position(value.offset)
      ))
    return false
  }

  private mutating func expectText(_ value: Typed) -> Bool {
    if value.type.isText { return true }
    report(.wrongType(value.type, expected: "text", at: position(value.offset)))
    return false
  }

  private mutating func expectCount(_ value: Typed) -> Bool {
    if value.type == .integer { return true }
    report(.wrongType(value.type, expected: "integer", at: position(value.offset)))
    return false
  }
}
