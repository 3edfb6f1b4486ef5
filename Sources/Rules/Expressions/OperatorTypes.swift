internal import Ledger

// What operators take and give:
//
//     money ± money = money            money × or ÷ number, integer, rate, days = money
//     money ÷ money = rate             number, integer, rate × or ÷ each other
//     rate ± rate = rate               number ± number, integer ± integer
//     rate ÷ rate, number, integer = rate
//     date − date = days               date ± days = date           days ± days = days
extension ExpressionChecker {
  mutating func binary(_ sign: String, _ left: Syntax, _ right: Syntax) -> Typed? {
    switch sign {
    case "and", "or":
      let (a, b) = (condition(left), condition(right))
      guard let a, let b else { return nil }
      return typed(sign == "and" ? .and(a, b) : .or(a, b), .flag, at: left.offset)
    case "+", "-", "*", "/":
      let (a, b) = (check(left), check(right))
      guard let a, let b, let operation = Expression.Arithmetic(rawValue: sign) else { return nil }
      return arithmetic(operation, a, b)
    default:
      let (a, b) = (check(left), check(right))
      guard let a, let b, let comparison = Expression.Comparison(rawValue: sign) else { return nil }
      return compare(comparison, a, b)
    }
  }

  private mutating func compare(_ comparison: Expression.Comparison, _ a: Typed, _ b: Typed)
    -> Typed?
  {
    guard let (operands, type) = unified([a, b], in: "`\(comparison.rawValue)`") else { return nil }
    if type == .flag, comparison != .equal, comparison != .unequal {
      report(.typeMismatch("`\(comparison.rawValue)`", a.type, b.type, at: position(a.offset)))
      return nil
    }
    let sides = keyed(operands.map(\.expression))
    return typed(.comparison(comparison, sides[0], sides[1]), .flag, at: a.offset)
  }

  mutating func between(_ value: Syntax, _ low: Syntax, _ high: Syntax) -> Typed? {
    guard let parts = checkAll([value, low, high]),
      let (operands, type) = unified(parts, in: "`between`")
    else { return nil }
    guard type != .flag else {
      report(
        .wrongType(.flag, expected: "money, number, rate, date, text", at: position(value.offset)))
      return nil
    }
    return typed(
      .between(operands[0].expression, operands[1].expression, operands[2].expression), .flag,
      at: value.offset)
  }

  mutating func membership(_ value: Syntax, _ items: [Syntax]) -> Typed? {
    guard let parts = checkAll([value] + items), let (operands, _) = unified(parts, in: "`in`")
    else { return nil }
    let all = keyed(operands.map(\.expression))
    return typed(.membership(all[0], Array(all.dropFirst())), .flag, at: value.offset)
  }

  mutating func negate(_ operand: Syntax, at offset: Int) -> Typed? {
    guard let value = check(operand) else { return nil }
    if let literal = value.bare {
      return Ratio.zero.subtracting(literal).map { bare($0, at: offset) }
    }
    guard value.type.isExact, value.type != .date else {
      report(
        .wrongType(
          value.type, expected: "money, number, integer, rate, days", at: position(value.offset)))
      return nil
    }
    return typed(.negate(value.expression), value.type, at: offset)
  }

  mutating func arithmetic(_ operation: Expression.Arithmetic, _ a: Typed, _ b: Typed) -> Typed? {
    if let left = a.bare, let right = b.bare { return folded(operation, left, right, a, b) }
    guard a.type.isExact else {
      report(.typeMismatch("`\(operation.rawValue)`", a.type, b.type, at: position(a.offset)))
      return nil
    }
    let (left, right): (Typed?, Typed?) =
      switch operation {
      case .add, .subtract:
        (
          adapted(a, to: b.type == .date ? .days : b.type),
          adapted(b, to: a.type == .date ? .days : a.type)
        )
      case .multiply: (a, b)
      case .divide: (b.type == .money ? adapted(a, to: .money) : a, b)
      }
    guard let left, let right else { return nil }
    // `target * 0.5` is still a rate, while a share of a counted number is a number.
    let isScaledRate =
      operation == .multiply
      && (left.type == .rate && right.bare != nil || left.bare != nil && right.type == .rate)
    let type = isScaledRate ? .rate : resultType(operation, left.type, right.type)
    guard let type else {
      report(.typeMismatch("`\(operation.rawValue)`", a.type, b.type, at: position(b.offset)))
      return nil
    }
    return typed(.arithmetic(operation, left.expression, right.expression), type, at: a.offset)
  }

  private func resultType(
    _ operation: Expression.Arithmetic, _ a: ValueType, _ b: ValueType
  ) -> ValueType? {
    switch operation {
    case .add, .subtract:
      if a == .date {
        return b == .days ? .date : b == .date && operation == .subtract ? .days : nil
      }
      if a == .days, b == .date, operation == .add { return .date }
      return a.isExact && b.isExact && b != .date ? commonType(a, b) : nil
    case .multiply:
      if a == .money { return isFactor(b) ? .money : nil }
      if b == .money { return isFactor(a) ? .money : nil }
      return isFactor(a) && isFactor(b) ? productType(a, b) : nil
    case .divide:
      if a == .money { return b == .money ? .rate : isFactor(b) ? .money : nil }
      guard isFactor(a), isFactor(b) else { return nil }
      return a == .rate ? .rate : .number
    }
  }

  private func isFactor(_ type: ValueType) -> Bool {
    type == .number || type == .integer || type == .rate || type == .days
  }

  private func productType(_ a: ValueType, _ b: ValueType) -> ValueType {
    if a == .rate, b == .rate { return .rate }
    let isWhole = [a, b].allSatisfy { $0 == .integer || $0 == .days }
    return isWhole ? .integer : .number
  }

  /// Literals among themselves are computed here, so that the result can still take another type.
  private mutating func folded(
    _ operation: Expression.Arithmetic, _ left: Ratio, _ right: Ratio, _ a: Typed, _ b: Typed
  ) -> Typed? {
    let value: Ratio? =
      switch operation {
      case .add: left.adding(right)
      case .subtract: left.subtracting(right)
      case .multiply: left.multiplied(by: right)
      case .divide: right == .zero ? nil : left.divided(by: right)
      }
    guard let value else {
      report(.literalArithmetic(at: position(b.offset)))
      return nil
    }
    return bare(value, at: a.offset)
  }
}
