import Ledger

// The words of the report's annexes.
extension ReportWording {
  var bridges: String { say("Từ tổng số bên này sang bên kia", "From one total to the other") }
  func bridge(_ title: String) -> String { say("Cầu nối: \(title)", "Bridge: \(title)") }
  var step: String { say("Khoản", "Item") }
  var rows: String { say("Số dòng", "Rows") }
  /// `Số tiền (đồng)`: to the last unit.
  var amountExact: String { exact(say("Số tiền", "Amount")) }
  func exact(_ heading: String) -> String { "\(heading) (\(summary.moneyUnit(isMillions: false)))" }
  func residual(_ amount: String) -> String {
    say("Chênh lệch chưa giải thích: \(amount)", "Unexplained: \(amount)")
  }
  func axisNote(_ amount: String) -> String {
    say(
      "Trục không bắt đầu từ 0 mà từ \(amount), để thấy được các khoản chênh lệch.",
      "The axis begins at \(amount), not at 0, so that the differences can be seen.")
  }

  /// A class of the bridge between two sources.
  func step(_ category: String, left: String, right: String) -> String {
    switch category {
    case "missing-right": say("Chỉ có ở “\(left)”", "Only in “\(left)”")
    case "missing-left": say("Chỉ có ở “\(right)”", "Only in “\(right)”")
    case "differs": say("Hai bên ghi khác nhau", "The sides differ")
    case "duplicate": say("Lặp lại", "Repeated")
    case "ambiguous": say("Chưa xác định được cặp", "No single pairing")
    case "pending": say("Còn trong thời gian chờ", "Still pending")
    case "accepted": say("Đã được chấp nhận", "Accepted for now")
    case "within-tolerance": say("Lệch trong mức cho phép", "Within tolerance")
    default: category
    }
  }

  /// A cause in a word or two.
  func cause(_ cause: Cause) -> String {
    switch cause {
    case .notSent: say("chưa gửi báo cáo", "nothing was sent")
    case .unitScale: say("sai đơn vị tính", "wrong unit")
    case .sign: say("ngược dấu", "opposite sign")
    case .transposedDigits: say("đảo chữ số", "digits swapped")
    case .droppedDigit: say("sót chữ số", "digit dropped")
    case .rounding: say("làm tròn", "rounded")
    case .split: say("tách dòng", "split")
    case .merged: say("gộp dòng", "merged")
    case .duplicatePosting: say("ghi trùng", "posted twice")
    case .reversed: say("bút toán đảo", "reversed")
    case .dateShift: say("lệch ngày", "date shifted")
    case .miscoded: say("ghi nhầm mã", "miscoded")
    case .mistypedKey: say("gõ nhầm số", "number mistyped")
    case .cutOff: say("chốt số liệu sớm hơn", "earlier cut-off")
    case .unknown: say("chưa rõ nguyên nhân", "cause unknown")
    }
  }

  var findings: String { say("Phát hiện theo người giải trình", "Findings by who answers") }
  var owners: String { say("Người phải giải trình", "Who answers") }
  var owner: String { say("Người giải trình", "Owner") }
  var nobody: String { say("(chưa giao)", "(nobody)") }
  var errors: String { say("Lỗi", "Errors") }
  var warnings: String { say("Cảnh báo", "Warnings") }
  var infos: String { say("Thông tin", "For information") }
  var pending: String { say("Đang chờ", "Pending") }
  var accepted: String { say("Được chấp nhận", "Accepted") }
  var sum: String { exact(say("Tổng chênh lệch", "Sum of differences")) }
  var check: String { say("Kiểm tra", "Check") }
  /// Parts of keys that the rule file does not name.
  func part(ofKey name: String) -> String? {
    switch name {
    case "source": sourceName
    case "file": file
    case "column": column
    case "value": value
    default: nil
    }
  }
  var kindOfFinding: String { say("Loại", "Kind") }
  func kind(_ kind: FindingKind) -> String {
    switch kind {
    case .missingLeft: say("chỉ có bên phải", "right only")
    case .missingRight: say("chỉ có bên trái", "left only")
    case .differs: say("lệch", "differs")
    case .duplicate: say("lặp", "repeated")
    case .ambiguous: say("chưa rõ cặp", "ambiguous")
    case .systemic: say("cả loạt", "systemic")
    case .failed: say("kiểm tra", "check")
    }
  }
  var differenceExact: String { exact(say("Chênh lệch", "Difference")) }
  var key: String { say("Khoá", "Key") }
  var finding: String { say("Phát hiện", "Finding") }
  var place: String { say("Vị trí", "Place") }
  func others(_ count: Int) -> String {
    say("Còn \(form(count)) người khác.", "And \(form(count)) more owners.")
  }
  func noFindings() -> String { say("Không có phát hiện nào.", "There are no findings.") }

  var tables: String { say("Số liệu chi tiết", "Figures in detail") }
  var rowAccount: String { say("Mỗi dòng đã đi đâu", "Where every row has gone") }
  var rowAccountNote: String {
    say(
      "Số dòng đã đọc bằng tổng các cột sau nó; từng tệp ghi trong rows.csv.",
      "Rows read are the sum of the columns behind; each file stands in rows.csv.")
  }
  var sharedFiles: String {
    say(
      "Tệp dùng cho nhiều nguồn được đọc cho từng nguồn; dòng tổng đếm là một tệp.",
      "A file that serves several sources is read for each; the total counts it as one file.")
  }
  func unread(_ sources: String) -> String {
    say("Lần chạy này không đọc: \(sources).", "This run did not read: \(sources).")
  }
  var sourceName: String { say("Nguồn", "Source") }
  var files: String { say("Số tệp", "Files") }
  var read: String { say("Đã đọc", "Read") }
  var outside: String { say("Ngoài bảng", "Outside the table") }
  var totalRows: String { say("Dòng tổng", "Total rows") }
  var rejected: String { say("Dòng hỏng", "Rejected") }
  var filtered: String { say("Lọc bỏ", "Filtered") }
  var kept: String { say("Được dùng", "Used") }
  func outcomes(_ match: String) -> String {
    say("Kết quả ghép: \(match)", "Outcomes of: \(match)")
  }
  var outcome: String { say("Kết quả", "Outcome") }
  /// What became of the rows of a match.
  func outcome(_ name: String) -> String {
    guard language == .vietnamese else { return name }
    return switch name {
    case "matched": "khớp"
    case "differs": "khớp nhưng lệch"
    case "missing-right": "bên kia không có (thiếu bên phải)"
    case "missing-left": "bên kia không có (thiếu bên trái)"
    case "duplicate": "lặp lại"
    case "ambiguous": "chưa xác định được cặp"
    case "pending": "đang chờ"
    case "filtered": "lọc bỏ"
    default: name
    }
  }

  // Minutes.
  var minutesTitle: String { say("Biên bản đối chiếu số liệu", "Minutes of reconciliation") }
  var bothTotals: String { say("Số liệu hai bên", "Both totals") }
  var elsewhere: String {
    say("Ghép với chứng từ của đơn vị khác", "Paired with rows of another unit")
  }
  func differences(_ count: Int) -> String {
    say("Các điểm chênh lệch", "Differences") + " (\(form(count)))"
  }
  var explanation: String { say("Giải trình", "Explanation") }
  func onBehalfOf(_ party: String) -> String { say("Đại diện \(party)", "For \(party)") }
  var placeAndDay: String {
    say(
      "…………………, ngày …… tháng …… năm ………", "…………………, on ………………")
  }
  var signHere: String { say("(ký, ghi rõ họ tên, đóng dấu)", "(signature, name, seal)") }

  var tolerances: String { say("Mức sai lệch cho phép", "Tolerances used") }
  var match: String { say("Phép so", "Match") }
  var column: String { say("Cột", "Column") }
  var allowed: String { say("Cho phép", "Allowed") }
  var tolerated: String {
    exact(say("Đã bỏ qua, cộng dồn", "Let pass, added up without signs"))
  }
  var limit: String { exact(say("Giới hạn", "Limit")) }

  var inputs: String { say("Tệp đã đọc", "Inputs") }
  var inputsNote: String {
    say(
      "Bảng mã và cách viết số, ngày là do chương trình xác định theo nội dung tệp, trừ khi tệp quy "
        + "tắc đã nói; căn cứ ghi trong run.json.",
      "Encodings and the forms of numbers and dates were decided by the content, unless the rule "
        + "file says them; the evidence stands in run.json.")
  }
  var file: String { say("Tệp", "File") }
  var fileDay: String { say("Ngày trong tên", "Date in its name") }
  var encoding: String { say("Bảng mã", "Encoding") }
  var guessed: String { say("Đã xác định", "Decided") }
  var severity: String { say("Mức", "Severity") }
  var value: String { say("Giá trị", "Value") }
  var parameters: String { say("Tham số", "Parameters") }
  func rules(_ name: String, _ digest: String) -> String {
    say(
      "Lập bằng doichieu theo bộ quy tắc \(name), SHA-256 \(digest).",
      "Made by doichieu with the rules \(name), SHA-256 \(digest).")
  }

  private func form(_ count: Int) -> String {
    many(count, "", "", "").split(separator: " ").first.map(String.init) ?? ""
  }
}
