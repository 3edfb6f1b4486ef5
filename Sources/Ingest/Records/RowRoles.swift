import Ledger

/// What a record is that cannot be a data row.
enum RowRole: Equatable {
  /// A heading between rows, a header repeated on a new page, words on their own.
  case section
  /// Signatures, notes, place and date: rows without figures behind it are outside as well.
  case footer
  /// `Trong đó` and the like with figures, or figures behind a dash without a code: a part of a row
  /// above.
  case part
  /// Figures without a code at some level of an outline: a subtotal when the next row stands deeper.
  case subtotal(OutlineMark)
}

/// Tells records that are no data from broken data.
///
/// Only records that failed as data rows are asked about, so that a row that reads well is never
/// taken for something else.
struct RowRoles: Sendable {
  enum FieldKind: Sendable { case words, code, figure, date }

  /// The field of a column “STT”; nil when the table has none.
  private(set) var outlineField: Int?
  private var kinds: [FieldKind] = []
  private var paths: [[String]] = []
  private var foldedPaths: [[String]] = []
  /// The fields of codes.
  private(set) var codeFields: [Int] = []
  /// Whether rows that read well may stand below others: by a mark, or without any code.
  private(set) var watchesParts = false

  var fieldCount: Int { paths.count }

  init() {}

  /// `otherCodes` are fields of codes besides those of `columns`.
  init(
    _ paths: [[String]], columns: [BoundColumn], otherCodes: [Int] = [],
    types: (BoundColumn) -> ValueType
  ) {
    self.paths = paths
    foldedPaths = paths.map { $0.map(folded) }
    kinds = Array(repeating: .words, count: paths.count)
    for column in columns {
      switch types(column) {
      case .code: kinds[column.field] = .code
      case .money, .number, .integer, .rate: kinds[column.field] = .figure
      case .date: kinds[column.field] = .date
      default: break
      }
    }
    for field in otherCodes where kinds[field] == .words { kinds[field] = .code }
    codeFields = kinds.indices.filter { kinds[$0] == .code }
    outlineField = foldedPaths.firstIndex {
      $0.last.map(Self.outlineHeadings.contains) ?? false
    }
    watchesParts =
      outlineField != nil || !columns.contains { types($0) == .code && $0.isRequired }
  }

  /// The role of a record by its cleaned cells; nil when it is a data row that is at fault.
  func role(of cells: [String]) -> RowRole? {
    let filled = cells.indices.filter { !cells[$0].isEmpty }
    guard let first = filled.first else { return .section }
    if isHeader(cells, filled) { return .section }
    let hasFigures = holdsFigures(cells)
    // Whoever signs may be a column of the data as well: a row with a code is no signature.
    if !hasFigures, !filled.contains(where: { isCode(cells[$0], kind($0)) }),
      isFooter(cells, filled)
    {
      return .footer
    }
    let isMarked = first == outlineField && OutlineMark(cells[first]) != nil
    if beginsPart(cells[isMarked && filled.count > 1 ? filled[1] : first]) {
      return hasFigures ? .part : .section
    }
    guard cells.count == paths.count else {
      return filled.count == 1 && isMarkedLine(cells[first]) ? .section : nil
    }
    let isWordsOnly = filled.allSatisfy { kind($0) == .words || isPhrase(cells[$0], kind($0)) }
    if isWordsOnly, cells.count >= 3, filled.count == 1 || (isMarked && filled.count == 2) {
      return .section
    }
    guard hasFigures, !filled.contains(where: { kind($0) == .code }) else { return nil }
    if isMarked, let mark = OutlineMark(cells[first]), mark != .dash { return .subtotal(mark) }
    let isDashed = isMarked || kind(first) == .words && beginsWithDash(cells[first].utf8.span)
    return isDashed && !codeFields.isEmpty ? .part : nil
  }

  /// The role of a row that reads well and is a subtotal; without figures it names a group.
  func roleOfParent(_ cells: [String]) -> RowRole {
    guard holdsFigures(cells) else { return .section }
    guard let field = outlineField, field < cells.count, let mark = OutlineMark(cells[field])
    else { return .part }
    return .subtotal(mark)
  }

  /// The role of a row that reads well and is a part of a row above.
  func roleOfPart(_ cells: [String]) -> RowRole { holdsFigures(cells) ? .part : .section }

  private func holdsFigures(_ cells: [String]) -> Bool {
    cells.indices.contains {
      kind($0) == .figure && holdsFigure(cells[$0]) && !isPlaceAndDate(cells[$0])
    }
  }

  /// The level of a record, by its column “STT” or by a dash before its words.
  func mark(_ record: Int, of records: Records, _ bytes: Span<UInt8>) -> OutlineMark? {
    if let outlineField {
      let (start, end) = records.field(outlineField, ofRecord: record, in: bytes)
      if end - start <= 64, let mark = OutlineMark(cleaned(shownText(bytes, start, end))) {
        return mark
      }
    }
    for field in 0..<paths.count {
      var (start, end) = records.field(field, ofRecord: record, in: bytes)
      while start < end, bytes[start] <= 0x20 || bytes[start] == 0x22 { start += 1 }
      if start == end { continue }
      return kind(field) == .words && beginsWithDash(bytes.extracting(start..<end)) ? .dash : nil
    }
    return nil
  }

  /// Whether a record numbers the columns in brackets, which would read as negative numbers.
  func isNumbering(_ cells: [String]) -> Bool { isNumberingRow(cells, paths, isReport: false) }

  /// Whether every cell of a code is blank.
  func lacksCode(_ record: Int, of records: Records, _ bytes: Span<UInt8>) -> Bool {
    codeFields.allSatisfy { field in
      let (start, end) = records.field(field, ofRecord: record, in: bytes)
      if start == end { return true }
      // Nearly all codes begin with a character that nothing takes away.
      if (0x21..<0x7F).contains(bytes[start]), bytes[start] != UInt8(ascii: "\"") { return false }
      return cleaned(shownText(bytes, start, end)).isEmpty
    }
  }

  private func kind(_ field: Int) -> FieldKind { field < kinds.count ? kinds[field] : .words }

  /// The header once more, or the row that numbers its columns.
  private func isHeader(_ cells: [String], _ filled: [Int]) -> Bool {
    guard filled.count >= 2 else { return false }
    // Page after page of the very same letters need not be folded to be known.
    if filled.allSatisfy({ $0 < paths.count && paths[$0].contains(cells[$0]) }) { return true }
    return isNumbering(cells)
      || filled.allSatisfy { $0 < paths.count && foldedPaths[$0].contains(folded(cells[$0])) }
  }

  private func isFooter(_ cells: [String], _ filled: [Int]) -> Bool {
    filled.contains { isFooterLabel(cells[$0]) }
      || filled.count <= 2 && filled.contains { isPlaceAndDate(cells[$0]) }
  }

  /// “An Giang, ngày 28 tháng 10 năm 2024”, “ngày 28/10/2024”
  private func isPlaceAndDate(_ text: String) -> Bool {
    let fold = folded(text)
    guard let day = fold.firstRange(of: "ngay") else { return false }
    let rest = fold[day.upperBound...]
    return rest.contains("thang") && rest.contains("nam")
      || (6...8).contains(rest.count) && rest.allSatisfy(\.isNumber)
  }

  private func isFooterLabel(_ text: String) -> Bool {
    let fold = folded(text)
    return Self.footerLabels.contains(where: fold.hasPrefix)
  }

  /// `Trong đó`, `Chia ra` or `Bao gồm`; `Trồng đỗ` is something else.
  private func beginsPart(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter }.prefix(2).joined(separator: " ")
    return Self.partLabels.contains(words)
  }

  private func isCode(_ text: String, _ kind: FieldKind) -> Bool {
    kind == .code && !isPhrase(text, kind) && !isFooterLabel(text) && !isPlaceAndDate(text)
  }

  /// Words in a column of codes: `Khối huyện` is no code.
  private func isPhrase(_ text: String, _ kind: FieldKind) -> Bool {
    kind == .code && text.contains(" ") && !text.contains { $0.isNumber }
  }

  /// A line of its own such as `I. Khối huyện`.
  private func isMarkedLine(_ text: String) -> Bool {
    guard let space = text.firstIndex(of: " ") else { return false }
    let mark = text[..<space]
    return mark.count >= 2 && ".)".contains(mark.last ?? " ") && OutlineMark(String(mark)) != nil
      && text[space...].contains { $0.isLetter }
  }

  static let outlineHeadings: Set<String> = ["stt", "tt", "sott", "sothutu", "thutu"]
  private static let partLabels: Set<String> = [
    "trong đó", "trong do", "chia ra", "bao gồm", "bao gom",
  ]
  /// Whether the first words of a record begin as those of a total: `Cộng khối tỉnh`, `Lũy kế từ đầu năm`.
  func namesSum(_ record: Int, of records: Records, _ bytes: Span<UInt8>) -> Bool {
    for field in 0..<paths.count where field != outlineField {
      let (start, end) = records.field(field, ofRecord: record, in: bytes)
      if start == end { continue }
      guard kind(field) == .words || kind(field) == .code, end - start <= 200,
        "TtCcLl".utf8.contains(bytes[start]), (start..<end).contains(where: { bytes[$0] == 0x20 })
      else { return false }
      let words = cleaned(shownText(bytes, start, end)).lowercased()
      return Self.sumWords.contains { words.hasPrefix($0) }
        && !Self.officeWords.contains { words.hasPrefix($0) }
    }
    return false
  }

  private static let sumWords = ["cộng ", "tổng ", "lũy kế", "luỹ kế"]
  private static let officeWords = [
    "cộng đồng", "tổng công ty", "tổng cục", "tổng đội", "tổng kho",
  ]
  private static let footerLabels = [
    "nguoilapbieu", "nguoilapbang", "nguoilap", "ketoantruong", "thutruong", "chutaikhoan",
    "giamdoc", "truongphong", "chutich", "ghichu", "noinhan", "kyhoten", "kytendongdau",
    "lapbieu", "kiemsoat", "tmuyban", "tmubnd", "ktchutich", "ktgiamdoc", "ktthutruong",
    "kttruong", "tlchutich", "tlgiamdoc", "phochutich", "phogiamdoc", "photruongphong", "xacnhan",
    "daidien",
  ]
}

/// `- Vốn trung ương`: a dash, a plus or a dot of a list with a word behind it.
private func beginsWithDash(_ text: Span<UInt8>) -> Bool {
  guard text.count >= 2 else { return false }
  var next = 1
  switch text[0] {
  case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): break
  case 0xE2:
    // – — •
    guard text.count >= 4, text[1] == 0x80, [0x93, 0x94, 0xA2].contains(text[2]) else {
      return false
    }
    next = 3
  default: return false
  }
  while next < text.count, text[next] == 0x20 { next += 1 }
  return next < text.count
    && (text[next] | 0x20 >= 0x61 && text[next] != 0x7C || text[next] >= 0x80)
}

/// A number, or what a spreadsheet shows where it could not work one out.
func holdsFigure(_ text: String) -> Bool {
  text.hasPrefix("#") || text.contains { $0.isNumber } && text.count { $0.isLetter } <= 4
}
