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
}

/// A row that a label marks as a total, with what it says its columns add up to.
struct TotalRow: Sendable {
  /// From 0 at the chunk's start.
  var line: Int
  /// Rows kept or filtered before it in the chunk.
  var rowsBefore: Int
  /// Index into the layout's columns, the printed value, and the unit of its last written digit.
  var printed: [(column: Int, value: Int64, unit: Int64)]
}
