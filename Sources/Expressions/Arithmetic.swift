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
  if let quick = uniform(operation, a, b) { return quick }
  let count = broadcast(a.count, b.count)
  var results = ExactCollector(rowCount: count)
  for row in 0..<count {
    guard let x = a.ratio(row), let y = b.ratio(row), operation != .divide || y.numerator != 0
    else {
      results.appendMissing()
      continue
    }
    let result =
      unreduced(operation, x, y)
      ?? {
        switch operation {
        case .add: x.adding(y)
        case .subtract: x.subtracting(y)
        case .multiply: x.multiplied(by: y)
        case .divide: x.divided(by: y)
        }
      }()
    guard let result else { throw ArithmeticOverflow() }
    try results.append(result)
  }
  return results.vector
}

/// Columns whose denominators are all the same: integer loops. nil where that is not so, or where
/// something would not fit unless it were reduced first.
private func uniform(
  _ operation: Expression.Arithmetic, _ a: ExactVector, _ b: ExactVector
) -> ExactVector? {
  guard let unitA = a.denominator, let unitB = b.denominator else { return nil }
  switch operation {
  case .add, .subtract:
    guard unitA == unitB else { return nil }
    let isSum = operation == .add
    return joined(a, b) {
      isSum ? $0.addingReportingOverflow($1) : $0.subtractingReportingOverflow($1)
    }.map { ExactVector($0, over: a.denominators) }
  case .multiply:
    let (unit, overflow) = unitA.multipliedReportingOverflow(by: unitB)
    if overflow { return nil }
    return joined(a, b, product).map { ExactVector($0, over: unit == 1 ? [] : [unit]) }
  case .divide:
    // Division by a constant is multiplication by its inverse, which keeps one denominator for all.
    guard b.count == 1, let divisor = b.ratio(0), divisor.numerator != 0 else { return nil }
    let sign: Int128 = divisor.numerator < 0 ? -1 : 1
    return uniform(
      .multiply, a, ExactVector([sign * divisor.denominator], over: [sign * divisor.numerator]))
  }
}

/// Missing where one side is; nil when a result does not fit.
@inline(__always)
private func joined(
  _ a: ExactVector, _ b: ExactVector,
  _ operation: (Int128, Int128) -> (partialValue: Int128, overflow: Bool)
) -> [Int128]? {
  let missing = ExactVector.missing
  var fits = true
  @inline(__always)
  func result(_ x: Int128, _ y: Int128) -> Int128 {
    if x == missing || y == missing { return missing }
    let (value, overflow) = operation(x, y)
    if overflow || value == missing { fits = false }
    return value
  }
  let results: [Int128]
  if b.count == 1 {
    let constant = b.numerators[0]
    results = a.numerators.map { result($0, constant) }
  } else if a.count == 1 {
    let constant = a.numerators[0]
    results = b.numerators.map { result(constant, $0) }
  } else {
    results = zip(a.numerators, b.numerators).map(result)
  }
  return fits ? results : nil
}

/// A 128-bit product. Most factors fit 64 bits, whose product needs no check.
@inline(__always)
func product(_ x: Int128, _ y: Int128) -> (partialValue: Int128, overflow: Bool) {
  let (shortX, shortY) = (Int64(truncatingIfNeeded: x), Int64(truncatingIfNeeded: y))
  if Int128(shortX) == x, Int128(shortY) == y {
    let (high, low) = shortX.multipliedFullWidth(by: shortY)
    return ((Int128(high) << 64) | Int128(low), false)
  }
  return x.multipliedReportingOverflow(by: y)
}

/// The result without looking for common divisors; nil when that does not fit.
private func unreduced(
  _ operation: Expression.Arithmetic, _ x: Ratio, _ y: Ratio
) -> Ratio? {
  switch operation {
  case .add, .subtract:
    let (left, o1) = product(x.numerator, y.denominator)
    let (right, o2) = product(y.numerator, x.denominator)
    let (bottom, o3) = product(x.denominator, y.denominator)
    let (top, o4) =
      operation == .add
      ? left.addingReportingOverflow(right) : left.subtractingReportingOverflow(right)
    return o1 || o2 || o3 || o4 ? nil : Ratio(top, over: bottom)
  case .multiply:
    let (top, o1) = product(x.numerator, y.numerator)
    let (bottom, o2) = product(x.denominator, y.denominator)
    return o1 || o2 ? nil : Ratio(top, over: bottom)
  case .divide:
    let (top, o1) = product(x.numerator, y.denominator)
    let (bottom, o2) = product(x.denominator, y.numerator)
    if o1 || o2 || top == .min || bottom == .min { return nil }
    return bottom > 0 ? Ratio(top, over: bottom) : Ratio(-top, over: -bottom)
  }
}
