import Ledger

extension Frame {
  /// A function of the rule language over its arguments.
  func call(
    _ function: Expression.Function, _ arguments: [Expression], type: ValueType
  ) throws(ArithmeticOverflow) -> Vector {
    switch function {
    case .abs:
      let a = try exact(arguments[0])
      return .exact(
        ExactVector(
          a.numerators.map { $0 == ExactVector.missing || $0 >= 0 ? $0 : -$0 },
          over: a.denominators))
    case .min: return .exact(try extreme(arguments, isMaximum: false))
    case .max: return .exact(try extreme(arguments, isMaximum: true))
    case .round: return .exact(try rounded(arguments))
    case .choose: return try chosen(arguments, type: type)
    case .coalesce: return try firstPresent(arguments, type: type)
    case .startsWith: return .truth(try textTest(.starts, arguments))
    case .endsWith: return .truth(try textTest(.ends, arguments))
    case .contains: return .truth(try textTest(.contains, arguments))
    case .folded: return .text(try text(arguments[0]).mapped(references.abbreviations.key))
    case .part, .left, .right: return .text(try piece(function, arguments))
    case .year: return .exact(try civil(arguments[0]) { $0.year })
    case .month: return .exact(try civil(arguments[0]) { $0.month })
    case .day: return .exact(try civil(arguments[0]) { $0.day })
    }
  }

  /// The least or greatest argument; missing when one of them is.
  private func extreme(
    _ arguments: [Expression], isMaximum: Bool
  ) throws(ArithmeticOverflow) -> ExactVector {
    var best = try exact(arguments[0])
    for argument in arguments.dropFirst() {
      let other = try exact(argument)
      let count = broadcast(best.count, other.count)
      var results = ExactCollector(rowCount: count)
      for row in 0..<count {
        guard let x = best.ratio(row), let y = other.ratio(row) else {
          results.appendMissing()
          continue
        }
        try results.append((isMaximum ? x < y : y < x) ? y : x)
      }
      best = results.vector
    }
    return best
  }

  /// `round(x)` and `round(x, n)`, half away from zero; n below 0 rounds to tens, hundreds, thousands.
  private func rounded(_ arguments: [Expression]) throws(ArithmeticOverflow) -> ExactVector {
    let values = try exact(arguments[0])
    let digits = arguments.count > 1 ? try exact(arguments[1]) : ExactVector([0])
    let count = broadcast(values.count, digits.count)
    var results = ExactCollector(rowCount: count)
    for row in 0..<count {
      guard let value = values.ratio(row), let places = digits.ratio(row)?.rounded(decimals: 0)
      else {
        results.appendMissing()
        continue
      }
      guard (-18...18).contains(places) else { throw ArithmeticOverflow() }
      let unit = powerOfTen(Int(places.magnitude))
      let scaled = places < 0 ? value.divided(by: Ratio(unit)) : value.multiplied(by: Ratio(unit))
      guard let whole = scaled?.rounded(decimals: 0),
        let result = places < 0
          ? Ratio(whole).multiplied(by: Ratio(unit)) : Ratio(whole, over: unit)
      else { throw ArithmeticOverflow() }
      try results.append(result)
    }
    return results.vector
  }

  /// `if(c, a, b)`: an unknown condition chooses the second value, as a false one does.
  private func chosen(
    _ arguments: [Expression], type: ValueType
  ) throws(ArithmeticOverflow) -> Vector {
    let condition = try truth(arguments[0])
    let values = [
      try evaluate(arguments[1], over: self), try evaluate(arguments[2], over: self),
    ]
    if condition.count == 1 { return values[condition[0] == .yes ? 0 : 1] }
    return picked(values, condition.map { $0 == .yes ? 0 : 1 }, type: type)
  }

  /// `coalesce(a, b, …)`
  private func firstPresent(
    _ arguments: [Expression], type: ValueType
  ) throws(ArithmeticOverflow) -> Vector {
    var values: [Vector] = []
    for argument in arguments { values.append(try evaluate(argument, over: self)) }
    let choice = (0..<rowCount).map { row in
      values.firstIndex { !$0.isMissing(row) } ?? 0
    }
    return picked(values, choice, type: type)
  }

  private func civil(
    _ argument: Expression, _ part: ((year: Int, month: Int, day: Int)) -> Int
  ) throws(ArithmeticOverflow) -> ExactVector {
    ExactVector(
      try exact(argument).numerators.map {
        guard $0 != ExactVector.missing, let number = Int32(exactly: $0) else {
          return ExactVector.missing
        }
        return Int128(part(Day(number: number).civil))
      })
  }
}
