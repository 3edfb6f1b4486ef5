/// The typed rows of one source: everything its files brought that was not rejected or filtered.
package struct Table: Sendable {
  /// One for each column of the source's plan; nil where no rule names the column.
  package var columns: [Column?]
  package var rowCount: Int
  /// Which rows came from which file, in row order.
  package var segments: [Segment]

  package init(columns: [Column?], rowCount: Int = 0, segments: [Segment] = []) {
    self.columns = columns
    self.rowCount = rowCount
    self.segments = segments
  }

  /// The place in `segments` of the file that brought a row.
  package func segmentIndex(ofRow row: Int) -> Int {
    var (low, high) = (0, segments.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].firstRow <= row { low = middle } else { high = middle }
    }
    return low
  }

  /// Where a row stands in its file.
  package func origin(ofRow row: Int) -> RowOrigin {
    let segment = segments[segmentIndex(ofRow: row)]
    return RowOrigin(
      file: segment.file, entry: segment.entry, line: segment.lines.line(ofRow: row))
  }
}

/// The rows that one file, or one entry of an archive, gave to a table.
package struct Segment: Sendable {
  /// Path under the input folder, with `/`.
  package var file: String
  /// Name inside the archive; nil for a plain file.
  package var entry: String?
  package var firstRow: Int
  package var rowCount: Int
  package var lines: LineRuns
  /// For columns of money, by index, what one step of the last written digit is worth: a power of ten
  /// of the smallest unit, of the finest cell of the file; 0 where nothing is said.
  package var moneyExponents: [Int: Int] = [:]

  /// `file` or `archive.zip//entry.csv`.
  package var name: String { entry.map { "\(file)//\($0)" } ?? file }

  package init(file: String, entry: String?, firstRow: Int, rowCount: Int = 0) {
    self.file = file
    self.entry = entry
    self.firstRow = firstRow
    self.rowCount = rowCount
    self.lines = LineRuns()
  }
}

/// The place of a row: `file:line` or `archive.zip//entry.csv:line`.
package struct RowOrigin: Hashable, Sendable, CustomStringConvertible {
  package var file: String
  package var entry: String?
  /// Lines from 1.
  package var line: Int

  package init(file: String, entry: String?, line: Int) {
    self.file = file
    self.entry = entry
    self.line = line
  }

  package var description: String {
    entry.map { "\(file)//\($0):\(line)" } ?? "\(file):\(line)"
  }
}

/// Line numbers of consecutive rows, kept as runs: most rows stand one line below the row before.
package struct LineRuns: Sendable {
  /// (first row, its line), both ascending.
  package private(set) var runs: [(row: Int, line: Int)] = []

  package init() {}

  /// Notes that a row, one after the last noted, stands at a line.
  package mutating func append(row: Int, line: Int) {
    if let last = runs.last, last.line + (row - last.row) == line { return }
    runs.append((row, line))
  }

  /// The line of a row, from 1.
  package func line(ofRow row: Int) -> Int {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].row <= row { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    return runs[low - 1].line + (row - runs[low - 1].row)
  }

  /// Adds runs that were counted from row 0 and line 1 of a later piece of the same file.
  package mutating func append(_ other: LineRuns, rowOffset: Int, lineOffset: Int) {
    for run in other.runs { append(row: run.row + rowOffset, line: run.line + lineOffset) }
  }
}
