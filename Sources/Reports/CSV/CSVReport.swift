import Ledger

/// A CSV file as ranges of rows that can be asked for in any order, so that a million need no room and
/// several processors can render them.
protocol CSVReport: Sendable {
  /// Name in the output folder.
  var fileName: String { get }
  var header: [String] { get }
  var rowCount: Int { get }
  /// Appends rows with their line ends.
  func append(_ rows: Range<Int>, to csv: inout CSVText)
}

/// A report whose rows know nothing of each other.
protocol RowByRow: CSVReport {
  /// Appends the cells of a row.
  func appendRow(_ index: Int, to csv: inout CSVText)
}

extension RowByRow {
  func append(_ rows: Range<Int>, to csv: inout CSVText) {
    for index in rows {
      appendRow(index, to: &csv)
      csv.endRow()
    }
  }
}

/// Rows that are rendered at a time, a few MB at most.
private let pieceRowCount = 4096

/// Writes a report piece by piece, `jobs` pieces at a time, in the order of its rows.
func write(
  _ report: some CSVReport, dialect: CSVDialect, jobs: Int, progress: RunProgress,
  to folder: inout OutputFolder
) async throws(OutputFailure) {
  progress.begin(item: report.fileName, unitCount: report.rowCount)
  var file = try folder.create(report.fileName)
  var csv = CSVText(dialect)
  csv.begin(header: report.header)
  try file.write(csv.bytes.span)
  var start = 0
  while start < report.rowCount, !progress.isCancelled {
    let pieces = (0..<jobs).map { piece in
      let first = min(start + piece * pieceRowCount, report.rowCount)
      return first..<min(first + pieceRowCount, report.rowCount)
    }.filter { !$0.isEmpty }
    for bytes in await rendered(report, pieces, dialect) { try file.write(bytes.span) }
    start = pieces.last?.upperBound ?? report.rowCount
    progress.update(unitCount: start)
  }
  try folder.finish(file)
}

/// The bytes of some ranges of rows, in their order.
private func rendered(
  _ report: some CSVReport, _ pieces: [Range<Int>], _ dialect: CSVDialect
) async -> [[UInt8]] {
  await rendered(report, pieces) { bytes(of: report, $0, dialect) }
}

/// Ranges of rows in some form, in their order.
private func rendered(
  _ report: some CSVReport, _ pieces: [Range<Int>],
  _ render: @escaping @Sendable (Range<Int>) -> [UInt8]
) async -> [[UInt8]] {
  if pieces.count == 1 { return [render(pieces[0])] }
  return await withTaskGroup(of: (Int, [UInt8]).self) { group in
    for (number, rows) in pieces.enumerated() {
      group.addTask { (number, render(rows)) }
    }
    var results = Array(repeating: [UInt8](), count: pieces.count)
    for await (number, bytes) in group { results[number] = bytes }
    return results
  }
}

private func bytes(
  of report: some CSVReport, _ rows: Range<Int>, _ dialect: CSVDialect
) -> [UInt8] {
  var csv = CSVText(dialect)
  report.append(rows, to: &csv)
  return csv.bytes
}

/// The first rows of a report as cells for the workbook.
func cells(of report: some CSVReport, rowCountMax: Int, jobs: Int) async -> [[UInt8]] {
  let count = min(report.rowCount, rowCountMax)
  let pieces = stride(from: 0, to: count, by: pieceRowCount).map {
    $0..<min($0 + pieceRowCount, count)
  }
  return await rendered(report, pieces) { rows in
    var text = CSVText.forSheet
    report.append(rows, to: &text)
    return text.cells?.bytes ?? []
  }
}

/// The whole file of a report, which must be small.
func bytes(of report: some CSVReport, dialect: CSVDialect = .standard) -> [UInt8] {
  var csv = CSVText(dialect)
  csv.begin(header: report.header)
  report.append(0..<report.rowCount, to: &csv)
  return csv.bytes
}
