package import Ledger

/// The values of an expression over a frame, columns at a time: the tree is walked once for a frame,
/// never for a row.
package func evaluate(
  _ expression: Expression, over frame: Frame
) throws(ArithmeticOverflow) -> Vector {
  // No rows, no values: a constant would stand for a row that is not there.
  if frame.rowCount == 0 { return Vector([], type: expression.type) }
  switch expression.node {
  case .constant(let value): return Vector([value], type: expression.type)
  case .column, .fileName, .fileDate, .sheet, .left, .right, .dimension, .measure, .aggregate,
    .total:
    return leaf(expression, frame)
  case .follow(let base, let source, let key, let column):
    guard case .text(let codes) = try evaluate(base, over: frame) else {
      preconditionFailure("only codes are followed")
    }
    return frame.references.follow(
      codes, key: Reference(source: source, column: key), column: column, type: expression.type)
  case .negate(let a):
    return .exact(try negated(exact(a, frame)))
  case .not(let a): return .truth(try truth(a, frame).map(\.negated))
  case .arithmetic(let operation, let a, let b):
    return .exact(try arithmetic(operation, exact(a, frame), exact(b, frame)))
  case .comparison(let operation, let a, let b):
    return .truth(try comparison(operation, a, b, frame))
  case .and(let a, let b):
    return .truth(combined(try truth(a, frame), try truth(b, frame)) { $0.and($1) })
  case .or(let a, let b):
    return .truth(combined(try truth(a, frame), try truth(b, frame)) { $0.or($1) })
  case .between(let a, let low, let high):
    let above = try comparison(.greaterOrEqual, a, low, frame)
    let below = try comparison(.lessOrEqual, a, high, frame)
    return .truth(combined(above, below) { $0.and($1) })
  case .membership(let a, let list): return .truth(try membership(a, list, frame))
  case .isMissing(let a): return .truth(try missing(evaluate(a, over: frame)))
  case .call(let function, let arguments):
    return try call(function, arguments, type: expression.type, frame)
  }
}

/// The value of an expression in each row, and the rows in which it does not fit 128 bits; there it is
/// missing.
package func values(
  of expression: Expression, over frame: Frame
) -> (values: [Value], overflows: [Int]) {
  if let vector = try? evaluate(expression, over: frame) {
    return ((0..<frame.rowCount).map { vector.value($0) }, [])
  }
  // One row spoils the whole vector: row by row tells which.
  var values: [Value] = []
  var overflows: [Int] = []
  for row in 0..<frame.rowCount {
    if let vector = try? evaluate(expression, over: frame.only(row)) {
      values.append(vector.value(0))
    } else {
      values.append(.missing)
      overflows.append(row)
    }
  }
  return (values, overflows)
}

/// Whether a condition holds for each row; unknown, and what overflows, does not.
package func truths(of condition: Expression, over frame: Frame) -> [Bool] {
  if let found = try? truth(condition, frame) {
    return (0..<frame.rowCount).map { found[found.count == 1 ? 0 : $0] == .yes }
  }
  return values(of: condition, over: frame).values.map { $0 == .truth(true) }
}

/// An expression as a stored column: exact values rounded half away from zero to what the type keeps,
/// texts as symbols. What does not fit 64 bits is missing.
package func column(of expression: Expression, over frame: Frame, as type: ValueType) -> Column {
  let vector =
    (try? evaluate(expression, over: frame))
    ?? Vector(values(of: expression, over: frame).values, type: expression.type)
  switch vector {
  case .text(let texts):
    var symbols = SymbolColumn()
    var ids: [String: UInt32] = ["": 0]
    let idOfName = texts.names.map { name -> UInt32 in
      if let id = ids[name] { return id }
      let id = UInt32(symbols.names.count)
      ids[name] = id
      symbols.names.append(name)
      return id
    }
    symbols.ids = (0..<frame.rowCount).map { idOfName[Int(texts.ids[texts.count == 1 ? 0 : $0])] }
    return .symbols(symbols)
  case .truth(let truths):
    return .exact(
      (0..<frame.rowCount).map {
        switch truths[truths.count == 1 ? 0 : $0] {
        case .yes: 1
        case .no: 0
        case .unknown: Column.missingExact
        }
      })
  case .exact(let exact):
    let stored = (0..<frame.rowCount).map { row -> Int64 in
      exact.ratio(row).flatMap { $0.rounded(decimals: type.storedDecimals) }
        .flatMap { Int64(exactly: $0) } ?? Column.missingExact
    }
    guard type == .date else { return .exact(stored) }
    return .days(stored.map { Int32(exactly: $0) ?? Column.missingDay })
  }
}

private func leaf(_ expression: Expression, _ frame: Frame) -> Vector {
  switch (expression.node, frame.leaves) {
  case (.column(let index), .rows(let rows)): return rows.vector(index, count: frame.rowCount)
  case (.fileName, .rows(let rows)): return .text(TextVector(rows.fileName))
  case (.fileDate, .rows(let rows)):
    return Vector([rows.fileDate.map { .exact(Ratio($0.number)) } ?? .missing], type: .date)
  case (.sheet, .rows(let rows)): return .text(TextVector(rows.sheet))
  case (.left(let index), .pairs(let pairs)):
    return pairs.left.columns[index]?.vector(rows: pairs.leftRows, type: pairs.leftTypes[index])
      ?? Vector([.missing], type: expression.type)
  case (.right(let index), .pairs(let pairs)):
    return pairs.right.columns[index]?.vector(rows: pairs.rightRows, type: pairs.rightTypes[index])
      ?? Vector([.missing], type: expression.type)
  case (.dimension(let index), .level(let level)):
    return level.dimensions[index] ?? Vector([.missing], type: expression.type)
  case (.measure(let index), .level(let level)): return level.measures[index]
  case (.aggregate(let index), .level(let level)): return level.aggregates[index]
  case (.total(let measure, let dimensions), .level(let level)):
    guard let total = level.totals.first(where: { $0.dimensions == dimensions }) else {
      preconditionFailure("a total that no level was made for")
    }
    if total.measures[measure].count == 1 {
      return Vector(total.measures[measure], type: expression.type)
    }
    return Vector(total.rows.map { total.measures[measure][$0] }, type: expression.type)
  default: preconditionFailure("a name of another kind of row")
  }
}

func exact(_ expression: Expression, _ frame: Frame) throws(ArithmeticOverflow) -> ExactVector {
  guard case .exact(let vector) = try evaluate(expression, over: frame) else {
    preconditionFailure("checked to be a number")
  }
  return vector
}

func text(_ expression: Expression, _ frame: Frame) throws(ArithmeticOverflow) -> TextVector {
  guard case .text(let vector) = try evaluate(expression, over: frame) else {
    preconditionFailure("checked to be a text")
  }
  return vector
}

func truth(_ expression: Expression, _ frame: Frame) throws(ArithmeticOverflow) -> [Truth] {
  guard case .truth(let vector) = try evaluate(expression, over: frame) else {
    preconditionFailure("checked to be a condition")
  }
  return vector
}

private func missing(_ vector: Vector) -> [Truth] {
  switch vector {
  case .exact(let exact): exact.numerators.map { Truth($0 == ExactVector.missing) }
  case .text(let texts): texts.ids.map { Truth(texts.names[Int($0)].isEmpty) }
  case .truth(let truths): truths.map { Truth($0 == .unknown) }
  }
}
