internal import Ledger

/// Where an expression stands, and so what its names mean.
enum Scope {
  /// Columns of a source's rows; `file.name`, `file.date` and `sheet` while it is being read.
  case row(source: Int, whileReading: Bool)
  /// A pair of a match: `left.x`, `right.x`; a bare column is that of the left row, else the right.
  case pair(left: Int, right: Int, takesEitherSide: Bool)
  /// A finding of a match: its key, and what the row has, the left where there is one, else the right.
  case finding(match: Int)
  /// A figure of a balance: aggregates and earlier measures.
  case measure(balance: Int)
  /// A row of a balance at a level: its dimensions and all measures.
  case level(balance: Int, dimensions: [Int])
  /// No names but parameters.
  case constants
}

/// What an expression must give.
enum Expectation {
  case condition
  /// Text or a code.
  case text
  /// Money, a number, a share, days: what can be subtracted.
  case difference
  /// A figure that can be computed with, dates included.
  case figure
  /// The type of a column.
  case type(ValueType)
  case anything
}
