internal import Ledger

/// A text in both languages.
typealias Wording = (english: String, vietnamese: String)

/// Things that rule files speak of, as messages name them.
enum Term: String {
  case ruleFile = "rule file"
  case limits = "list of limits"
  case abbreviation, calendar, parameter, map, source, column, match, pass, balance, check,
    dimension, measure, exception, report, progress, thresholds, test
  case minutes = "record of minutes"
  case dimensionOrMeasure = "dimension or measure"
  case wideTable = "wide table"
  case expectedFinding = "expected finding"
  case keyPart = "part of the key"

  var english: String { rawValue }

  /// In English, as one of its kind.
  var withArticle: String {
    "aeiou".contains(rawValue.prefix(1)) ? "an \(english)" : "a \(english)"
  }

  var vietnamese: String {
    switch self {
    case .ruleFile: "tệp quy tắc"
    case .abbreviation: "từ viết tắt"
    case .limits: "danh sách giới hạn"
    case .parameter: "tham số"
    case .map: "bảng mã"
    case .calendar: "lịch làm việc"
    case .source: "nguồn"
    case .column: "cột"
    case .match: "phép so"
    case .pass: "lượt so"
    case .balance: "bảng cân đối"
    case .check: "kiểm tra"
    case .exception: "ngoại lệ"
    case .dimension: "chiều"
    case .measure: "chỉ tiêu"
    case .report: "báo cáo"
    case .progress: "phần tiến độ"
    case .thresholds: "các ngưỡng"
    case .minutes: "phần biên bản"
    case .dimensionOrMeasure: "chiều hay chỉ tiêu"
    case .wideTable: "bảng ngang"
    case .test: "phép thử"
    case .expectedFinding: "phát hiện mong đợi"
    case .keyPart: "phần của khóa"
    }
  }
}

extension Diagnostic {
  /// With a help in both languages.
  init(
    code: String, _ message: String, vietnamese: String, position: Position? = nil,
    help: Wording?
  ) {
    self.init(
      code: code, message, vietnamese: vietnamese, position: position, help: help?.english,
      helpVietnamese: help?.vietnamese)
  }
}

/// What may be written instead: the near name, else all where they are few.
func alternatives(to written: String, among known: [String]) -> Wording? {
  if let near = suggestion(for: written, among: known) {
    return ("did you mean `\(near)`?", "có phải `\(near)` không?")
  }
  guard !known.isEmpty, known.count <= 16 else { return nil }
  let list = known.joined(separator: ", ")
  return ("known here: \(list)", "có ở đây: \(list)")
}
