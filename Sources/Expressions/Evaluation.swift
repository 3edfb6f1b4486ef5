package import Ledger

/// The values of an expression over a frame, columns at a time: the tree is walked once for a frame,
/// never for a row. Throws when the result of any row does not fit; `forEachBatch` finds the row.
package func evaluate(
  _ expression: Expression, over frame: Frame
) throws(ArithmeticOverflow) -> Vector {
  // No rows, no values: a constant would stand for a row that is not there.
  if frame.rowCount == 0 { return Vector([], type: expression.type) }
  switch expression.node {
  case .constant(let value): return Vector([value], type: expression.type)
  case .column, .fileName, .fileDate, .sheet, .left, .right, .dimension, .measure, .aggregate,
    .total:
    return frame.leaf(expression)
  case .follow(let base, let source, let key, let column):
    return frame.references.follow(
      try frame.text(base), key: Reference(source: source, column: key), column: column,
      type: expression.type)
  case .negate(let a): return .exact(negated(try frame.exact(a)))
  case .not(let a): return .truth(try frame.truth(a).map(\.negated))
  case .arithmetic(let operation, let a, let b):
    return .exact(try arithmetic(operation, frame.exact(a), frame.exact(b)))
  case .comparison(let operation, let a, let b):
    return .truth(try frame.comparison(operation, a, b))
  case .and(let a, let b): return .truth(conjunction(try frame.truth(a), try frame.truth(b)))
  case .or(let a, let b): return .truth(disjunction(try frame.truth(a), try frame.truth(b)))
  case .between(let a, let low, let high): return .truth(try frame.between(a, low, high))
  case .membership(let a, let list): return .truth(try frame.membership(a, list))
  case .isMissing(let a): return .truth(missing(try evaluate(a, over: frame)))
  case .call(let function, let arguments):
    return try frame.call(function, arguments, type: expression.type)
  }
}

extension Frame {
  func exact(_ expression: Expression) throws(ArithmeticOverflow) -> ExactVector {
    guard case .exact(let vector) = try evaluate(expression, over: self) else {
      preconditionFailure("checked to be a number")
    }
    return vector
  }

  func text(_ expression: Expression) throws(ArithmeticOverflow) -> TextVector {
    guard case .text(let vector) = try evaluate(expression, over: self) else {
      preconditionFailure("checked to be a text")
    }
    return vector
  }

  func truth(_ expression: Expression) throws(ArithmeticOverflow) -> [Truth] {
    guard case .truth(let vector) = try evaluate(expression, over: self) else {
      preconditionFailure("checked to be a condition")
    }
    return vector
  }
}

private func missing(_ vector: Vector) -> [Truth] {
  switch vector {
  case .exact(let exact): return exact.numerators.map { Truth($0 == ExactVector.missing) }
  case .text(let texts):
    let byName = texts.names.map { Truth($0.isEmpty) }
    return texts.ids.map { byName[Int($0)] }
  case .truth(let truths): return truths.map { Truth($0 == .unknown) }
  }
}
