import Ledger

extension Truth {
  var negated: Truth {
    switch self {
    case .no: .yes
    case .yes: .no
    case .unknown: .unknown
    }
  }

  func and(_ other: Truth) -> Truth {
    if self == .no || other == .no { return .no }
    return self == .yes && other == .yes ? .yes : .unknown
  }

  func or(_ other: Truth) -> Truth {
    if self == .yes || other == .yes { return .yes }
    return self == .no && other == .no ? .no : .unknown
  }
}

/// Two vectors joined row by row; one element stands for every row.
func combined(_ a: [Truth], _ b: [Truth], _ join: (Truth, Truth) -> Truth) -> [Truth] {
  if a.count == b.count { return zip(a, b).map(join) }
  return a.count == 1 ? b.map { join(a[0], $0) } : a.map { join($0, b[0]) }
}

/// Holds two expressions against each other.
func comparison(
  _ operation: Expression.Comparison, _ a: Expression, _ b: Expression, _ frame: Frame
) throws(ArithmeticOverflow) -> [Truth] {
  if let quick = columnAgainstConstant(operation, a, b, frame) { return quick }
  if a.type.isText {
    return compare(operation, try text(a, frame), try text(b, frame))
  }
  if a.type == .flag {
    return combined(try truth(a, frame), try truth(b, frame)) {
      $0 == .unknown || $1 == .unknown
        ? .unknown : Truth(($0 == $1) == (operation == .equal))
    }
  }
  let (left, right) = (try exact(a, frame), try exact(b, frame))
  return (0..<max(left.count, right.count)).map { row in
    guard let x = left.ratio(row), let y = right.ratio(row) else { return .unknown }
    return Truth(operation.holds(x < y ? -1 : (x == y ? 0 : 1)))
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
}

/// A stored column against a whole constant, without fractions: filters run over every row read.
private func columnAgainstConstant(
  _ operation: Expression.Comparison, _ a: Expression, _ b: Expression, _ frame: Frame
) -> [Truth]? {
  guard case .column(let index) = a.node, case .constant(.exact(let constant)) = b.node,
    case .rows(let rows) = frame.leaves, rows.selection == nil, a.type.storedDecimals == 0,
    constant.denominator == 1, let bound = Int64(exactly: constant.numerator)
  else { return nil }
  switch rows.columns[index] {
  case .days(let values):
    return values.map { value in
      if value == Column.missingDay { return .unknown }
      return Truth(operation.holds(Int64(value) < bound ? -1 : (Int64(value) == bound ? 0 : 1)))
    }
  case .exact(let values) where a.type != .flag:
    return values.map { value in
      if value == Column.missingExact { return .unknown }
      return Truth(operation.holds(value < bound ? -1 : (value == bound ? 0 : 1)))
    }
  default: return nil
  }
}

private func compare(
  _ operation: Expression.Comparison, _ a: TextVector, _ b: TextVector
) -> [Truth] {
  if b.count == 1 {
    let constant = b.text(0)
    if constant.isEmpty { return Array(repeating: .unknown, count: a.count) }
    return a.truths { operation.holds(order($0, constant)) }
  }
  return (0..<max(a.count, b.count)).map { row in
    let (x, y) = (a.text(row), b.text(row))
    return x.isEmpty || y.isEmpty ? .unknown : Truth(operation.holds(order(x, y)))
  }
}

/// −1, 0 or 1 by code points.
private func order(_ a: String, _ b: String) -> Int {
  if a == b { return 0 }
  return a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
}

/// `a in (b, c, …)`
func membership(
  _ a: Expression, _ list: [Expression], _ frame: Frame
) throws(ArithmeticOverflow) -> [Truth] {
  var found: [Truth] = [.no]
  for item in list {
    found = combined(found, try comparison(.equal, a, item, frame)) { $0.or($1) }
  }
  return found
}
