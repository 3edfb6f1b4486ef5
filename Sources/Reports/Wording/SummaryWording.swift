import Ledger

/// The fixed words of the summary.
struct SummaryWording {
  let language: Language
  private let form: LanguageForm

  init(_ form: LanguageForm) {
    language = form.language
    self.form = form
  }

  private func say(_ vietnamese: String, _ english: String) -> String {
    language == .vietnamese ? vietnamese : english
  }

  private func many(_ count: Int, _ vietnamese: String, _ one: String, _ more: String) -> String {
    form.text(count: count) + " " + say(vietnamese, count == 1 ? one : more)
  }

  /// What the run is worth, which comes before what it found.
  func verdict(isIncomplete: Bool) -> String {
    isIncomplete
      ? say("CHƯA ĐỦ DỮ LIỆU, chưa thể kết luận", "INCOMPLETE, nothing can be concluded")
      : say("Đủ dữ liệu", "Complete")
  }

  /// What a run is confined to that does not do all of its rules.
  func only(_ names: [String]) -> String {
    say("Chỉ một phần của quy tắc: ", "A part of the rules only: ") + names.joined(separator: ", ")
  }

  func counts(_ tally: FindingTally) -> String {
    counts(
      errors: tally.count(.error), warnings: tally.count(.warning), infos: tally.count(.info),
      pending: tally.count(.pending), accepted: tally.count(.accepted))
  }

  func counts(errors: Int, warnings: Int, infos: Int, pending: Int, accepted: Int) -> String {
    var parts: [String] = []
    if errors > 0 { parts.append(many(errors, "lỗi", "error", "errors")) }
    if warnings > 0 { parts.append(many(warnings, "cảnh báo", "warning", "warnings")) }
    if infos > 0 { parts.append(many(infos, "thông tin", "for information", "for information")) }
    if pending > 0 { parts.append(many(pending, "đang chờ", "pending", "pending")) }
    if accepted > 0 { parts.append(many(accepted, "được chấp nhận", "accepted", "accepted")) }
    return parts.isEmpty ? say("không có sai lệch", "no findings") : parts.joined(separator: ", ")
  }

  func inputs(files: Int, rows: Int, rejected: Int, asOf: Day?) -> String {
    var text = say("Đã đọc ", "Read ") + many(files, "tệp", "file", "files")
    text += ", " + many(rows, "dòng", "row", "rows")
    if rejected > 0 {
      text += "; " + many(rejected, "dòng hỏng (rejects.csv)", "rejected", "rejected")
      if language == .english { text += " (rejects.csv)" }
    }
    if let asOf {
      let date = form.text(.exact(Ratio(asOf.number)), type: .date)
      text += say("; số liệu đến \(date)", "; as of \(date)")
    }
    return text
  }

  var total: String { say("Tổng cộng", "Total") }

  /// The unit in which a table shows money.
  func moneyUnit(isMillions: Bool) -> String {
    let code = form.currency.code
    let unit = code == "VND" ? say("đồng", "VND") : code
    return isMillions ? say("triệu \(unit)", "million \(unit)") : unit
  }

  /// A class of the bridge; Vietnamese has words of its own for them.
  func bridgeClass(_ category: String) -> String {
    guard language == .vietnamese else { return category }
    return switch category {
    case "missing-right": "thiếu bên phải"
    case "missing-left": "thiếu bên trái"
    case "differs": "lệch"
    case "duplicate": "trùng"
    case "ambiguous": "chưa rõ"
    case "pending": "chờ"
    case "accepted": "được chấp nhận"
    case "within-tolerance": "sai số"
    default: category
    }
  }

  /// A cause where the bridge is told by causes.
  func cause(_ cause: Cause) -> String {
    switch cause {
    case .notSent: say("chưa gửi", "not sent")
    case .unitScale: say("sai đơn vị tính", "wrong unit")
    case .sign: say("ngược dấu", "wrong sign")
    case .transposedDigits: say("đảo chữ số", "swapped digits")
    case .droppedDigit: say("sót chữ số", "dropped digit")
    case .rounding: say("làm tròn", "rounding")
    case .split: say("tách dòng", "split")
    case .merged: say("gộp dòng", "merged")
    case .duplicatePosting: say("ghi trùng", "posted twice")
    case .reversed: say("đảo bút toán", "reversed")
    case .dateShift: say("lệch ngày", "date shifted")
    case .miscoded: say("nhầm mã", "miscoded")
    case .mistypedKey: say("nhầm số", "mistyped number")
    case .cutOff: say("lệch kỳ", "cut-off")
    case .unknown: say("chưa rõ", "unknown")
    }
  }

  /// Steps too small for a line of their own.
  var others: String { say("khác", "other") }

  func hasNotSent(_ sender: String) -> String {
    say("\(sender) chưa gửi", "\(sender) has not sent")
  }

  func tolerated(_ amount: String) -> String {
    say("cộng dồn \(amount)", "absolute \(amount)")
  }

  func residual(_ amount: String) -> String { say("còn lại \(amount)", "residual \(amount)") }

  func pairs(_ count: Int) -> String { many(count, "cặp khớp", "pair matched", "pairs matched") }

  func more(_ count: Int) -> String { say("… và \(count) mục nữa", "… and \(count) more") }

  func output(_ path: String, findings: Int) -> String {
    findings == 0
      ? say("Kết quả ở \(path)", "Written to \(path)")
      : say(
        "Chi tiết: \(path)/discrepancies.csv (\(form.text(count: findings)) dòng)",
        "Details: \(path)/discrepancies.csv (\(form.text(count: findings)) rows)")
  }
}
