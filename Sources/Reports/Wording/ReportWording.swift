import Ledger

/// The fixed words of the report for the meeting.
struct ReportWording {
  let language: Language
  let summary: SummaryWording
  private let form: LanguageForm

  init(_ form: LanguageForm) {
    language = form.language
    summary = SummaryWording(form)
    self.form = form
  }

  func say(_ vietnamese: String, _ english: String) -> String {
    language == .vietnamese ? vietnamese : english
  }

  func day(_ day: Day) -> String { form.text(.exact(Ratio(day.number)), type: .date) }

  func many(_ count: Int, _ vietnamese: String, _ one: String, _ more: String) -> String {
    form.text(count: count) + " " + say(vietnamese, count == 1 ? one : more)
  }

  // The head.
  var kicker: String { say("Báo cáo đối chiếu", "Reconciliation report") }
  func asOf(_ date: Day) -> String { say("Số liệu đến ngày \(day(date))", "As of \(day(date))") }
  /// The unit of amounts whose heading does not say another.
  func unit(isMillions: Bool) -> String {
    say("Đơn vị tính: ", "Unit: ") + summary.moneyUnit(isMillions: isMillions)
  }
  var complete: String { say("Đủ dữ liệu để kết luận", "Complete: conclusions can be drawn") }
  var incomplete: String {
    say("Chưa đủ dữ liệu, chưa thể kết luận", "Incomplete: nothing can be concluded")
  }
  func completeBecause(only names: [String]) -> String {
    if names.isEmpty {
      return say(
        "Mọi nguồn bắt buộc đã được đọc trọn vẹn.", "Every required source was read in full.")
    }
    let rest = say(
      "Mọi nguồn bắt buộc mà phần này cần đã được đọc trọn vẹn.",
      "Every required source that it needs was read in full.")
    return summary.only(names) + ". " + rest
  }
  func more(_ count: Int) -> String {
    let number = form.text(count: count)
    return say("… và \(number) mục nữa", "… and \(number) more")
  }
  var contents: String { say("Phụ lục", "Annexes") }

  // Progress.
  var progress: String { say("Tiến độ", "Progress") }
  var total: String { say("Tổng cộng", "Total") }
  var all: String { say("Chung", "Overall") }
  func target(_ rate: String) -> String { say("Mục tiêu \(rate)", "Target \(rate)") }
  func toTarget(_ rate: String, _ points: String) -> String {
    say(
      "\(points) điểm % so với mục tiêu \(rate)", "\(points) points against the target of \(rate)")
  }
  func since(_ date: Day, _ points: String) -> String {
    say("\(points) điểm % từ \(day(date))", "\(points) points since \(day(date))")
  }
  var kind: String { say("Nội dung", "Item") }
  var rate: String { say("Tỷ lệ", "Rate") }
  func sincePoints(_ date: Day) -> String {
    say("So với \(day(date)) (điểm %)", "Since \(day(date)) (points)")
  }
  func needed(_ rate: String) -> String {
    say("Còn phải thực hiện để đạt \(rate)", "Still needed for \(rate)")
  }
  var stillNeeded: String { say("Còn phải thực hiện", "Still needed") }
  var monthly: String { say("Mỗi 30 ngày", "Per 30 days") }
  var neededMonthly: String { say("Cần", "Needed") }
  var paceMonthly: String { say("Đã làm", "So far") }
  var multiple: String { say("Gấp (lần)", "Times") }
  func days(_ past: Int?, since: Day?, _ left: Int?, until: Day?) -> String {
    var parts: [String] = []
    if let left, let until {
      parts.append(
        say("Còn \(left) ngày đến \(day(until))", "\(left) days left until \(day(until))"))
    }
    if let past, let since {
      parts.append(say("đã qua \(past) ngày từ \(day(since))", "\(past) days since \(day(since))"))
    }
    return parts.joined(separator: "; ") + (parts.isEmpty ? "" : ".")
  }
  var averages: String {
    say(
      "Bình quân là tổng thực hiện chia tổng kế hoạch.",
      "An average is all that is done divided by all that is planned.")
  }
  func rankedChart(_ kinds: String) -> String {
    say(
      "Tỷ lệ so với bình quân chung và bình quân cùng \(kinds)",
      "Rates against the overall average and that of the same \(kinds)")
  }
  var rankedChartPlain: String {
    say("Tỷ lệ so với bình quân chung", "Rates against the overall average")
  }
  func legendAverage(_ rate: String) -> String {
    say("Bình quân chung \(rate)", "Overall average \(rate)")
  }
  func legendExpected(_ kinds: String) -> String {
    say(
      "Bình quân cùng \(kinds), tính theo cơ cấu của từng đơn vị",
      "Average of the same \(kinds), weighted by each one’s own plans")
  }
  var legendAbove: String { say("Từ bình quân trở lên", "At or above the average") }
  var legendBelow: String { say("Thấp hơn bình quân", "Below the average") }
  func bar(_ rate: String, average: String, expected: String?) -> String {
    let own = expected.map { say("; bình quân cùng loại \($0)", "; average of its kinds \($0)") }
    return say("\(rate); bình quân chung \(average)", "\(rate); overall average \(average)")
      + (own ?? "")
  }
  var ranking: String { say("Xếp hạng", "Ranking") }
  var rank: String { say("Hạng", "Rank") }
  var against: String { say("± so với bình quân (điểm %)", "± against the average (points)") }
  var remark: String { say("Nhận xét", "Remark") }
  var remarkZero: String { say("chưa thực hiện", "not started") }
  var remarkBelowKind: String { say("dưới bình quân", "below average") }
  var remarkComposition: String { say("do cơ cấu", "by composition") }
  var remarkLow: String { say("rất thấp", "very low") }
  var remarkPace: String { say("khó kịp", "pace too slow") }
  var rankingNote: String {
    say(
      "“Do cơ cấu”: thấp hơn bình quân chung nhưng không thấp hơn "
        + "bình quân của cùng loại.",
      "“By composition”: below the overall average, yet not below "
        + "that of the same kind.")
  }
  var groupsNote: String {
    say(
      "Dòng đậm của mỗi khối là tổng của các dòng dưới nó; hạng tính chung.",
      "The bold line of a group is the sum of the lines below it; ranks are among all.")
  }
  var group: String { say("Khối", "Group") }
  var groups: String { say("Tổng của từng khối", "Sums of the groups") }
  func rankingByKind(_ kind: String) -> String {
    say("Xếp hạng, tách theo \(kind.lowercased())", "Ranking, by \(kind.lowercased())")
  }
  var noGroup: String { say("(không thuộc khối nào)", "(in no group)") }
  var atZero: String { say("Chưa thực hiện", "Not started") }
  func nobodyAtZero(_ label: String) -> String {
    say(
      "Không có: mọi nơi có kế hoạch đều đã thực hiện.", "None: all that have plans have started.")
  }

  // Since an earlier day.
  func changes(since date: Day) -> String {
    say("Biến động so với ngày \(day(date))", "Changes since \(day(date))")
  }
  var changesNote: String {
    say(
      "Tỷ lệ thay đổi tính bằng điểm %; bình quân là bình quân chung của mỗi kỳ.",
      "Rates change in points; the average is that of everything on each day.")
  }
  var now: String { say("Nay", "Now") }
  var difference: String { say("Thay đổi", "Change") }
  var roseAbove: String { say("lên trên bình quân", "rose above average") }
  var fellBelow: String { say("xuống dưới bình quân", "fell below average") }
  var stillAtZero: String { say("vẫn chưa thực hiện", "still not started") }
  var hasStarted: String { say("đã bắt đầu", "has started") }
  func movements(since date: Day, risen: String, fallen: String, atZero: String) -> String {
    say(
      "So với ngày \(day(date)): lên trên bình quân chung: \(risen); xuống dưới: \(fallen); "
        + "vẫn chưa thực hiện: \(atZero).",
      "Since \(day(date)): rose above the overall average: \(risen); fell below it: \(fallen); "
        + "still not started: \(atZero).")
  }
  /// Up to six names, and how many more there are.
  func names(_ names: [String]) -> String {
    if names.isEmpty { return say("không có", "nobody") }
    let rest = names.count - 6
    return names.prefix(6).joined(separator: ", ")
      + (rest > 0 ? say(" và \(rest) nơi khác", " and \(rest) more") : "")
  }

  // Annexes.
  func annex(_ number: Int, _ title: String) -> String {
    say("Phụ lục \(number). \(title)", "Annex \(number). \(title)")
  }
  func source(_ file: String) -> String { say("Nguồn: \(file)", "Source: \(file)") }
}
