import Ledger

/// What the first bytes of a table say: its delimiter, its header and where the data begin.
struct Head {
  var delimiter: UInt8
  /// The date system of the workbook whose sheet this is; nil for text.
  var sheet: DateSystem?
  /// For each field what stands above it, from the top row of the header down: one part in most
  /// tables, `Giải ngân` and `Số tiền` where cells were merged, none where nothing is written.
  var paths: [[String]]
  /// Offset of the first record behind the header.
  var dataOffset: Int
  /// Lines and records before `dataOffset`.
  var lineCount: Int
  var recordCount: Int
  /// Line of the last header row, from 1.
  var headerLine: Int
  /// The rows above the header.
  var titles: ArraySlice<HeadTable.Record>

  /// Units of money that the rows above the header name; read when asked for, because most heads are
  /// candidates that another one beats.
  var statedUnits: Set<StatedUnit> {
    let texts = titles.map { $0.fields.filter { !$0.isEmpty }.joined(separator: ";") }
    return Set(texts.compactMap { statedUnit(inTitle: $0) })
  }

  /// Units of money that count for a field: those of its heading, else those above the header.
  func statedUnits(of field: Int) -> Set<StatedUnit> {
    let own = Set(paths[field].compactMap { statedUnit(inHeading: $0) })
    return own.isEmpty ? statedUnits : own
  }

  /// Fields with something above them.
  var headedCount: Int { paths.count { !$0.isEmpty } }

  /// Headings of all fields; for a header of several rows the path `Giải ngân / Số tiền`.
  var headings: [String] { paths.map { $0.joined(separator: headingSeparator) } }
}

/// What stands between the parts of a merged heading.
let headingSeparator = " / "

/// Finds the header of a table by the headings that the source declares.
///
/// `bytes` are the front of the file; `isWhole` when there is nothing behind them.
func readHead(
  _ bytes: [UInt8], isWhole: Bool, source: SourcePlan, sheet: DateSystem? = nil
) throws(Unreadable) -> Head {
  if bytes.isEmpty { throw sheet == nil ? .empty : .emptySheet }
  let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
  let wanted = source.wantedHeadings
  let start = hasMark ? 3 : 0
  let stated =
    sheet == nil ? source.delimiter ?? statedDelimiter(bytes[start...]) : sheetDelimiter
  let candidates = stated.map { [$0] } ?? Array(",;\t|".utf8)
  let tables = candidates.map { delimiter in
    HeadTable(bytes, from: start, delimiter: delimiter, isWhole: isWhole, plan: source.header)
  }
  // A table with all headings is the one; only when there is none the nearest is worth looking for,
  // to say what is missing.
  // A delimiter that separates nothing fits a lone heading as well.
  let fitting = tables.lazy.compactMap { $0.wholeHeader(wanted, source.header) }
  let whole = fitting.first { $0.head.paths.count > 1 } ?? fitting.first
  let nearest = tables.lazy.compactMap { $0.nearestHeader(wanted, source.header) }
  // Of delimiters that fit equally, the one that makes most headings.
  guard let found = whole ?? nearest.max(by: { $0.nearness < $1.nearness }) else {
    throw .noHeading(wanted.first?.texts ?? [], seen: [])
  }
  var head = found.head
  guard head.paths.count <= Limits.columnCountMax else {
    throw .tooLarge("\(Limits.columnCountMax) columns")
  }
  head.sheet = sheet
  return head
}

/// The delimiter that a first line `sep=;` states, as spreadsheets write and read it.
func statedDelimiter(_ bytes: ArraySlice<UInt8>) -> UInt8? {
  let line = Array(bytes.prefix(6))
  guard line.count >= 5, String(decoding: line[..<4], as: UTF8.self).lowercased() == "sep=",
    line.count == 5 || line[5] == 0x0A || line[5] == 0x0D
  else { return nil }
  let isUsable = line[4] >= 0x20 && line[4] < 0x7F && line[4] != UInt8(ascii: "\"")
  return isUsable || line[4] == 0x09 ? line[4] : nil
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
        column: index, texts: texts,
        folds: Set(
          texts.map { foldedPath($0.split(separator: headingSeparator).map(String.init)[...]) }),
        mayBeAbsent: columns[index].mayBeAbsent)
    }
  }
}

/// The parts of a merged heading as they are looked up.
private func foldedPath(_ parts: ArraySlice<String>) -> String {
  parts.map(foldedHeading).joined()
}

/// The headings of a table, folded once for all columns that look for theirs.
struct FoldedHeadings {
  /// Fields by their whole path and by each of its lower parts, ascending.
  private var wholePaths: [String: [Int]] = [:]
  private var lowerParts: [String: [Int]] = [:]

  init(_ paths: [[String]]) {
    for (field, parts) in paths.enumerated() {
      wholePaths[foldedPath(parts[...]), default: []].append(field)
      for lowest in parts.indices.dropFirst() {
        lowerParts[foldedPath(parts[lowest...]), default: []].append(field)
      }
    }
  }

  /// The fields of a heading by the whole path.
  func wholeFields(of wanted: WantedHeading) -> [Int] { fields(of: wanted, in: wholePaths) }

  /// The fields of a heading: by the whole path, and only where none is, by its lower parts.
  func fields(of wanted: WantedHeading) -> [Int] {
    let whole = wholeFields(of: wanted)
    return whole.isEmpty ? fields(of: wanted, in: lowerParts) : whole
  }

  private func fields(of wanted: WantedHeading, in index: [String: [Int]]) -> [Int] {
    Set(wanted.folds.flatMap { index[$0] ?? [] }).sorted()
  }
}
