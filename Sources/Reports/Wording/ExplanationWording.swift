import Ledger

/// The fixed words of an explanation.
struct ExplanationWording {
  let language: Language
  let form: LanguageForm

  init(_ form: LanguageForm) {
    language = form.language
    self.form = form
  }

  func say(_ vietnamese: String, _ english: String) -> String {
    language == .vietnamese ? vietnamese : english
  }

  func rows(_ count: Int) -> String {
    form.text(count: count) + say(" dòng", count == 1 ? " row" : " rows")
  }

  func more(_ count: Int) -> String {
    say("… và \(rows(count)) nữa", "… and \(rows(count)) more")
  }

  var rowsHeading: String { say("Các dòng", "Rows") }
  var passesHeading: String { say("Các bước ghép", "Passes") }
  var comparisonsHeading: String { say("So sánh", "Comparison") }
  var bridgeHeading: String { say("Trong cầu nối", "In the bridge") }
  var figuresHeading: String { say("Số liệu", "Figures") }
  var checksHeading: String { say("Kiểm tra", "Checks") }
  var cureHeading: String { say("Cách xử lý", "What to do") }
  var othersHeading: String { say("Cũng có tên này", "Also by this name") }

  func side(_ side: MatchSide) -> String {
    side == .left ? say("trái", "left") : say("phải", "right")
  }

  func step(_ number: Int) -> String { say("Bước \(number)", "Pass \(number)") }

  // MARK: verdicts

  func matched(
    _ left: String, with right: String, _ pass: Int, _ conditions: String
  ) -> String {
    say(
      "Khớp, không có phát hiện: \(left) ghép với \(right) ở bước \(pass) (\(conditions))",
      "Matched, no finding: \(left) paired with \(right) by pass \(pass) (\(conditions))")
  }

  func status(_ status: String) -> String {
    switch status {
    case "pending": say("đang chờ", status)
    case "accepted": say("đã chấp nhận", status)
    default: status
    }
  }

  var filtered: String {
    say(
      "Không tham gia: điều kiện `where` của phép so bỏ dòng này ra",
      "Takes no part: the match's `where` leaves the row out")
  }

  var leftOut: String {
    say(
      "Không được dùng: `where` của nguồn bỏ dòng này ra, hoặc đã có tệp mới hơn (`latest`)",
      "Not used: the source's `where` leaves it out, or a newer file has replaced it (`latest`)")
  }

  var noFinding: String { say("Không có phát hiện nào", "No finding") }

  func rejected(_ reason: String) -> String {
    say("Dòng bị loại khi đọc: \(reason)", "Rejected when read: \(reason)")
  }

  // MARK: passes

  func result(_ result: PassTrace.Result, places: (RowSet) -> String) -> String {
    switch result {
    case .paired(let rows):
      say("ghép với \(places(rows))", "paired with \(places(rows))")
    case .setAside(let rows):
      say(
        "khoá lặp lại, để riêng cả nhóm: \(places(rows))",
        "the key is repeated, set aside together: \(places(rows))")
    case .undecided:
      say(
        "có ứng viên ngang nhau nên không chọn", "equally good candidates, none was chosen")
    case .unequal:
      say(
        "khoá lặp lại, không còn dòng nào giống ở mọi cột so sánh",
        "the key is repeated, no row left that is equal in all compared columns")
    case .gaveUp(let limit):
      say(
        "dừng tìm sau \(form.text(count: limit)) bước, không kết luận",
        "gave up after \(form.text(count: limit)) steps, nothing is concluded")
    case .empty: say("ô cần so bị bỏ trống", "the cell to be held against others is empty")
    case .alone: say("không có dòng nào đạt", "nothing fits")
    }
  }

  /// Rows of the other side besides those shown.
  func otherCandidates(_ count: Int, isFirst: Bool) -> String {
    isFirst
      ? say(
        "\(rows(count)) chỉ đạt dưới một nửa số điều kiện",
        "less than half of the conditions are met by \(rows(count))")
      : say(
        "… và \(rows(count)) nữa, không đạt nhiều hơn thế",
        "… and \(rows(count)) more, meeting no more than these")
  }

  func use(_ use: RowUse, _ places: String) -> String {
    if use.isSetAside {
      return say("khoá lặp lại, đã để riêng", "its key is repeated, set aside")
    }
    return say(
      "đã ghép ở bước \(use.pass + 1) với \(places)",
      "paired by pass \(use.pass + 1) with \(places)")
  }

  func fits(_ deviation: String?) -> String {
    guard let deviation else { return say("đạt mọi điều kiện", "meets all conditions") }
    return say(
      "đạt mọi điều kiện, độ lệch \(deviation)", "meets all conditions, deviation \(deviation)")
  }

  var fitsAlone: String {
    say(
      "đạt mọi điều kiện, nhưng phải có ít nhất hai dòng để cộng",
      "meets all conditions, but a sum takes two rows at least")
  }

  func apart(_ difference: String, allowed: String) -> String {
    say(
      "lệch \(difference), cho phép \(allowed)", "\(difference) apart, allowed \(allowed)")
  }

  func unequal(_ name: String, _ left: String, _ right: String) -> String {
    say("\(name): trái “\(left)”, phải “\(right)”", "\(name): left “\(left)”, right “\(right)”")
  }

  func otherConditions(_ count: Int) -> String {
    say(
      " (và \(form.text(count: count)) điều kiện khác)",
      count == 1 ? " (and 1 other condition)" : " (and \(form.text(count: count)) other conditions)"
    )
  }

  func sums(_ trace: SumTrace, parts: String) -> String {
    let among = rows(trace.candidateCount)
    return switch trace.outcome {
    case .none where trace.candidateCount == 0:
      say("không có dòng nào để cộng", "no rows to add up")
    case .none:
      say("không có cách cộng nào trong \(among) cho đúng số", "no sum among \(among) equals it")
    case .one: say("một cách cộng trong \(among): \(parts)", "one sum among \(among): \(parts)")
    case .several:
      say(
        "nhiều cách cộng trong \(among), không chọn: \(parts)",
        "several sums among \(among), none chosen: \(parts)")
    case .gaveUp:
      say(
        "chưa tìm hết các cách cộng trong \(among), quá \(form.text(count: trace.stepLimit)) bước",
        "sums among \(among) not all looked for, beyond \(form.text(count: trace.stepLimit)) steps")
    }
  }

  func partOf(_ places: String) -> String {
    say("có thể là một phần của \(places)", "may be a part of \(places)")
  }

  // MARK: comparisons, bridge, checks

  func comparison(_ result: ComparisonTrace.Result) -> String {
    switch result {
    case .equal: say("bằng nhau", "equal")
    case .within: say("trong mức cho phép", "within the tolerance")
    case .differs: say("khác", "differs")
    case .settled: say("bước ghép đã xét", "settled by the pass")
    }
  }

  func bridge(_ column: String, _ own: String, line: String, count: Int, _ amount: String) -> String
  {
    say(
      "\(column): \(own), thuộc dòng \(line) (\(form.text(count: count)) khoản, \(amount))",
      "\(column): \(own), part of \(line) (\(form.text(count: count)) in all, \(amount))")
  }

  var noBridge: String {
    say("không góp chênh lệch nào", "adds nothing to what lies between the totals")
  }

  func check(_ holds: Bool?) -> String {
    switch holds {
    case true?: say("vi phạm, có phát hiện", "holds, so there is a finding")
    case false?: say("không vi phạm", "does not hold")
    case nil: say("chưa biết, vì có giá trị trống", "unknown, because a value is missing")
    }
  }

  func printed(_ left: String, _ right: String, _ difference: String) -> String {
    say(
      "ghi \(left), tính ra \(right), lệch \(difference)",
      "written \(left), worked out \(right), difference \(difference)")
  }

  func rest(_ count: Int, _ sum: String?) -> String {
    more(count) + (sum.map { say(", cộng \($0)", ", adding up to \($0)") } ?? "")
  }
}
