internal import Ledger

// What can be wrong with matches.
extension Diagnostic {
  static func columnTypes(
    _ name: String, _ left: ValueType, _ right: ValueType, at position: Position
  )
    -> Diagnostic
  {
    Diagnostic(
      code: "type-mismatch",
      "`\(name)` is \(left.rawValue) on the left and \(right.rawValue) on the right",
      vietnamese: "`\(name)` là \(left.rawValue) ở bên trái và \(right.rawValue) ở bên phải",
      position: position)
  }

  static func repeatedCondition(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "repeated-condition", "this pass names the column twice",
      vietnamese: "lượt so này nêu cột hai lần", position: position)
  }

  static func windowInTotal(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "window-in-total", "`total` groups rows by equal values; a window makes no groups",
      vietnamese: "`total` gộp các dòng có giá trị bằng nhau; khoảng sai số không chia được nhóm",
      position: position,
      help: (
        "name the column alone, or leave it out", "chỉ nêu tên cột, hoặc bỏ điều kiện này"
      ))
  }

  static func totalAndSubset(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "total-and-subset", "a pass either totals or looks for subsets",
      vietnamese: "một lượt so hoặc gộp tổng (`total`), hoặc tìm tổ hợp (`subset`)",
      position: position,
      help: ("make it a pass of its own", "tách thành một lượt so riêng"))
  }

  static func atMostWithoutSubset(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "at-most-without-subset", "`at_most` belongs to a pass with `subset`",
      vietnamese: "`at_most` chỉ dùng trong lượt so có `subset`", position: position)
  }

  static func strayRepeats(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "stray-repeats",
      "`repeats` is said once, of a first pass that is one to one and made of equal columns alone",
      vietnamese:
        "`repeats` chỉ viết một lần, cho lượt so đầu ghép một-một bằng các cột bằng nhau",
      position: position)
  }

  static func withoutBridge(_ key: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "without-bridge", "`\(key)` needs money that the match compares",
      vietnamese: "`\(key)` cần một cột tiền mà phép so có so sánh", position: position,
      help: ("name a money column in `compare`", "nêu một cột tiền trong `compare`"))
  }

  static func subsetInOn(_ column: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "subset-in-on", "`\(column)` is added up, so `on` cannot hold it row against row",
      vietnamese: "`\(column)` được cộng lại nên không thể so từng dòng trong `on`",
      position: position)
  }

  static func subsetShare(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "subset-share", "the tolerance of `subset` is an amount, not a percentage",
      vietnamese: "sai số của `subset` là số tuyệt đối, không phải phần trăm", position: position,
      help: ("write `subset: amount within 1_000`", "viết `subset: amount within 1_000`"))
  }

  static func toleranceType(_ tolerance: WrittenTolerance, _ type: ValueType, at position: Position)
    -> Diagnostic
  {
    let unit: Wording =
      switch tolerance.unit {
      case .none: ("number", "số")
      case .percent:
        tolerance.isRange ? ("range of percent", "khoảng phần trăm") : ("percent", "phần trăm")
      case .days: ("days", "số ngày")
      case .workingDays: ("working days", "số ngày làm việc")
      }
    return Diagnostic(
      code: "tolerance-type",
      "a tolerance in \(unit.english) does not fit a column of type \(type.rawValue)",
      vietnamese: "sai số dạng \(unit.vietnamese) không hợp với cột kiểu \(type.rawValue)",
      position: position,
      help: type == .date && tolerance.unit == .none
        ? ("write `within 3 days`", "viết `within 3 days`") : nil)
  }

  static func emptyTolerance(isRange: Bool, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "empty-tolerance",
      isRange ? "the range ends before it begins" : "a tolerance cannot be negative",
      vietnamese: isRange ? "khoảng kết thúc trước khi bắt đầu" : "sai số không thể âm",
      position: position,
      help: isRange
        ? nil : ("a range is written `within -2..5 days`", "khoảng viết `within -2..5 days`"))
  }

  static func toleranceTooFine(_ type: ValueType, decimals: Int, at position: Position)
    -> Diagnostic
  {
    Diagnostic(
      code: "literal-too-fine",
      "a tolerance of \(type.rawValue) has at most \(decimals) decimals and 18 digits",
      vietnamese:
        "sai số kiểu \(type.rawValue) có nhiều nhất \(decimals) chữ số thập phân và 18 chữ số",
      position: position)
  }

  static func pointlessCompare(_ column: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "pointless-compare", severity: .warning,
      "`\(column)` is never compared: every pass pairs on it, and each is wider",
      vietnamese:
        "`\(column)` không bao giờ được so: lượt nào cũng ghép theo cột này, với sai số rộng hơn",
      position: position)
  }

  static func missingCalendar(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "missing-calendar", "working days need a `calendar` that lists the days off",
      vietnamese: "ngày làm việc cần có `calendar` liệt kê ngày nghỉ", position: position,
      help: (
        "add `calendar: {file: danh-muc/ngay-nghi.csv, date: Ngày}` to the rule file",
        "thêm `calendar: {file: danh-muc/ngay-nghi.csv, date: Ngày}` vào tệp quy tắc"
      ))
  }

  static func unusedCalendar(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "unused-calendar", severity: .warning, "nothing counts working days",
      vietnamese: "không chỗ nào tính theo ngày làm việc", position: position)
  }

  static func missingAsOf(for key: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "missing-as-of", "`\(key)` needs a parameter `as_of` of type date",
      vietnamese: "`\(key)` cần tham số `as_of` kiểu date", position: position,
      help: (
        "add `as_of: {type: date, default: 2024-10-28}` to `parameters`",
        "thêm `as_of: {type: date, default: 2024-10-28}` vào `parameters`"
      ))
  }

  static func withoutColumn(_ column: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "without-column", "the findings of this check have no `\(column)`",
      vietnamese: "phát hiện của kiểm tra này không có `\(column)`", position: position,
      help: column == "difference"
        ? ("give the check a `difference`", "thêm `difference` cho kiểm tra") : nil)
  }

  static func exceptionOfException(_ check: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "exception-of-exception", "`\(check)` is about exceptions and cannot be accepted",
      vietnamese: "`\(check)` nói về chính các ngoại lệ nên không thể chấp nhận",
      position: position)
  }

  static func fileCheckInTest(_ check: String, at position: Position?) -> Diagnostic {
    Diagnostic(
      code: "file-check-in-test", "`\(check)` is about files, and tests have none",
      vietnamese: "`\(check)` nói về tệp, mà phép thử không có tệp nào", position: position)
  }

  static func pendingDate(_ left: String, _ right: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "pending-date",
      "`\(left)` and `\(right)` do not have exactly one date column in common",
      vietnamese: "`\(left)` và `\(right)` không có đúng một cột ngày chung", position: position,
      help: ("name it: `pending: {date: 5 days}`", "nêu tên cột: `pending: {date: 5 days}`"))
  }

  /// For a key that takes `5 days` or `{date: 5 days}`.
  static func daysShape(_ key: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "wrong-shape", "one date column with its days belongs here",
      vietnamese: "ở đây phải là một cột ngày và số ngày", position: position,
      help: ("write `\(key): {date: 5 days}`", "viết `\(key): {date: 5 days}`"))
  }
}
