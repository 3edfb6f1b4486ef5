import Ledger

/// A function of the rule language over its arguments.
func call(
  _ function: Expression.Function, _ arguments: [Expression], type: ValueType, _ frame: Frame
) throws(ArithmeticOverflow) -> Vector {
  switch function {
  case .abs:
    let a = try exact(arguments[0], frame)
    return .exact(
      ExactVector(
        a.numerators.map { $0 == ExactVector.missing || $0 >= 0 ? $0 : -$0 }, over: a.denominators))
  case .min: return try extreme(arguments, frame) { $0 < $1 }
  case .max: return try extreme(arguments, frame) { $0 > $1 }
  case .round: return try rounded(arguments, frame)
  case .choose:
    // An unknown condition chooses the second value, as a false one does.
    let condition = try truth(arguments[0], frame)
    return try picked(arguments.dropFirst(), type: type, frame) { row, _ in
      condition[condition.count == 1 ? 0 : row] == .yes ? 0 : 1
    }
  case .coalesce:
    return try picked(arguments[...], type: type, frame) { row, vectors in
      vectors.firstIndex { $0.value(row) != .missing } ?? 0
    }
  case .startsWith: return try textTest(arguments, frame) { $0.utf8.starts(with: $1.utf8) }
  case .endsWith: return try textTest(arguments, frame) { $0.hasSuffix($1) }
  case .contains: return try textTest(arguments, frame) { contains($0, $1) }
  case .folded: return .text(try text(arguments[0], frame).mapped(folded))
  case .part, .left, .right: return try piece(function, arguments, frame)
  case .year: return .exact(try civil(arguments[0], frame) { $0.year })
  case .month: return .exact(try civil(arguments[0], frame) { $0.month })
  case .day: return .exact(try civil(arguments[0], frame) { $0.day })
  }
}

/// The least or greatest argument; missing when one of them is.
private func extreme(
  _ arguments: [Expression], _ frame: Frame, _ isBetter: (Ratio, Ratio) -> Bool
) throws(ArithmeticOverflow) -> Vector {
  var vectors: [ExactVector] = []
  for argument in arguments { vectors.append(try exact(argument, frame)) }
  let count = vectors.map(\.count).max() ?? 0
  return .exact(
    try ExactVector(count: count) { (row) throws(ArithmeticOverflow) in
      var best: Ratio?
      for vector in vectors {
        guard let value = vector.ratio(row) else { return nil }
        if best.map({ isBetter(value, $0) }) ?? true { best = value }
      }
      return best
    })
}

private func rounded(
  _ arguments: [Expression], _ frame: Frame
) throws(ArithmeticOverflow) -> Vector {
  let values = try exact(arguments[0], frame)
  let digits = arguments.count > 1 ? try exact(arguments[1], frame) : ExactVector([0])
  return .exact(
    try ExactVector(count: max(values.count, digits.count)) { (row) throws(ArithmeticOverflow) in
      guard let value = values.ratio(row), let places = digits.ratio(row)?.rounded(decimals: 0)
      else { return nil }
      // Negative places round to tens, hundreds, thousands.
      guard (-18...18).contains(places) else { throw ArithmeticOverflow() }
      let unit = powerOfTen(Int(places.magnitude))
      let scaled = places < 0 ? value.divided(by: Ratio(unit)) : value.multiplied(by: Ratio(unit))
      guard let whole = scaled?.rounded(decimals: 0) else { throw ArithmeticOverflow() }
      return places < 0
        ? Ratio(whole).multiplied(by: Ratio(unit)) : Ratio(whole, over: unit)
    })
}

/// For each row the value of the argument that `choice` names.
private func picked(
  _ arguments: ArraySlice<Expression>, type: ValueType, _ frame: Frame,
  choice: (Int, [Vector]) -> Int
) throws(ArithmeticOverflow) -> Vector {
  var vectors: [Vector] = []
  for argument in arguments { vectors.append(try evaluate(argument, over: frame)) }
  return Vector((0..<frame.rowCount).map { vectors[choice($0, vectors)].value($0) }, type: type)
}

private func textTest(
  _ arguments: [Expression], _ frame: Frame, _ test: (String, String) -> Bool
) throws(ArithmeticOverflow) -> Vector {
  let (texts, wanted) = (try text(arguments[0], frame), try text(arguments[1], frame))
  if wanted.count == 1 {
    let constant = wanted.text(0)
    return .truth(texts.truths { test($0, constant) })
  }
  return .truth(
    (0..<frame.rowCount).map { row in
      let (a, b) = (texts.text(row), wanted.text(row))
      return a.isEmpty || b.isEmpty ? .unknown : Truth(test(a, b))
    })
}

private func contains(_ text: String, _ part: String) -> Bool {
  let (bytes, wanted) = (Array(text.utf8), Array(part.utf8))
  guard wanted.count <= bytes.count else { return false }
  return (0...(bytes.count - wanted.count)).contains {
    bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
  }
}

/// `part(text, '.', n)`, `left(text, n)`, `right(text, n)`; numbers of places are whole.
private func piece(
  _ function: Expression.Function, _ arguments: [Expression], _ frame: Frame
) throws(ArithmeticOverflow) -> Vector {
  let texts = try text(arguments[0], frame)
  let numbers = try exact(arguments[arguments.count - 1], frame)
  let separators = function == .part ? try text(arguments[1], frame) : TextVector("")
  func cut(_ text: String, _ row: Int) -> String {
    guard let number = numbers.ratio(row)?.rounded(decimals: 0), number >= 0,
      let count = Int(exactly: number)
    else { return "" }
    switch function {
    case .left: return String(text.prefix(count))
    case .right: return String(text.suffix(count))
    default:
      guard let separator = separators.text(row).first else { return "" }
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      return count >= 1 && count <= parts.count ? String(parts[count - 1]) : ""
    }
  }
  if numbers.count == 1, separators.count == 1 { return .text(texts.mapped { cut($0, 0) }) }
  return .text(TextVector(each: (0..<frame.rowCount).map { cut(texts.text($0), $0) }))
}

private func civil(
  _ argument: Expression, _ frame: Frame, _ part: ((year: Int, month: Int, day: Int)) -> Int
) throws(ArithmeticOverflow) -> ExactVector {
  let days = try exact(argument, frame)
  return ExactVector(
    days.numerators.map {
      guard $0 != ExactVector.missing, let number = Int32(exactly: $0) else {
        return ExactVector.missing
      }
      return Int128(part(Day(number: number).civil))
    })
}
