package import Ledger

/// The rows that an expression is evaluated over, and where its leaves come from.
package struct Frame: Sendable {
  package let rowCount: Int
  let references: References
  let leaves: Leaves

  enum Leaves: Sendable {
    case rows(Rows)
    case pairs(left: Side, right: Side)
    case level(Level)
  }

  /// Rows of one source.
  struct Side: Sendable {
    var columns: [Column?]
    var types: [ValueType]
    var selection: Selection
  }

  /// Rows of a source with what is known of their file.
  struct Rows: Sendable {
    var side: Side
    var fileName: String
    var fileDate: Day?
    var sheet: String
  }

  /// Rows of a balance.
  struct Level: Sendable {
    var dimensions: [Vector?]
    var measures: [Vector]
    var aggregates: [Vector]
    var totals: [Total]
    var selection: Selection
  }

  /// A coarser level of the same balance.
  package struct Total: Sendable {
    let dimensions: [Int]
    let measures: [Vector]
    let rows: [Int]

    /// `rows` is the row of the coarser level for each row of the frame's level.
    package init(dimensions: [Int], measures: [Vector], rows: [Int]) {
      self.dimensions = dimensions
      self.measures = measures
      self.rows = rows
    }
  }

  private init(rowCount: Int, references: References, leaves: Leaves) {
    self.rowCount = rowCount
    self.references = references
    self.leaves = leaves
  }

  /// The rows of one file's piece, as ingest has them.
  package init(
    columns: [Column?], source: SourcePlan, rowCount: Int, fileName: String, fileDate: Day?,
    sheet: String, references: References
  ) {
    let side = Side(
      columns: columns, types: source.columns.map(\.type), selection: .range(0..<rowCount))
    self.init(
      rowCount: rowCount, references: references,
      leaves: .rows(Rows(side: side, fileName: fileName, fileDate: fileDate, sheet: sheet)))
  }

  /// Rows of a table, all or some.
  package init(
    table: Table, source: SourcePlan, rows: [Int]? = nil, references: References
  ) {
    let side = Side(
      columns: table.columns, types: source.columns.map(\.type),
      selection: rows.map { .rows($0) } ?? .range(0..<table.rowCount))
    self.init(
      rowCount: side.selection.count, references: references,
      leaves: .rows(Rows(side: side, fileName: "", fileDate: nil, sheet: "")))
  }

  /// Pairs of rows; −1 is an absent side.
  package init(
    left: Table, leftSource: SourcePlan, leftRows: [Int], right: Table, rightSource: SourcePlan,
    rightRows: [Int], references: References
  ) {
    self.init(
      rowCount: leftRows.count, references: references,
      leaves: .pairs(
        left: Side(
          columns: left.columns, types: leftSource.columns.map(\.type),
          selection: .rows(leftRows)),
        right: Side(
          columns: right.columns, types: rightSource.columns.map(\.type),
          selection: .rows(rightRows))))
  }

  /// Rows of a balance level: values by dimension (nil where the level has none), measure and
  /// aggregate, each of `rowCount` elements.
  package init(
    rowCount: Int, dimensions: [Vector?], measures: [Vector], aggregates: [Vector],
    totals: [Total], references: References
  ) {
    self.init(
      rowCount: rowCount, references: references,
      leaves: .level(
        Level(
          dimensions: dimensions, measures: measures, aggregates: aggregates, totals: totals,
          selection: .range(0..<rowCount))))
  }

  /// Consecutive rows of this frame.
  package func slice(_ rows: Range<Int>) -> Frame {
    rows.count == rowCount ? self : narrowed { $0.slice(rows) }
  }

  /// Some rows of this frame, in the order given.
  package func picking(_ rows: [Int]) -> Frame { narrowed { $0.picking(rows) } }

  private func narrowed(_ narrow: (Selection) -> Selection) -> Frame {
    switch leaves {
    case .rows(var rows):
      rows.side.selection = narrow(rows.side.selection)
      return Frame(
        rowCount: rows.side.selection.count, references: references, leaves: .rows(rows))
    case .pairs(var left, var right):
      left.selection = narrow(left.selection)
      right.selection = narrow(right.selection)
      return Frame(
        rowCount: left.selection.count, references: references,
        leaves: .pairs(left: left, right: right))
    case .level(var level):
      level.selection = narrow(level.selection)
      return Frame(
        rowCount: level.selection.count, references: references, leaves: .level(level))
    }
  }
}
