import Ledger

/// How one table is read: where the declared columns stand and how their cells are written.
struct Layout: Sendable {
  var delimiter: UInt8
  /// The date system of the workbook whose sheet this is; nil for text, of which no cell has a mark.
  var sheet: DateSystem?
  /// Fields of every record.
  var fieldCount: Int
  /// In order of their place in the file.
  var columns: [BoundColumn]
  var totals: TotalLabels
  var roles = RowRoles()
  /// By number of the chunk, rows that read well and do not count all the same.
  var setAside: [Int: SetAside] = [:]

  /// Fields by whether a declared column stands there.
  var isBound: [Bool] {
    var bound = Array(repeating: false, count: fieldCount)
    for column in columns { bound[column.field] = true }
    return bound
  }
}

/// A declared column found in a file.
struct BoundColumn: Sendable {
  /// Index into the source's plan.
  var column: Int
  /// From 0.
  var field: Int
  /// As it stands in the file.
  var heading: String
  var isRequired: Bool
  /// Total rows print its sum: money, numbers and integers, not rates.
  var isSummed = false
  /// The unit of a money column as a power of ten; nil for other columns, and where the file does not
  /// say the unit that it should.
  var moneyExponent: Int?
  var reading: CellReading
}

/// How the cells of a column become values.
enum CellReading: Sendable {
  case number(NumberReading, isRate: Bool)
  case date(DateReading)
  case flag
  case symbols(CodeRule)
  /// Text held in an arena, with the rule of a code where there is one.
  case texts(CodeRule)
}
