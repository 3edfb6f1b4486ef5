package import Ledger

/// The value of an expression in each row, and the rows in which it does not fit 128 bits; there it is
/// missing.
package func values(
  of expression: Expression, over frame: Frame
) -> (values: [Value], overflows: [Int]) {
  let (vector, overflows) = vector(of: expression, over: frame)
  return ((0..<frame.rowCount).map { vector.value($0) }, overflows)
}

/// The same as one vector, which a frame can read again.
package func vector(
  of expression: Expression, over frame: Frame
) -> (vector: Vector, overflows: [Int]) {
  var parts: [(rowCount: Int, vector: Vector)] = []
  var overflows: [Int] = []
  forEachBatch(of: expression, over: frame) { rows, vector in
    parts.append((rows.count, vector ?? .missing(expression.type)))
    if vector == nil { overflows.append(rows.lowerBound) }
  }
  return (joined(parts, type: expression.type), overflows)
}

/// Vectors of consecutive rows as one.
private func joined(_ parts: [(rowCount: Int, vector: Vector)], type: ValueType) -> Vector {
  if parts.count == 1 { return parts[0].vector }
  if type.isText { return .text(joinedTexts(parts)) }
  if type == .flag {
    var truths: [Truth] = []
    for (rowCount, vector) in parts {
      guard case .truth(let part) = vector else { continue }
      append(part, to: &truths, rowCount: rowCount)
    }
    return .truth(truths)
  }
  let exacts = parts.map { part -> ExactVector in
    if case .exact(let exact) = part.vector { exact } else { ExactVector([ExactVector.missing]) }
  }
  var (numerators, denominators): ([Int128], [Int128]) = ([], [])
  let unit = exacts.first?.denominator
  let areAlike = unit != nil && exacts.allSatisfy { $0.denominator == unit }
  for (index, exact) in exacts.enumerated() {
    let rowCount = parts[index].rowCount
    append(exact.numerators, to: &numerators, rowCount: rowCount)
    if !areAlike {
      append(
        exact.denominators.isEmpty ? [1] : exact.denominators, to: &denominators,
        rowCount: rowCount)
    }
  }
  if areAlike, let unit, unit != 1 { denominators = [unit] }
  return .exact(ExactVector(numerators, over: denominators))
}

private func joinedTexts(_ parts: [(rowCount: Int, vector: Vector)]) -> TextVector {
  var names: [String] = []
  var ids: [UInt32] = []
  for (rowCount, vector) in parts {
    guard case .text(let texts) = vector else { continue }
    let first = UInt32(names.count)
    names += texts.names
    append(texts.ids.map { $0 + first }, to: &ids, rowCount: rowCount)
  }
  return TextVector(names: names, ids: ids)
}

/// Appends one element for each row; a single element stands for all of them.
private func append<Element>(_ part: [Element], to all: inout [Element], rowCount: Int) {
  if part.count == rowCount {
    all += part
  } else {
    all.append(contentsOf: repeatElement(part[0], count: rowCount))
  }
}
