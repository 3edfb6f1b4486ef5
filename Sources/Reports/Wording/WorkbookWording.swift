import Ledger

/// The words of the workbook: names of its sheets, headings of columns that CSV files name in English.
struct WorkbookWording {
  let report: ReportWording
  private let form: LanguageForm

  init(_ form: LanguageForm) {
    report = ReportWording(form)
    self.form = form
  }

  private func say(_ vietnamese: String, _ english: String) -> String {
    report.say(vietnamese, english)
  }

  var summary: String { say("Tổng hợp", "Summary") }
  var findings: String { say("Phát hiện", "Findings") }
  var changes: String { say("Biến động", "Changes") }
  var rejects: String { say("Dòng hỏng", "Rejects") }
  var rows: String { say("Đường đi các dòng", "Row account") }
  func bridge(_ file: String) -> String {
    say("Cầu nối", "Bridge") + file.dropFirst("bridge".count).dropLast(".csv".count)
  }
  var total: String { report.total }
  var nobody: String { report.nobody }
  var residual: String { say("Dư (phải bằng 0)", "Residual (must be 0)") }

  /// Whose findings a sheet has.
  func findings(of owner: String) -> String { say("Phát hiện: \(owner)", "Findings: \(owner)") }

  /// Where the rows of a sheet come from, and how many it lacks.
  func note(file: String, shown: Int, of all: Int) -> String {
    if shown == all { return report.source(file) }
    let (some, whole) = (form.text(count: shown), form.text(count: all))
    return say(
      "Chỉ có \(some) dòng đầu trong số \(whole) dòng; đủ ở \(file)",
      "Only the first \(some) of \(whole) rows; all of them in \(file)")
  }

  var unit: String {
    say("Đơn vị tính: ", "Unit: ") + report.summary.moneyUnit(isMillions: false)
  }

  /// Said where the sheets of owners would be too many or too long.
  var noOwnerSheets: String {
    say(
      "Phát hiện của từng người nằm trong các tệp for-….csv.",
      "The findings of each owner stand in the files for-….csv.")
  }

  /// How severities are written in the rows.
  var severities: [(Severity, String)] {
    [Severity.error, .warning, .info].map { ($0, $0.rawValue) }
  }

  /// A column of a CSV file.
  func heading(_ name: String) -> String {
    guard report.language == .vietnamese else {
      return name.replacing("_", with: " ")
    }
    return switch name {
    case "id": "Mã phát hiện"
    case "status": "Tình trạng"
    case "severity": "Mức độ"
    case "check": "Kiểm tra"
    case "kind": "Loại"
    case "cause": "Nguyên nhân"
    case "owner": "Người giải trình"
    case "key": "Khoá"
    case "field": "Cột lệch"
    case "left": "Bên trái"
    case "right": "Bên phải"
    case "difference": "Chênh lệch"
    case "message": "Nội dung"
    case "left_at": "Vị trí bên trái"
    case "right_at": "Vị trí bên phải"
    case "first_seen": "Thấy lần đầu"
    case "age_days": "Số ngày"
    case "source": "Nguồn"
    case "file": "Tệp"
    case "entry": "Mục trong tệp"
    case "line": "Dòng"
    case "column": "Cột"
    case "header": "Tiêu đề cột"
    case "raw": "Nguyên văn"
    case "reason": "Lý do"
    case "match": "Phép so"
    case "outcome": "Kết quả"
    case "rows": "Số dòng"
    case "money": "Số tiền"
    case "side": "Bên"
    case "class": "Khoản"
    case "amount": "Số tiền"
    case "group": report.group
    default: name
    }
  }
}
