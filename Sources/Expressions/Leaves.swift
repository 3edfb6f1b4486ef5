import Ledger

/// A column that a leaf of an expression reads; nil where it was not read.
struct StoredCells {
  var column: Column?
  var type: ValueType
  var selection: Selection
}

extension Frame {
  /// The stored cells of a leaf; nil for an expression that is no column.
  func stored(_ node: Expression.Node) -> StoredCells? {
    func cells(_ side: Side, _ index: Int) -> StoredCells {
      StoredCells(
        column: side.columns[index], type: side.types[index], selection: side.selection)
    }
    switch (node, leaves) {
    case (.column(let index), .rows(let rows)): return cells(rows.side, index)
    case (.left(let index), .pairs(let left, _)): return cells(left, index)
    case (.right(let index), .pairs(_, let right)): return cells(right, index)
    default: return nil
    }
  }

  /// The values of a name.
  func leaf(_ expression: Expression) -> Vector {
    if let cells = stored(expression.node) {
      return cells.column?.vector(cells.selection, type: cells.type) ?? .missing(expression.type)
    }
    switch (expression.node, leaves) {
    case (.fileName, .rows(let rows)): return .text(TextVector(rows.fileName))
    case (.fileDate, .rows(let rows)):
      return Vector([rows.fileDate.map { .exact(Ratio($0.number)) } ?? .missing], type: .date)
    case (.sheet, .rows(let rows)): return .text(TextVector(rows.sheet))
    case (.dimension(let index), .level(let level)):
      return level.dimensions[index]?.gathered(level.selection) ?? .missing(expression.type)
    case (.measure(let index), .level(let level)):
      return level.measures[index].gathered(level.selection)
    case (.aggregate(let index), .level(let level)):
      return level.aggregates[index].gathered(level.selection)
    case (.total(let measure, let dimensions), .level(let level)):
      guard let total = level.totals.first(where: { $0.dimensions == dimensions }) else {
        preconditionFailure("a total that no level was made for")
      }
      return total.measures[measure].gathered(
        .rows(level.selection.gather(total.rows, absent: 0)))
    default: preconditionFailure("a name of another kind of row")
    }
  }

  /// The longest list of names of any column: a batch is at least as long, because functions of text
  /// run once for each name and batch.
  var nameCountMax: Int {
    func longest(_ side: Side) -> Int {
      side.columns.reduce(0) { most, column in
        if case .symbols(let symbols) = column { max(most, symbols.names.count) } else { most }
      }
    }
    switch leaves {
    case .rows(let rows): return longest(rows.side)
    case .pairs(let left, let right): return max(longest(left), longest(right))
    case .level(let level):
      return level.dimensions.reduce(0) { most, vector in
        if case .text(let texts) = vector { max(most, texts.names.count) } else { most }
      }
    }
  }
}

extension Column {
  /// The selected cells as values of a type.
  func vector(_ selection: Selection, type: ValueType) -> Vector {
    switch self {
    case .exact(let values):
      if type == .flag {
        return .truth(
          numerators(of: values, missing: Column.missingExact, selection).map {
            $0 == ExactVector.missing ? .unknown : Truth($0 != 0)
          })
      }
      let decimals = type.storedDecimals
      return .exact(
        ExactVector(
          numerators(of: values, missing: Column.missingExact, selection),
          over: decimals == 0 ? [] : [powerOfTen(decimals)]))
    case .days(let values):
      return .exact(ExactVector(numerators(of: values, missing: Column.missingDay, selection)))
    case .symbols(let symbols):
      return .text(
        TextVector(names: symbols.names, ids: selection.gather(symbols.ids)))
    case .texts(let texts):
      return .text(
        TextVector(
          each: (0..<selection.count).map { index in
            let row = selection.row(index)
            return row < 0
              ? "" : String(decoding: texts.bytes[texts.range(ofRow: row)], as: UTF8.self)
          }))
    }
  }
}

/// Stored integers widened, with the missing marker of vectors.
private func numerators<Stored: FixedWidthInteger>(
  of values: [Stored], missing: Stored, _ selection: Selection
) -> [Int128] {
  switch selection {
  case .range(let range):
    values[range].map { $0 == missing ? ExactVector.missing : Int128($0) }
  case .rows(let rows):
    rows.map {
      $0 < 0 || values[$0] == missing ? ExactVector.missing : Int128(values[$0])
    }
  }
}
