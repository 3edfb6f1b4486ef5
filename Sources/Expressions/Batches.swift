package import Ledger

/// Rows evaluated together: few enough that intermediate columns stay in the cache.
private let batchRowCount = 16_384

/// Rows to a name, where there are many names: what is done once for each name and batch weighs little.
private let rowsPerName = 8
private let namedBatchRowCountMax = 1 << 20

/// Evaluates an expression in batches, in row order.
///
/// `body` gets consecutive rows of the frame and their values, by row of the batch. The values are nil
/// for a single row of which an operation did not fit 128 bits: its neighbours keep theirs.
package func forEachBatch(
  of expression: Expression, over frame: Frame, _ body: (Range<Int>, Vector?) -> Void
) {
  let names = frame.nameCountMax
  let step = max(batchRowCount, min(names * rowsPerName, namedBatchRowCountMax), names)
  var start = 0
  while start < frame.rowCount {
    let end = min(start + step, frame.rowCount)
    evaluate(expression, over: frame, rows: start..<end, body)
    start = end
  }
}

/// Halves the rows of a batch that overflows until the rows at fault stand alone.
private func evaluate(
  _ expression: Expression, over frame: Frame, rows: Range<Int>,
  _ body: (Range<Int>, Vector?) -> Void
) {
  do throws(ArithmeticOverflow) {
    body(rows, try evaluate(expression, over: frame.slice(rows)))
  } catch {
    if rows.count == 1 { return body(rows, nil) }
    let middle = rows.lowerBound + rows.count / 2
    evaluate(expression, over: frame, rows: rows.lowerBound..<middle, body)
    evaluate(expression, over: frame, rows: middle..<rows.upperBound, body)
  }
}

/// Whether a condition holds for each row; unknown, and a row that overflows, does not.
package func truths(of condition: Expression, over frame: Frame) -> [Bool] {
  var held: [Bool] = []
  held.reserveCapacity(frame.rowCount)
  forEachBatch(of: condition, over: frame) { rows, vector in
    guard case .truth(let truths) = vector else {
      held.append(contentsOf: repeatElement(false, count: rows.count))
      return
    }
    if truths.count == rows.count {
      held += truths.map { $0 == .yes }
    } else {
      held.append(contentsOf: repeatElement(truths[0] == .yes, count: rows.count))
    }
  }
  return held
}

/// An expression as a stored column: exact values rounded half away from zero to what the type keeps,
/// texts as symbols. What does not fit is missing.
package func column(of expression: Expression, over frame: Frame, as type: ValueType) -> Column {
  if type.isText { return .symbols(symbols(of: expression, over: frame)) }
  var stored: [Int64] = []
  stored.reserveCapacity(frame.rowCount)
  forEachBatch(of: expression, over: frame) { rows, vector in
    for row in 0..<rows.count { stored.append(cell(vector, row, type)) }
  }
  guard type == .date else { return .exact(stored) }
  return .days(stored.map { Int32(exactly: $0) ?? Column.missingDay })
}

private func cell(_ vector: Vector?, _ row: Int, _ type: ValueType) -> Int64 {
  switch vector {
  case .exact(let exact):
    exact.ratio(row).flatMap { $0.rounded(decimals: type.storedDecimals) }
      .flatMap { Int64(exactly: $0) } ?? Column.missingExact
  case .truth(let truths):
    switch truths[truths.count == 1 ? 0 : row] {
    case .yes: 1
    case .no: 0
    case .unknown: Column.missingExact
    }
  case .text, nil: Column.missingExact
  }
}

private func symbols(of expression: Expression, over frame: Frame) -> SymbolColumn {
  var result: [UInt32] = []
  result.reserveCapacity(frame.rowCount)
  var names = [""]
  var ids: [String: UInt32] = ["": 0]
  forEachBatch(of: expression, over: frame) { rows, vector in
    guard case .text(let texts) = vector else {
      result.append(contentsOf: repeatElement(0, count: rows.count))
      return
    }
    // One look-up for each name, not for each row.
    var idOfName = [UInt32?](repeating: nil, count: texts.names.count)
    for row in 0..<rows.count {
      let place = Int(texts.ids[texts.count == 1 ? 0 : row])
      if let id = idOfName[place] {
        result.append(id)
        continue
      }
      let id = ids[texts.names[place]] ?? UInt32(names.count)
      if id == names.count {
        ids[texts.names[place]] = id
        names.append(texts.names[place])
      }
      idOfName[place] = id
      result.append(id)
    }
  }
  return SymbolColumn(ids: result, names: names)
}
