import Expressions
import Ledger

/// Rows of a chunk that are rejected for what was worked out of them, by row.
typealias RowFaults = [Int: RejectReason]

extension RowShape {
  /// Notes the rows whose computed value does not fit, or is missing although it is required.
  ///
  /// A value that the file alone decides is no cell of the row, and one that a code leads to may be
  /// missing because the code is unknown, which never rejects a row.
  func faults(
    of index: Int, _ expression: Expression, _ values: Column, over frame: Frame,
    _ faults: inout RowFaults
  ) {
    let plan = source.columns[index]
    let missing = (0..<frame.rowCount).filter(values.isMissing)
    if missing.isEmpty { return }
    if plan.isRequired, expression.readsRow, !expression.follows {
      for row in missing where faults[row] == nil { faults[row] = .noValue(column: plan.name) }
    }
    guard expression.computes, !plan.type.isText else { return }
    let again = Expressions.values(of: expression, over: frame.picking(missing))
    let overflows = Set(again.overflows)
    for (place, row) in missing.enumerated()
    where overflows.contains(place) || again.values[place] != .missing { faults[row] = .tooLarge }
  }

  /// Leaves out the rows at fault and those that `where` does not keep.
  func select(_ shaped: inout ShapedChunk, over frame: Frame, _ faults: RowFaults) {
    var faults = faults
    if source.filter == nil, faults.isEmpty {
      shaped.account.keptMoney = money(shaped.columns, rows: nil)
      return
    }
    var isKept =
      source.filter.map { truths(of: $0, over: frame) }
      ?? Array(repeating: true, count: shaped.rowCount)
    for row in faults.keys { isKept[row] = false }
    var rows = isKept.indices.filter { isKept[$0] }
    shaped.account.keptMoney = money(shaped.columns, rows: rows)
    if rows.count == shaped.rowCount { return }
    if let filter = source.filter, filter.computes {
      // Nobody can say whether such a row is meant: it is rejected, not filtered.
      for row in vector(of: filter, over: frame).overflows where faults[row] == nil {
        faults[row] = .tooLarge
      }
    }
    var rejected = faults.keys.sorted()
    if source.unpivot != nil, !rejected.isEmpty {
      shaped.widen(&rejected, outOf: &rows)
      shaped.account.keptMoney = money(shaped.columns, rows: rows)
    }
    let (keptCount, rejectedCount) = (shaped.recordCount(rows), shaped.recordCount(rejected))
    reject(rejected, faults, of: &shaped)
    shaped.account.rejected += rejectedCount
    shaped.account.filteredMoney =
      money(shaped.columns, rows: nil) - shaped.account.keptMoney
      - money(shaped.columns, rows: rejected)
    shaped.account.filtered = shaped.account.kept - keptCount - rejectedCount
    shaped.account.kept = keptCount
    shaped.keep(rows)
  }

  /// One reject for each row of the file, by its first part at fault.
  private func reject(_ rows: [Int], _ faults: RowFaults, of shaped: inout ShapedChunk) {
    var last: Int?
    for row in rows {
      guard let reason = faults[row] else { continue }
      let line = shaped.lines.line(ofRow: row)
      if line != last {
        shaped.rejects.append(ChunkReject(line: line, column: nil, raw: "", reason: reason))
      }
      last = line
    }
    shaped.rejects.sort { $0.line < $1.line }
  }

  /// Σ of the first money column, over some rows or all.
  func money(_ columns: [Column?], rows: [Int]?) -> Int128 {
    guard let index = source.moneyColumn, case .exact(let values) = columns[index] else { return 0 }
    var sum: Int128 = 0
    if let rows {
      for row in rows where values[row] != Column.missingExact { sum += Int128(values[row]) }
    } else {
      for value in values where value != Column.missingExact { sum += Int128(value) }
    }
    return sum
  }
}

extension Expression {
  /// Whether any cell of the row is needed.
  var readsRow: Bool {
    if case .column = node { return true }
    return parts.contains(where: \.readsRow)
  }

  /// Whether a code leads to another source.
  fileprivate var follows: Bool {
    if case .follow = node { return true }
    return parts.contains(where: \.follows)
  }

  /// Whether anything is worked out that could leave 128 bits.
  fileprivate var computes: Bool {
    switch node {
    case .arithmetic, .call: true
    default: parts.contains(where: \.computes)
    }
  }
}

extension Column {
  /// Whether a cell holds nothing.
  fileprivate func isMissing(_ row: Int) -> Bool {
    switch self {
    case .exact(let values): values[row] == Column.missingExact
    case .days(let values): values[row] == Column.missingDay
    case .symbols(let symbols): symbols.names[Int(symbols.ids[row])].isEmpty
    case .texts(let texts): texts.range(ofRow: row).isEmpty
    }
  }
}
