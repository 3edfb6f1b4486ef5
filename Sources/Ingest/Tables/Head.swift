import Ledger

/// What the first bytes of a table say: its delimiter, its header and where the data begin.
struct Head {
  var encoding = "utf-8"
  var delimiter: UInt8
  /// Headings of all fields, as written; for a header of several rows the path `Giải ngân / Số tiền`.
  var headings: [String]
  /// Offset of the first record behind the header.
  var dataOffset: Int
  /// Lines and records before `dataOffset`.
  var lineCount: Int
  var recordCount: Int
  /// Line of the last header row, from 1.
  var headerLine: Int
}

/// Finds the header of a table by the headings that the source declares.
///
/// `bytes` are the front of the file; `isWhole` when there is nothing behind them.
func readHead(_ bytes: [UInt8], isWhole: Bool, source: SourcePlan) throws(Unreadable) -> Head {
  if bytes.isEmpty { throw .empty }
  let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
  try checkText(bytes)
  let wanted = source.wantedHeadings
  let candidates = source.delimiter.map { [$0] } ?? Array(",;\t|".utf8)
  let tables = candidates.map { delimiter in
    HeadTable(
      records: headRecords(
        bytes, from: hasMark ? 3 : 0, delimiter: delimiter, isWhole: isWhole, plan: source.header),
      delimiter: delimiter)
  }
  // A table with all headings is the one; only when there is none the nearest is worth looking for,
  // to say what is missing.
  let whole = tables.lazy.compactMap { $0.header(wanted, plan: source.header, isWhole: true) }.first
  let nearest = tables.lazy.compactMap { $0.header(wanted, plan: source.header, isWhole: false) }
  guard let found = whole ?? nearest.max(by: { $0.score < $1.score }) else {
    throw .noHeading(wanted.first?.texts ?? [], seen: [])
  }
  var head = found.head
  guard head.headings.count <= Limits.columnCountMax else {
    throw .tooLarge("\(Limits.columnCountMax) columns")
  }
  if hasMark { head.encoding = "utf-8-bom" }
  return head
}

/// A declared column and the headings it goes by.
struct WantedHeading {
  var column: Int
  var texts: [String]
  var folds: Set<String>
  /// `required: false` was said.
  var mayBeAbsent: Bool
}

extension SourcePlan {
  /// Columns that must be found in a file.
  var wantedHeadings: [WantedHeading] {
    columns.indices.compactMap { index in
      guard columns[index].isUsed, case .heading(let texts) = columns[index].origin else {
        return nil
      }
      return WantedHeading(
        column: index, texts: texts, folds: Set(texts.map(foldedHeading)),
        mayBeAbsent: columns[index].mayBeAbsent)
    }
  }
}

private struct HeadRecord {
  var fields: [String]
  var next: Int
  /// Line ends up to `next`.
  var lineCount: Int
}

/// The first records, read by libcsv; a line that it refuses is one field, as a title row would be.
private func headRecords(
  _ bytes: [UInt8], from start: Int, delimiter: UInt8, isWhole: Bool, plan: HeaderPlan
) -> [HeadRecord] {
  let limit =
    if case .rows(let rows) = plan { rows.max() ?? 1 } else { Limits.headerRecordCountMax }
  let reader = StrictReader(delimiter: delimiter)
  var records: [HeadRecord] = []
  var (position, lineCount) = (start, 0)
  // libcsv ends a record at a line end; the last one of a file may lack it.
  let padded = isWhole && bytes.last != 0x0A ? bytes + [0x0A] : bytes
  while position < padded.count, records.count < limit {
    var fields: [[UInt8]]
    var next: Int
    switch reader.read(padded, from: position) {
    case .record(let read, let end): (fields, next) = (read, end)
    case .incomplete where !isWhole: return records
    case .incomplete, .broken:
      let end = padded[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? padded.count
      fields = [Array(padded[position..<end])]
      next = min(end + 1, padded.count)
      if next < padded.count, padded[next - 1] == 0x0D, padded[next] == 0x0A { next += 1 }
    }
    lineCount += padded[position..<next].count { $0 == 0x0A }
    if !padded[position..<next].contains(0x0A) { lineCount += 1 }
    records.append(
      HeadRecord(
        fields: fields.map { String(decoding: $0, as: UTF8.self) },
        next: min(next, bytes.count), lineCount: lineCount))
    position = next
  }
  return records
}

/// The front of a table as one delimiter splits it.
private struct HeadTable {
  var records: [HeadRecord]
  var delimiter: UInt8

  /// The header row, or the rows that the plan names.
  ///
  /// With `isWhole` only a row that has every heading will do; otherwise the one that has most.
  func header(
    _ wanted: [WantedHeading], plan: HeaderPlan, isWhole: Bool
  ) -> (head: Head, score: Int)? {
    if case .rows(let rows) = plan {
      guard let last = rows.last, last <= records.count else { return nil }
      let headings = paths(of: rows.map { records[$0 - 1].fields })
      let score = score(headings, wanted)
      return isWhole && !score.isWhole ? nil : (head(headings, last: last - 1), score.points)
    }
    let least = wanted.count { !$0.mayBeAbsent }
    var best: (index: Int, points: Int)?
    for (index, record) in records.enumerated() where !isWhole || record.fields.count >= least {
      let score = score(record.fields, wanted)
      if isWhole {
        if score.isWhole { return (head(record.fields, last: index), score.points) }
      } else if score.points > best?.points ?? -1 {
        best = (index, score.points)
      }
    }
    return best.map { (head(records[$0.index].fields, last: $0.index), $0.points) }
  }

  private func score(
    _ headings: [String], _ wanted: [WantedHeading]
  ) -> (points: Int, isWhole: Bool) {
    let folds = Set(headings.map(foldedHeading))
    let found = wanted.map { !$0.folds.isDisjoint(with: folds) }
    return (
      found.count { $0 },
      zip(found, wanted).allSatisfy { isFound, heading in
        isFound || heading.mayBeAbsent
      }
    )
  }

  private func head(_ headings: [String], last: Int) -> Head {
    let record = records[last]
    return Head(
      delimiter: delimiter, headings: headings.map(cleaned), dataOffset: record.next,
      lineCount: record.lineCount, recordCount: last + 1, headerLine: record.lineCount)
  }
}

/// Headings of a merged header: what stands above a blank cell is what stands to its left.
private func paths(of rows: [[String]]) -> [String] {
  guard rows.count > 1 else { return rows.first ?? [] }
  let width = rows.map(\.count).max() ?? 0
  var parts = Array(repeating: [String](), count: width)
  for (depth, row) in rows.enumerated() {
    var above = ""
    for field in 0..<width {
      let text = field < row.count ? cleaned(row[field]) : ""
      if !text.isEmpty { above = text }
      // The lowest row has no merged cells to fill from.
      let filled = depth == rows.count - 1 ? text : above
      if !filled.isEmpty { parts[field].append(filled) }
    }
  }
  return parts.map { $0.joined(separator: " / ") }
}
