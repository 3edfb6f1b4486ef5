internal import Ledger

/// Looks up the names of a written expression and gives every part its type.
///
/// A part that is wrong is nil: it was reported once, and what contains it says no more.
struct ExpressionChecker {
  let text: ExpressionText
  let scope: Scope
  let names: Declarations
  var diagnostics: [Diagnostic] = []
  /// Sums and counts of the balance, in which measures share equal ones.
  var aggregates: [Aggregate] = []
  /// Indexes of the parameters that occur.
  var usedParameters: Set<Int> = []
  /// How many of the diagnostics say only that this scope does not have a name.
  var absentNameCount = 0

  init(text: ExpressionText, scope: Scope, names: Declarations) {
    self.text = text
    self.scope = scope
    self.names = names
  }

  /// A part whose type is known.
  struct Typed {
    var expression: Expression
    /// A literal number without a unit; it takes the type of the other operand.
    var bare: Ratio?
    var offset: Int

    var type: ValueType { expression.type }
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Reports a name that another scope may well have.
  mutating func reportAbsent(_ diagnostic: Diagnostic) {
    absentNameCount += 1
    report(diagnostic)
  }

  func position(_ offset: Int) -> Position { text.position(offset) }

  func typed(_ node: Expression.Node, _ type: ValueType, at offset: Int) -> Typed {
    Typed(expression: Expression(node, type), bare: nil, offset: offset)
  }

  func bare(_ value: Ratio, at offset: Int) -> Typed {
    let type: ValueType = value.isWhole ? .integer : .number
    return Typed(
      expression: Expression(.constant(.exact(value)), type), bare: value, offset: offset)
  }

  mutating func check(_ syntax: Syntax) -> Typed? {
    let offset = syntax.offset
    switch syntax.kind {
    case .number(let value): return bare(value, at: offset)
    case .percent(let value): return typed(.constant(.exact(value)), .rate, at: offset)
    case .days(let value):
      guard value.isWhole else {
        report(.wholeDays(at: position(offset)))
        return nil
      }
      return typed(.constant(.exact(value)), .days, at: offset)
    case .text(let text):
      return typed(.constant(text.isEmpty ? .missing : .text(text)), .text, at: offset)
    case .date(let day): return typed(.constant(.exact(Ratio(day.number))), .date, at: offset)
    case .truth(let truth): return typed(.constant(.truth(truth)), .flag, at: offset)
    case .path(let path): return resolve(path)
    case .call(let function, let arguments, let condition):
      return call(function, arguments, condition: condition)
    case .total(let measure, let level): return total(measure, by: level, at: offset)
    case .negate(let operand): return negate(operand, at: offset)
    case .not(let operand):
      guard let operand = condition(operand) else { return nil }
      return typed(.not(operand), .flag, at: offset)
    case .binary(let sign, let left, let right): return binary(sign, left, right)
    case .between(let value, let low, let high): return between(value, low, high)
    case .membership(let value, let items): return membership(value, items)
    case .isMissing(let operand):
      guard let operand = check(operand) else { return nil }
      return typed(.isMissing(operand.expression), .flag, at: offset)
    }
  }

  /// A part that must be true or false.
  mutating func condition(_ syntax: Syntax) -> Expression? {
    guard let typed = check(syntax) else { return nil }
    guard typed.type == .flag else {
      report(.notACondition(typed.type, at: position(typed.offset)))
      return nil
    }
    return typed.expression
  }

  /// The whole expression, which must give what is expected.
  mutating func check(_ syntax: Syntax, expecting expectation: Expectation) -> Expression? {
    if case .condition = expectation { return condition(syntax) }
    guard let typed = check(syntax) else { return nil }
    switch expectation {
    case .type(let type): return converted(typed, to: type)
    case .text where !typed.type.isText:
      report(.wrongType(typed.type, expected: "text", at: position(typed.offset)))
      return nil
    case .difference where !typed.type.isExact || typed.type == .date:
      report(
        .wrongType(
          typed.type, expected: "money, number, integer, rate, days", at: position(typed.offset)))
      return nil
    case .figure where !typed.type.isExact:
      report(
        .wrongType(
          typed.type, expected: "money, number, integer, rate, date, days",
          at: position(typed.offset)))
      return nil
    default: return typed.expression
    }
  }

  /// The part as a value of a type that is given from outside.
  private mutating func converted(_ typed: Typed, to type: ValueType) -> Expression? {
    if typed.bare != nil { return adapted(typed, to: type)?.expression }
    let fits =
      typed.type == type || typed.type.isText && type.isText
      || typed.type == .integer && type == .number || typed.type == .days && type == .integer
    guard fits else {
      report(.wrongType(typed.type, expected: type.rawValue, at: position(typed.offset)))
      return nil
    }
    return Expression(typed.expression.node, type)
  }
}
