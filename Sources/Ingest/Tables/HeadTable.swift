import Ledger

/// The first records of a table as one delimiter splits it, read by libcsv.
struct HeadTable {
  struct Record {
    var fields: [String]
    /// Offset behind the record.
    var next: Int
    /// Line ends up to `next`.
    var lineCount: Int
    /// libcsv refuses the line.
    var isBroken = false
  }
  let records: [Record]
  let delimiter: UInt8

  /// A line that libcsv refuses is one field, as a title row would be.
  init(_ bytes: [UInt8], from start: Int, delimiter: UInt8, isWhole: Bool, plan: HeaderPlan) {
    self.delimiter = delimiter
    // One more than the header, because a row that numbers the columns may follow.
    let limit =
      if case .rows(let rows) = plan { (rows.max() ?? 1) + 1 } else { Limits.headerRecordCountMax }
    let reader = StrictReader(delimiter: delimiter)
    var records: [Record] = []
    var (position, lineCount) = (start, 0)
    // libcsv ends a record at a line end; the last one of a file may lack it.
    let padded = isWhole && bytes.last != 0x0A ? bytes + [0x0A] : bytes
    while position < padded.count, records.count < limit {
      var fields: [[UInt8]]
      var next: Int
      var isBroken = false
      switch reader.read(padded, from: position) {
      case .record(let read, let end): (fields, next) = (read, end)
      case .incomplete where !isWhole:
        self.records = records
        return
      case .incomplete, .broken:
        isBroken = true
        let end = padded[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? padded.count
        fields = [Array(padded[position..<end])]
        next = min(end + 1, padded.count)
        if next < padded.count, padded[next - 1] == 0x0D, padded[next] == 0x0A { next += 1 }
      }
      lineCount += lineEndCount(padded, position, next)
      records.append(
        Record(
          fields: fields.map { cleaned(String(decoding: $0, as: UTF8.self)) },
          next: min(next, bytes.count), lineCount: lineCount, isBroken: isBroken))
      position = next
    }
    self.records = records
  }

  /// Rows that may be the header of this table.
  struct Header {
    var head: Head
    /// How many of the wanted headings stand there.
    var points: Int

    /// Of headers that lack something the greatest is nearest.
    var nearness: (Int, Int) { (points, head.headedCount) }
  }

  private struct Candidate {
    var header: Header
    /// Every heading wanted was found,
    var isWhole: Bool
    /// and none only by its lower parts.
    var isWholeByPath: Bool
  }

  /// The header that has every heading wanted; nil when there is none.
  func wholeHeader(_ wanted: [WantedHeading], _ plan: HeaderPlan) -> Header? {
    if case .rows(let rows) = plan {
      guard let found = header(inRows: rows, wanted), found.isWhole else { return nil }
      return found.header
    }
    let least = wanted.count { !$0.mayBeAbsent }
    let starts = records.indices.filter { records[$0].fields.count >= least }
    // By the lower parts of merged headings only where whole paths find nothing, and then from below,
    // so that a title is not taken for the upper part of a heading.
    return mergedHeader(wanted, from: starts, \.isWholeByPath)
      ?? mergedHeader(wanted, from: starts.reversed(), \.isWhole) ?? deepHeader(wanted)
  }

  private func mergedHeader(
    _ wanted: [WantedHeading], from starts: [Int], _ condition: (Candidate) -> Bool
  ) -> Header? {
    for first in starts {
      let last = first + continuationCount(after: first)
      // When the rows below are not wanted, they are header all the same.
      for lowest in stride(from: last, through: first, by: -1) {
        let found = header(Array(first...lowest), last: last, wanted)
        if condition(found) { return found.header }
      }
    }
    return nil
  }

  /// A header of several rows that repeats what was merged instead of leaving cells blank.
  private func deepHeader(_ wanted: [WantedHeading]) -> Header? {
    for depth in 2...4 {
      for first in records.indices.dropLast(depth - 1) {
        let rows = Array(first..<(first + depth))
        guard rows.dropFirst().allSatisfy({ !hasNumbers(records[$0].fields) }),
          !records[first].fields.contains(where: isUnitAlone)
        else { continue }
        let found = header(rows, last: first + depth - 1, wanted)
        if found.isWhole { return found.header }
      }
    }
    return nil
  }

  /// The rows that have most of the headings wanted.
  func nearestHeader(_ wanted: [WantedHeading], _ plan: HeaderPlan) -> Header? {
    if case .rows(let rows) = plan { return header(inRows: rows, wanted)?.header }
    var best: (header: Header, last: Int)?
    for first in records.indices {
      let last = first + continuationCount(after: first)
      let found = header(Array(first...last), last: last, wanted).header
      let (value, bestValue) = (found.nearness, best?.header.nearness ?? (-1, 0))
      // As near without a title above it.
      let isInside = value == bestValue && first <= best?.last ?? -1
      if value > bestValue || isInside { best = (found, last) }
    }
    return best?.header
  }

  private func header(inRows numbers: [Int], _ wanted: [WantedHeading]) -> Candidate? {
    guard let last = numbers.last, last <= records.count else { return nil }
    return header(numbers.map { $0 - 1 }, last: last - 1, wanted)
  }

  /// What the rows are worth as a header; `last` is the lowest row that is no data.
  private func header(_ rows: [Int], last: Int, _ wanted: [WantedHeading]) -> Candidate {
    let paths = headingPaths(rows.map { records[$0].fields })
    let headings = FoldedHeadings(paths)
    let isFound = wanted.map { !headings.fields(of: $0).isEmpty }
    let header = Header(head: head(paths, rows: rows, last: last), points: isFound.count { $0 })
    let isWhole = zip(isFound, wanted).allSatisfy { $0 || $1.mayBeAbsent }
    return Candidate(
      header: header, isWhole: isWhole,
      isWholeByPath: isWhole
        && zip(isFound, wanted).allSatisfy { !$0 || !headings.wholeFields(of: $1).isEmpty })
  }

  func head(_ paths: [[String]], rows: [Int], last: Int) -> Head {
    let first = rows.first ?? last
    var end = last
    if end + 1 < records.count,
      isNumberingRow(records[end + 1].fields, paths, isReport: first > 0 || last > first)
    {
      end += 1
    }
    return Head(
      delimiter: delimiter, paths: paths, dataOffset: records[end].next,
      lineCount: records[end].lineCount, recordCount: end + 1,
      headerLine: records[last].lineCount, titles: records[..<first])
  }

  /// How many rows below carry on a header whose cells were merged: up to three rows of words that
  /// stand only under blank cells, or under a cell with a blank one to its right.
  func continuationCount(after first: Int) -> Int {
    if records[first].fields.contains(where: isUnitAlone) { return 0 }
    var above = records[first].fields
    var count = 0
    while count < 3, first + count + 1 < records.count {
      let row = records[first + count + 1].fields
      guard continues(row, above) else { break }
      above = above.indices.map { above[$0].isEmpty && $0 < row.count ? row[$0] : above[$0] }
      count += 1
    }
    return count
  }

  private func continues(_ row: [String], _ above: [String]) -> Bool {
    let filled = row.indices.filter { !row[$0].isEmpty }
    return !hasNumbers(row) && filled.allSatisfy { $0 < above.count }
      && filled.contains { above[$0].isEmpty }
      && filled.allSatisfy {
        above[$0].isEmpty || ($0 + 1 < above.count && above[$0 + 1].isEmpty)
      }
  }

  private func hasNumbers(_ row: [String]) -> Bool {
    row.contains {
      $0.unicodeScalars.first { $0 != "(" && $0 != "-" }?.properties.numericType != nil
    }
  }
}

/// What stands above each field, from the top row down. Above a filled cell, a blank one belongs to
/// the merged cell on its left, as far as a cell further up does not begin anew.
func headingPaths(_ rows: [[String]]) -> [[String]] {
  let width = rows.map(\.count).max() ?? 0
  func cell(_ row: Int, _ field: Int) -> String {
    field < rows[row].count ? rows[row][field] : ""
  }
  var merged = Array(repeating: "", count: rows.count)
  return (0..<width).map { field in
    var parts: [String] = []
    for row in rows.indices {
      let text = cell(row, field)
      if !text.isEmpty || (0..<row).contains(where: { !cell($0, field).isEmpty }) {
        merged[row] = text
      }
      let hasCellBelow = ((row + 1)..<max(row + 1, rows.count)).contains {
        !cell($0, field).isEmpty
      }
      let part = text.isEmpty && hasCellBelow ? merged[row] : text
      if !part.isEmpty, parts.last != part { parts.append(part) }
    }
    return parts
  }
}
