import Ledger

/// A header that was found without knowing its headings.
struct LikelyHeader {
  var head: Head
  /// Numbers of its rows, from 1.
  var rows: [Int]
  var facts: HeaderFacts
  /// Headings in the top row; a title has few.
  fileprivate var topCount: Int

  /// How much of a table it makes; the larger is the better delimiter.
  fileprivate var cellCount: Int { facts.headedCount * facts.rowsAlike }

  /// How much of what stands below it has a heading.
  fileprivate var percentHeaded: Int { facts.headedCount * 100 / max(1, facts.columnCount) }
}

/// Finds the header of a table that nobody has declared: a row of different words over rows of as many
/// cells, or several such rows whose cells were merged.
func likelyHeader(
  _ bytes: [UInt8], isWhole: Bool, sheet: DateSystem?
) throws(Unreadable) -> LikelyHeader {
  if bytes.isEmpty { throw sheet == nil ? .empty : .emptySheet }
  let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  let stated = sheet == nil ? statedDelimiter(bytes[start...]) : sheetDelimiter
  let candidates = stated.map { [$0] } ?? Array(",;\t|".utf8)
  let found = candidates.compactMap { delimiter in
    HeadTable(bytes, from: start, delimiter: delimiter, isWhole: isWhole, plan: .auto)
      .likelyHeader()
  }
  var best: LikelyHeader?
  for header in found {
    guard let other = best else {
      best = header
      continue
    }
    // Only where nothing is cut in two may a table have one column.
    let (width, otherWidth) = (header.head.paths.count, other.head.paths.count)
    if (width > 1) != (otherWidth > 1) {
      if width > 1 { best = header }
    } else if (header.facts.hasFigures ? 1 : 0, header.cellCount)
      > (other.facts.hasFigures ? 1 : 0, other.cellCount)
    {
      best = header
    }
  }
  guard var best else { throw .noHeader }
  best.head.sheet = sheet
  return best
}

extension HeadTable {
  /// Rows below a header that are looked at.
  private static let rowsBelowMax = 30

  /// The best header: the one that leaves fewest columns without heading, of fewest rows, with most in
  /// its top row, the first.
  func likelyHeader() -> LikelyHeader? {
    var best: LikelyHeader?
    for first in records.indices {
      let last = first + continuationCount(after: first)
      for lowest in first...last {
        guard let header = likelyHeader(rows: first...lowest, last: last) else { continue }
        if let best, !isBetter(header, than: best) { continue }
        best = header
      }
    }
    return best
  }

  private func isBetter(_ header: LikelyHeader, than other: LikelyHeader) -> Bool {
    let keys = [header, other].map {
      ($0.facts.hasFigures ? 1 : 0, $0.percentHeaded, -$0.rows.count, $0.topCount)
    }
    return keys[0] > keys[1]
  }

  private func likelyHeader(rows: ClosedRange<Int>, last: Int) -> LikelyHeader? {
    let words = rows.map { records[$0].fields }
    guard words.allSatisfy({ !$0.contains(where: isFigure) }) else { return nil }
    let paths = headingPaths(words)
    let headed = paths.indices.filter { !paths[$0].isEmpty }
    guard !headed.isEmpty, Set(headed.map { paths[$0] }).count * 2 > headed.count else {
      return nil
    }
    let head = head(paths, rows: Array(rows), last: last)
    let below = records[head.recordCount...].lazy.filter { !$0.isBroken }.map(\.fields)
      .filter { $0.contains { !$0.isEmpty } }.prefix(Self.rowsBelowMax)
    let alike = below.filter { $0.count == paths.count }
    guard alike.count * 2 >= below.count else { return nil }
    let filled = Set(alike.flatMap { row in row.indices.filter { !row[$0].isEmpty } })
    let columnCount = filled.union(headed).count
    guard headed.count * 2 >= columnCount else { return nil }
    let firstLine = rows.lowerBound == 0 ? 1 : records[rows.lowerBound - 1].lineCount + 1
    return LikelyHeader(
      head: head, rows: rows.map { $0 + 1 },
      facts: HeaderFacts(
        firstLine: firstLine, lastLine: records[rows.upperBound].lineCount,
        headedCount: headed.count, columnCount: columnCount, rowsAlike: alike.count,
        rowsBelow: below.count,
        hasFigures: alike.contains { $0.contains { isFigure($0) || isCodeLike($0) } }),
      topCount: words[0].count { !$0.isEmpty })
  }
}

/// Digits without letters, as no heading is, except a year.
private func isFigure(_ text: String) -> Bool {
  let digits = text.count { $0.isNumber }
  guard digits > 0, !text.contains(where: \.isLetter) else { return false }
  let isYear = text.count == 4 && digits == 4 && (text.hasPrefix("19") || text.hasPrefix("20"))
  return !isYear
}

private func isCodeLike(_ text: String) -> Bool {
  text.contains { $0.isNumber } && !text.contains(" ")
}

extension Unreadable {
  static let noHeader = Unreadable(
    vietnamese: "dòng 1, cột 1: không thấy dòng tiêu đề của bảng nào "
      + "(một dòng chữ khác nhau, bên dưới là các dòng có cùng số ô)",
    english: "line 1, column 1: no header of a table was found "
      + "(a row of different words over rows of as many cells)", reasonToSkip: .noHeading)
}
