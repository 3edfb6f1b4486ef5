import Ledger

/// What a worker made of a chunk of one table; rows and lines count from the chunk's start.
struct ParsedChunk: Sendable {
  /// One for each column of the layout, in the layout's order.
  var columns: [Column]
  var rowCount = 0
  var lines = LineRuns()
  /// Line ends in the bytes consumed.
  var lineCount = 0
  var consumed = 0
  var account = TableAccount()
  var rejects: [ChunkReject] = []
  var totals: [TotalRow] = []
  /// Rows that begin a level of the outline, in a table that has one.
  var outline: [OutlineStep] = []
  /// Line of the first footer row, from 0 at the chunk's start.
  var footerLine: Int?
  /// Evidence for each column of the layout.
  var numbers: [NumberEvidence]
  var dates: [DateEvidence]
  /// For each column of symbols, codes that this worker met for the first time in this chunk.
  var newNames: [[(name: String, isUnknown: Bool)]]
  /// Quoting was broken: a cut by counting quotes proves nothing here.
  var hasStrayQuote = false
}

/// A rejected row of a chunk.
struct ChunkReject: Sendable {
  /// From 0 at the chunk's start.
  var line: Int
  /// Index into the layout's columns; nil where the whole record is at fault.
  var column: Int?
  var raw: String
  var reason: RejectReason
  /// No cell of the record holds a digit: behind a footer it is a signature.
  var isWords = false
}

/// What a total row prints in one column.
struct PrintedSum: Sendable {
  /// Index into the layout's columns.
  var column: Int
  /// nil where there is a figure that cannot be read.
  var value: Int64?
  /// What one step of the last written digit is worth.
  var unit: Int64 = 1
  /// The cell as written, where it cannot be read.
  var raw = ""
  /// It can be read, but is finer than what is kept: so may be the rows that were rejected for it.
  var isTooFine = false
}

/// A row that a label marks as a total, with what it says its columns add up to.
struct TotalRow: Sendable {
  /// From 0 at the chunk's start.
  var line: Int
  /// Rows kept or filtered before it in the chunk.
  var rowsBefore: Int
  var printed: [PrintedSum]
}
