import Ledger

extension RowShape {
  /// Makes a row of each filled cell of a wide table; the account goes on counting rows of the file.
  ///
  /// A row without a filled cell is rejected where its values are required, else it is like a blank one.
  func unpivot(_ shaped: inout ShapedChunk, _ unpivot: UnpivotPlan, _ layout: Layout) {
    let cells = unpivot.cells.map { cell -> [Int64] in
      if case .exact(let values) = shaped.columns[cell.column] { values } else { [] }
    }
    var rows: [Int] = []
    var values: [Int64] = []
    var ids: [UInt32] = []
    var empty: [Int] = []
    for row in 0..<shaped.rowCount {
      let before = rows.count
      for (index, cell) in cells.enumerated()
      where !cell.isEmpty && cell[row] != Column.missingExact {
        rows.append(row)
        values.append(cell[row])
        ids.append(UInt32(index + 1))
      }
      if rows.count == before { empty.append(row) }
    }
    if source.columns[unpivot.value].isRequired {
      let column = layout.columns.firstIndex { bound in
        unpivot.cells.contains { $0.column == bound.column }
      }
      shaped.rejects += empty.map {
        ChunkReject(
          line: shaped.lines.line(ofRow: $0), column: column, raw: "", reason: .empty)
      }
      shaped.rejects.sort { $0.line < $1.line }
      shaped.account.rejected += empty.count
    } else {
      shaped.account.outside += empty.count
    }
    shaped.account.kept -= empty.count
    for cell in unpivot.cells { shaped.columns[cell.column] = nil }
    shaped.keep(rows)
    shaped.isUnpivoted = true
    shaped.columns[unpivot.value] = .exact(values)
    let targets = unpivot.cells.map { codeRules[unpivot.into].code(of: $0.target) }
    shaped.unknownComputed[unpivot.into] = Set(targets.filter(\.isUnknown).map(\.code))
    shaped.columns[unpivot.into] = .symbols(
      SymbolColumn(ids: ids, names: [""] + targets.map(\.code)))
  }
}

extension ShapedChunk {
  /// The lines of ascending rows, each once.
  func lines(of rows: [Int]) -> [Int] {
    let all = rows.map { lines.line(ofRow: $0) }
    guard isUnpivoted else { return all }
    return all.enumerated().filter { $0 == 0 || all[$0 - 1] != $1 }.map(\.element)
  }

  /// Rows of the file that ascending rows were made of.
  func recordCount(_ rows: [Int]) -> Int { isUnpivoted ? lines(of: rows).count : rows.count }

  /// Takes every row made of the same row of the file as one of `chosen` out of `rest` and adds it to
  /// `chosen`.
  func widen(_ chosen: inout [Int], outOf rest: inout [Int]) {
    let taken = Set(lines(of: chosen))
    chosen = (0..<rowCount).filter { taken.contains(lines.line(ofRow: $0)) }
    rest.removeAll { taken.contains(lines.line(ofRow: $0)) }
  }
}
