import Ledger

extension Frame {
  /// `a op b`, row by row.
  func comparison(
    _ operation: Expression.Comparison, _ a: Expression, _ b: Expression
  ) throws(ArithmeticOverflow) -> [Truth] {
    if let quick = cellsAgainstConstant(operation, a, b) { return quick }
    if let quick = cellsAgainstConstant(operation.mirrored, b, a) { return quick }
    return try compare(operation, evaluate(a, over: self), evaluate(b, over: self))
  }

  /// `a between low and high`, inclusive.
  func between(
    _ a: Expression, _ low: Expression, _ high: Expression
  ) throws(ArithmeticOverflow) -> [Truth] {
    if let above = cellsAgainstConstant(.greaterOrEqual, a, low),
      let below = cellsAgainstConstant(.lessOrEqual, a, high)
    {
      return conjunction(above, below)
    }
    let value = try evaluate(a, over: self)
    return conjunction(
      try compare(.greaterOrEqual, value, evaluate(low, over: self)),
      try compare(.lessOrEqual, value, evaluate(high, over: self)))
  }

  /// `a in (b, c, …)`
  func membership(
    _ a: Expression, _ list: [Expression]
  ) throws(ArithmeticOverflow) -> [Truth] {
    if a.type.isText {
      let names = list.compactMap { $0.constantText }
      if names.count == list.count { return try textTruths(a, TextTest(.isListed, names)) }
    }
    var found: [Truth] = [.no]
    for item in list { found = disjunction(found, try comparison(.equal, a, item)) }
    return found
  }

  /// The answers of a test with constants, without making texts of the cells of an arena.
  func textTruths(_ a: Expression, _ test: TextTest) throws(ArithmeticOverflow) -> [Truth] {
    if let cells = stored(a.node), case .texts(let texts) = cells.column {
      return test.truths(of: texts, cells.selection)
    }
    return try text(a).truths(test)
  }

  /// Stored cells against a constant, as they are stored: filters run over every row read.
  private func cellsAgainstConstant(
    _ operation: Expression.Comparison, _ a: Expression, _ b: Expression
  ) -> [Truth]? {
    guard let cells = stored(a.node), case .constant(let constant) = b.node else { return nil }
    switch (cells.column, constant) {
    case (.days(let values), .exact(let bound)):
      return Bounds<Int32>(operation, bound, unit: 1)?
        .truths(of: values, missing: Column.missingDay, cells.selection)
    case (.exact(let values), .exact(let bound)):
      return Bounds<Int64>(operation, bound, unit: powerOfTen(cells.type.storedDecimals))?
        .truths(of: values, missing: Column.missingExact, cells.selection)
    case (.texts(let texts), .text(let name)):
      return name.isEmpty
        ? [.unknown]
        : TextTest(.compares(operation), [name]).truths(of: texts, cells.selection)
    default: return nil
    }
  }
}

extension Expression {
  /// The text of a constant that is not missing.
  var constantText: String? {
    if case .constant(.text(let text)) = node, !text.isEmpty { text } else { nil }
  }
}

extension Expression.Comparison {
  /// Whether an order of −1, 0 or 1 satisfies the operation.
  func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .unequal: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }

  /// The operation that says the same with its sides exchanged.
  var mirrored: Expression.Comparison {
    switch self {
    case .equal, .unequal: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

/// Values held against values of the same kind.
private func compare(_ operation: Expression.Comparison, _ a: Vector, _ b: Vector) -> [Truth] {
  switch (a, b) {
  case (.exact(let a), .exact(let b)): return compare(operation, a, b)
  case (.text(let a), .text(let b)): return compare(operation, a, b)
  case (.truth(let a), .truth(let b)):
    return (0..<broadcast(a.count, b.count)).map { row in
      let (x, y) = (a[a.count == 1 ? 0 : row], b[b.count == 1 ? 0 : row])
      return x == .unknown || y == .unknown
        ? .unknown : Truth((x == y) == (operation == .equal))
    }
  default: preconditionFailure("only values of one kind are compared")
  }
}

private func compare(
  _ operation: Expression.Comparison, _ a: ExactVector, _ b: ExactVector
) -> [Truth] {
  if b.count == 1, let unit = a.denominator, let constant = b.ratio(0),
    let bounds = Bounds<Int128>(operation, constant, unit: unit)
  {
    return bounds.truths(
      of: a.numerators, missing: ExactVector.missing, .range(0..<a.count))
  }
  if a.count == b.count, let unit = a.denominator, unit == b.denominator {
    return zip(a.numerators, b.numerators).map { x, y in
      x == ExactVector.missing || y == ExactVector.missing
        ? .unknown : Truth(operation.holds(x < y ? -1 : (x == y ? 0 : 1)))
    }
  }
  return (0..<broadcast(a.count, b.count)).map { row in
    guard let x = a.ratio(row), let y = b.ratio(row) else { return .unknown }
    return Truth(operation.holds(order(x, y)))
  }
}

/// −1, 0 or 1 by cross products, of full width only where 128 bits do not hold them.
private func order(_ x: Ratio, _ y: Ratio) -> Int {
  let (left, o1) = product(x.numerator, y.denominator)
  let (right, o2) = product(y.numerator, x.denominator)
  if !o1, !o2 { return left < right ? -1 : (left == right ? 0 : 1) }
  return x < y ? -1 : (x == y ? 0 : 1)
}

private func compare(
  _ operation: Expression.Comparison, _ a: TextVector, _ b: TextVector
) -> [Truth] {
  if b.count == 1 {
    let constant = b.text(0)
    return constant.isEmpty ? [.unknown] : a.truths(TextTest(.compares(operation), [constant]))
  }
  return (0..<broadcast(a.count, b.count)).map { row in
    let (x, y) = (a.text(row), b.text(row))
    if x.isEmpty || y.isEmpty { return .unknown }
    return Truth(operation.holds(order(x.utf8.span, y.utf8.span)))
  }
}

/// Rows of a result: a single element stands for every row of the other side, none of them included.
func broadcast(_ a: Int, _ b: Int) -> Int { a == 1 ? b : a }
