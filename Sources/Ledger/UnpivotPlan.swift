/// A wide table: several cells of a row, side by side, become rows of their own (`unpivot`).
package struct UnpivotPlan: Sendable, Hashable {
  /// One cell of a row as the file has it.
  package struct Cell: Sendable, Hashable {
    /// Index of the column that finds and reads the cell; it is not held.
    package var column: Int
    /// What the row made of the cell has in `into`.
    package var target: String

    package init(column: Int, target: String) {
      self.column = column
      self.target = target
    }
  }
  /// The column that says from which cell a row was made.
  package var into: Int
  /// The column that holds the cell.
  package var value: Int
  /// In the order of the rule file, which is the order of the rows made of one.
  package var cells: [Cell]

  package init(into: Int, value: Int, cells: [Cell]) {
    self.into = into
    self.value = value
    self.cells = cells
  }
}

extension Segment {
  /// The rows as the file has them, each as the range of rows that `unpivot` made of it.
  package var records: [Range<Int>] {
    var records: [Range<Int>] = []
    var first = firstRow
    let end = firstRow + rowCount
    while first < end {
      let line = lines.line(ofRow: first)
      var next = first + 1
      while next < end, lines.line(ofRow: next) == line { next += 1 }
      records.append(first..<next)
      first = next
    }
    return records
  }
}
