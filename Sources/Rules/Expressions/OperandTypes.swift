internal import Ledger

// Bare literals take the type of the other operand; operands of one kind find a common type.
extension ExpressionChecker {
  /// A bare literal as a value of a type; nil, reported, when the type has no such value.
  mutating func adapted(_ literal: Typed, to type: ValueType) -> Typed? {
    guard let value = literal.bare else { return literal }
    switch type {
    case .money:
      guard let units = value.multiplied(by: Ratio(powerOfTen(names.currency.decimals))),
        units.isWhole
      else {
        report(.tooFine(names.currency, at: position(literal.offset)))
        return nil
      }
      return typed(.constant(.exact(units)), .money, at: literal.offset)
    case .number, .rate: return typed(.constant(.exact(value)), type, at: literal.offset)
    case .integer, .days:
      guard value.isWhole else {
        guard type == .integer else {
          report(.wholeDays(at: position(literal.offset)))
          return nil
        }
        return typed(.constant(.exact(value)), .number, at: literal.offset)
      }
      return typed(.constant(.exact(value)), type, at: literal.offset)
    case .date, .text, .code, .flag:
      report(.literalOfOtherType(literal.type, expected: type, at: position(literal.offset)))
      return nil
    }
  }

  /// The operands with one type; nil, reported at the first that does not fit.
  mutating func unified(_ operands: [Typed], in place: String) -> (
    operands: [Typed], type: ValueType
  )? {
    guard let lead = operands.first(where: { $0.bare == nil }) ?? operands.first else { return nil }
    var type = lead.bare == nil ? lead.type : .integer
    for operand in operands {
      if operand.bare != nil {
        if lead.bare != nil, operand.type == .number { type = .number }
        continue
      }
      guard let common = commonType(type, operand.type) else {
        // The one further to the right is the first wrong character: all before it fits.
        report(.typeMismatch(place, lead.type, operand.type, at: position(operand.offset)))
        return nil
      }
      type = common
    }
    var result: [Typed] = []
    for operand in operands {
      guard let adapted = adapted(operand, to: type) else { return nil }
      result.append(adapted)
    }
    return (result, type)
  }

  func commonType(_ a: ValueType, _ b: ValueType) -> ValueType? {
    if a == b { return a }
    if a.isText, b.isText { return .text }
    let pair: Set<ValueType> = [a, b]
    return pair == [.integer, .number] ? .number : nil
  }

  /// All parts checked, so that each tells its own errors; nil when one is wrong.
  mutating func checkAll(_ parts: [Syntax]) -> [Typed]? {
    var result: [Typed] = []
    for part in parts {
      if let typed = check(part) { result.append(typed) }
    }
    return result.count == parts.count ? result : nil
  }
}

extension ExpressionChecker {
  /// Texts that stand beside `folded(…)` are folded too: `folded(name) = 'Đồng'` could never hold.
  func keyed(_ operands: [Expression]) -> [Expression] {
    guard operands.contains(where: { if case .call(.folded, _) = $0.node { true } else { false } })
    else { return operands }
    return operands.map { operand in
      guard case .constant(.text(let text)) = operand.node else { return operand }
      return Expression(.constant(.text(names.abbreviations.key(of: text))), operand.type)
    }
  }
}
