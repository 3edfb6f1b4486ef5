import Ledger

/// −a
func negated(_ a: ExactVector) -> ExactVector {
  ExactVector(
    a.numerators.map { $0 == ExactVector.missing ? $0 : -$0 }, over: a.denominators)
}

/// a op b, row by row; a missing operand and a division by zero give missing.
func arithmetic(
  _ operation: Expression.Arithmetic, _ a: ExactVector, _ b: ExactVector
) throws(ArithmeticOverflow) -> ExactVector {
  try ExactVector(count: max(a.count, b.count)) { (row) throws(ArithmeticOverflow) in
    guard let x = a.ratio(row), let y = b.ratio(row) else { return nil }
    if operation == .divide, y.numerator == 0 { return nil }
    let result =
      switch operation {
      case .add: x.adding(y)
      case .subtract: x.subtracting(y)
      case .multiply: x.multiplied(by: y)
      case .divide: x.divided(by: y)
      }
    // The smallest Int128 marks missing values, so a result may not use it.
    guard let result, result.numerator != ExactVector.missing else { throw ArithmeticOverflow() }
    return result
  }
}
