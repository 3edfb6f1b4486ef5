package import Ledger

/// The rows that an expression is evaluated over, and where its leaves come from.
package struct Frame: Sendable {
  package let rowCount: Int
  let references: References
  let leaves: Leaves

  enum Leaves: Sendable {
    case rows(Rows)
    case pairs(Pairs)
    case level(Level)
  }

  /// Rows of a source.
  struct Rows: Sendable {
    var columns: [Column?]
    var types: [ValueType]
    /// The rows meant, in order; nil for all from the first.
    var selection: [Int]?
    var fileName: String
    var fileDate: Day?
    var sheet: String
  }

  /// Rows of two sources; −1 is an absent side, whose cells are missing.
  struct Pairs: Sendable {
    var left: Table
    var right: Table
    var leftTypes: [ValueType]
    var rightTypes: [ValueType]
    var leftRows: [Int]
    var rightRows: [Int]
  }

  /// Rows of a balance.
  struct Level: Sendable {
    var dimensions: [Vector?]
    var measures: [Vector]
    var aggregates: [Vector]
    var totals: [Total]
  }

  /// A coarser level of the same balance.
  package struct Total: Sendable {
    var dimensions: [Int]
    var measures: [[Value]]
    /// The row of that level for each row of the frame.
    var rows: [Int]

    package init(dimensions: [Int], measures: [[Value]], rows: [Int]) {
      self.dimensions = dimensions
      self.measures = measures
      self.rows = rows
    }
  }

  /// The rows of one file's piece, as ingest has them.
  package init(
    columns: [Column?], source: SourcePlan, rowCount: Int, fileName: String, fileDate: Day?,
    sheet: String, references: References
  ) {
    self.rowCount = rowCount
    self.references = references
    leaves = .rows(
      Rows(
        columns: columns, types: source.columns.map(\.type), selection: nil, fileName: fileName,
        fileDate: fileDate, sheet: sheet))
  }

  /// Rows of a table, all or some.
  package init(
    table: Table, source: SourcePlan, rows selection: [Int]? = nil, references: References
  ) {
    rowCount = selection?.count ?? table.rowCount
    self.references = references
    leaves = .rows(
      Rows(
        columns: table.columns, types: source.columns.map(\.type), selection: selection,
        fileName: "", fileDate: nil, sheet: ""))
  }

  /// Pairs of rows; −1 is an absent side.
  package init(
    left: Table, leftSource: SourcePlan, leftRows: [Int], right: Table, rightSource: SourcePlan,
    rightRows: [Int], references: References
  ) {
    rowCount = leftRows.count
    self.references = references
    leaves = .pairs(
      Pairs(
        left: left, right: right, leftTypes: leftSource.columns.map(\.type),
        rightTypes: rightSource.columns.map(\.type), leftRows: leftRows, rightRows: rightRows))
  }

  /// Rows of a balance level: values by dimension (nil where the level has none), measure and
  /// aggregate, each of `rowCount` elements.
  package init(
    rowCount: Int, dimensions: [Vector?], measures: [Vector], aggregates: [Vector],
    totals: [Total], references: References
  ) {
    self.rowCount = rowCount
    self.references = references
    leaves = .level(
      Level(dimensions: dimensions, measures: measures, aggregates: aggregates, totals: totals))
  }
}

extension Frame {
  private init(rowCount: Int, references: References, leaves: Leaves) {
    self.rowCount = rowCount
    self.references = references
    self.leaves = leaves
  }

  /// The same rows, cut down to one.
  func only(_ row: Int) -> Frame {
    let leaves: Leaves
    switch self.leaves {
    case .rows(var rows):
      rows.selection = [rows.selection?[row] ?? row]
      leaves = .rows(rows)
    case .pairs(var pairs):
      pairs.leftRows = [pairs.leftRows[row]]
      pairs.rightRows = [pairs.rightRows[row]]
      leaves = .pairs(pairs)
    case .level(var level):
      level.dimensions = level.dimensions.map { $0?.only(row) }
      level.measures = level.measures.map { $0.only(row) }
      level.aggregates = level.aggregates.map { $0.only(row) }
      for index in level.totals.indices {
        level.totals[index].rows = [level.totals[index].rows[row]]
      }
      leaves = .level(level)
    }
    return Frame(rowCount: 1, references: references, leaves: leaves)
  }
}

extension Frame.Rows {
  /// The cells of a column, all missing where it was not read.
  func vector(_ index: Int, count: Int) -> Vector {
    let type = types[index]
    guard let column = columns[index] else { return Vector([.missing], type: type) }
    return column.vector(rows: selection, type: type)
  }
}

extension Column {
  /// The cells of some rows, or all; −1 is a missing cell.
  func vector(rows: [Int]?, type: ValueType) -> Vector {
    switch self {
    case .exact(let values):
      if type == .flag {
        func truth(_ value: Int64) -> Truth {
          value == Column.missingExact ? .unknown : Truth(value != 0)
        }
        return .truth(
          rows.map { $0.map { $0 < 0 ? .unknown : truth(values[$0]) } } ?? values.map(truth))
      }
      func whole(_ value: Int64) -> Int128 {
        value == Column.missingExact ? ExactVector.missing : Int128(value)
      }
      let numerators =
        rows.map { $0.map { $0 < 0 ? ExactVector.missing : whole(values[$0]) } }
        ?? values.map(whole)
      let decimals = type.storedDecimals
      return .exact(
        ExactVector(
          numerators,
          over: decimals == 0
            ? [] : Array(repeating: powerOfTen(decimals), count: numerators.count)))
    case .days(let values):
      func whole(_ value: Int32) -> Int128 {
        value == Column.missingDay ? ExactVector.missing : Int128(value)
      }
      return .exact(
        ExactVector(
          rows.map { $0.map { $0 < 0 ? ExactVector.missing : whole(values[$0]) } }
            ?? values.map(whole)))
    case .symbols(let symbols):
      return .text(
        TextVector(
          names: symbols.names,
          ids: rows.map { $0.map { $0 < 0 ? 0 : symbols.ids[$0] } } ?? symbols.ids))
    case .texts(let texts):
      func text(_ row: Int) -> String {
        row < 0 ? "" : String(decoding: texts.bytes[texts.range(ofRow: row)], as: UTF8.self)
      }
      return .text(TextVector(each: (rows ?? Array(texts.ends.indices)).map(text)))
    }
  }
}
