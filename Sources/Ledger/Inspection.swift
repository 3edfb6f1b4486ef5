/// What stands in a file, found without a rule file (`doichieu inspect`).
package struct Inspection: Sendable {
  package enum Container: Sendable {
    case plain
    case gzip
    case archive
    case workbook
  }
  /// As it was typed, without the part behind `//`.
  package var path: String
  /// The part behind `//`; nil for all tables.
  package var pattern: String?
  package var byteCount: Int
  package var container: Container
  /// In the order in which they stand in the file.
  package var tables: [InspectedTable]
  package var skipped: [SkippedEntry]

  package init(
    path: String, pattern: String?, byteCount: Int, container: Container,
    tables: [InspectedTable], skipped: [SkippedEntry]
  ) {
    self.path = path
    self.pattern = pattern
    self.byteCount = byteCount
    self.container = container
    self.tables = tables
    self.skipped = skipped
  }
}

/// A table of the file, or why it cannot be read.
package struct InspectedTable: Sendable {
  package enum Content: Sendable {
    case table(TableFacts)
    case unreadable(Diagnostic)
  }
  /// Name inside the archive or workbook; nil for a plain file.
  package var entry: String?
  package var content: Content

  package init(entry: String?, content: Content) {
    self.entry = entry
    self.content = content
  }
}

/// What a table holds, and how a run would read it.
package struct TableFacts: Sendable {
  /// The source that binds every column by its heading; its rows were read so.
  package var source: SourcePlan
  /// What reading it gave.
  package var table: InputTable
  package var header: HeaderFacts
  /// All columns in the order of the file.
  package var columns: [ColumnFacts]
  /// In order of line.
  package var rejects: [Reject]
  package var wrongTotals: [WrongTotal]
  package var assumptions: [Assumption] = []
  /// The unit that rows above the table or all headings of money name, as a power of ten.
  package var moneyExponent: Int?

  package init(
    source: SourcePlan, table: InputTable, header: HeaderFacts, columns: [ColumnFacts],
    rejects: [Reject], wrongTotals: [WrongTotal]
  ) {
    self.source = source
    self.table = table
    self.header = header
    self.columns = columns
    self.rejects = rejects
    self.wrongTotals = wrongTotals
  }
}

/// Why some rows are taken for the header.
package struct HeaderFacts: Sendable, Hashable {
  /// From 1.
  package var firstLine: Int
  package var lastLine: Int
  /// Columns with a heading, and columns that hold anything.
  package var headedCount: Int
  package var columnCount: Int
  /// Of the rows looked at below, those that have as many cells.
  package var rowsAlike: Int
  package var rowsBelow: Int
  /// Figures, dates or codes stand below.
  package var hasFigures: Bool

  package init(
    firstLine: Int, lastLine: Int, headedCount: Int, columnCount: Int, rowsAlike: Int,
    rowsBelow: Int, hasFigures: Bool
  ) {
    self.firstLine = firstLine
    self.lastLine = lastLine
    self.headedCount = headedCount
    self.columnCount = columnCount
    self.rowsAlike = rowsAlike
    self.rowsBelow = rowsBelow
    self.hasFigures = hasFigures
  }
}

/// One column of a table and what its cells hold.
package struct ColumnFacts: Sendable {
  /// Why a rule file cannot name a column.
  package enum Obstacle: Sendable {
    case noHeading
    /// Another heading is the same when it is looked up.
    case sameHeading
  }
  /// From 1.
  package var number: Int
  /// As it stands in the file; empty where there is none.
  package var heading: String
  /// Index into the source's columns; nil where there is an obstacle.
  package var column: Int?
  package var obstacle: Obstacle?
  /// Kept rows in which the cell holds nothing.
  package var blankCount: Int
  /// Different cells; nil for more than were counted.
  package var distinctCount: Int?
  /// The first different cells, as written.
  package var examples: [String]
  /// Σ over the kept rows of a column of money or numbers, as stored.
  package var sum: Int128?
  /// The first and the last day of a column of dates.
  package var days: ClosedRange<Int32>?

  package init(
    number: Int, heading: String, blankCount: Int, distinctCount: Int?, examples: [String]
  ) {
    self.number = number
    self.heading = heading
    self.blankCount = blankCount
    self.distinctCount = distinctCount
    self.examples = examples
  }
}

/// What is wrong between a row and the rows that it stands for or that stand for it.
package enum SumFault: Sendable, Hashable {
  /// A total that is not the sum of its rows, or cannot be read.
  case total
  /// The parts of the row on these lines are more than it.
  case parts(ClosedRange<Int>)
  /// Nothing tells whether the rows on these lines are parts of the row or rows of their own.
  case doubt(ClosedRange<Int>)
  /// The row is named as a total is, is none, and counts.
  case named
}

/// A total row that is not the sum of the rows it stands for.
package struct WrongTotal: Sendable, Hashable {
  package var fault: SumFault
  package var line: Int
  package var heading: String
  /// Both as stored in a column of `type`; nil where a figure cannot be read.
  package var printed: Int64?
  package var sum: Int128
  package var type: ValueType

  package init(
    _ fault: SumFault, line: Int, heading: String, printed: Int64?, sum: Int128, type: ValueType
  ) {
    self.fault = fault
    self.line = line
    self.heading = heading
    self.printed = printed
    self.sum = sum
    self.type = type
  }
}

/// Something that the file leaves open and that was chosen; a rule file should say it.
package enum Assumption: Sendable, Hashable {
  /// Every separator of the column may group digits or be the decimal sign.
  case numbers(heading: String, NumberFormat)
  /// Every date of the column reads either way.
  case dates(heading: String, DateFormat)
  /// A rate without a percent sign and not beyond 2.
  case fraction(heading: String)
  /// Amounts with decimals and no unit of money: read as plain numbers.
  case decimalMoney(heading: String)
  /// Rows above the table name several units of money.
  case severalUnits(heading: String)
  /// The file names a currency, by its code, that is not đồng.
  case otherCurrency(heading: String, String)
}
