/// A CSV file as rows that can be asked for one after another, so that a million need no room.
protocol CSVReport: ~Copyable {
  /// Name in the output folder.
  var fileName: String { get }
  var header: [String] { get }
  var rowCount: Int { get }
  /// Appends the cells of a row; rows are asked for in order, each once.
  mutating func appendRow(_ index: Int, to csv: inout CSVText)
}

/// Bytes that are collected before they go to a file.
private let pieceByteCount = 1 << 18

/// Writes a report piece by piece.
func write<Report: CSVReport & ~Copyable>(
  _ report: inout Report, dialect: CSVDialect, to folder: inout OutputFolder
) throws(OutputFailure) {
  var file = try folder.create(report.fileName)
  var csv = CSVText(dialect)
  csv.begin(header: report.header)
  for index in 0..<report.rowCount {
    report.appendRow(index, to: &csv)
    csv.endRow()
    if csv.bytes.count >= pieceByteCount {
      try file.write(csv.bytes.span)
      csv.removeBytes()
    }
  }
  try file.write(csv.bytes.span)
  try folder.finish(file)
}

/// The whole file of a report, which must be small.
func bytes<Report: CSVReport & ~Copyable>(
  of report: inout Report, dialect: CSVDialect = .standard
) -> [UInt8] {
  var csv = CSVText(dialect)
  csv.begin(header: report.header)
  for index in 0..<report.rowCount {
    report.appendRow(index, to: &csv)
    csv.endRow()
  }
  return csv.bytes
}
