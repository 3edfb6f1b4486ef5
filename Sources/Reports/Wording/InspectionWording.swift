import Ledger

/// The words in which `inspect` tells what stands in a file.
struct InspectionWording {
  let form: LanguageForm
  var language: Language { form.language }

  init(_ language: Language) {
    form = LanguageForm(language: language, currency: .vnd)
  }

  func say(_ vietnamese: String, _ english: String) -> String {
    language == .vietnamese ? vietnamese : english
  }

  func many(_ count: Int, _ vietnamese: String, _ one: String, _ more: String) -> String {
    form.text(count: count) + " " + say(vietnamese, count == 1 ? one : more)
  }

  func container(_ inspection: Inspection) -> String {
    let count = inspection.tables.count
    return switch inspection.container {
    case .plain: say("tệp văn bản", "plain file")
    case .gzip: say("tệp nén gzip", "gzip file")
    case .archive: say("tệp nén zip", "zip archive") + ", " + many(count, "bảng", "table", "tables")
    case .workbook:
      say("sổ tính Excel", "Excel workbook") + ", " + many(count, "trang", "sheet", "sheets")
    }
  }

  func skipped(_ sheet: SkippedEntry) -> String {
    let reason =
      switch sheet.reason {
      case .hidden: say("trang ẩn", "hidden")
      case .empty: say("trống", "empty")
      case .noHeading: say("không thấy dòng tiêu đề", "no header was found")
      case .noTable: say("không phải bảng", "not a table")
      }
    return say("bỏ qua “\(sheet.name)”: \(reason)", "skipped “\(sheet.name)”: \(reason)")
  }

  func delimiter(_ delimiter: Character) -> String {
    switch delimiter {
    case ",": say("dấu phẩy (,)", "comma (,)")
    case ";": say("dấu chấm phẩy (;)", "semicolon (;)")
    case "\t": say("dấu tab", "tab")
    default: "“\(delimiter)”"
    }
  }

  func header(_ facts: HeaderFacts) -> String {
    let lines =
      facts.firstLine == facts.lastLine
      ? say("dòng \(facts.lastLine)", "line \(facts.lastLine)")
      : say(
        "dòng \(facts.firstLine)–\(facts.lastLine)", "lines \(facts.firstLine)–\(facts.lastLine)")
    let (headed, all) = (facts.headedCount, facts.columnCount)
    let (alike, below) = (facts.rowsAlike, facts.rowsBelow)
    if below == 0 {
      return lines
        + say(
          ": \(headed)/\(all) cột có tên, bên dưới không có dòng nào",
          ": \(headed) of \(all) columns are named, nothing below")
    }
    return lines
      + say(
        ": \(headed)/\(all) cột có tên; \(alike)/\(below) dòng kế tiếp cùng số ô",
        ": \(headed) of \(all) columns are named; \(alike) of the next \(below) rows are as wide")
      + (facts.hasFigures ? say(", có số liệu", ", with figures") : "")
  }

  /// A unit of money as the rule language writes it.
  func unit(_ exponent: Int) -> String {
    switch exponent {
    case 0: "đồng"
    case 3: "nghìn đồng"
    case 6: "triệu đồng"
    default: "tỷ đồng"
    }
  }

  func account(_ account: TableAccount) -> String {
    var parts = [say("giữ ", "") + form.text(count: account.kept) + say("", " kept")]
    func add(_ count: Int, _ vietnamese: String, _ english: String) {
      if count == 0 { return }
      let number = form.text(count: count)
      parts.append(say("\(vietnamese) \(number)", "\(number) \(english)"))
    }
    add(account.rejected, "loại", "rejected")
    add(account.total, "dòng tổng", account.total == 1 ? "total" : "totals")
    add(account.outside, "ngoài bảng", "outside the table")
    return say("đọc ", "") + form.text(count: account.read) + say(": ", " read: ")
      + parts.joined(separator: ", ")
  }

  var lockFile: String {
    say(
      "`run` bỏ qua tệp có tên bắt đầu bằng ~$ (tệp khóa của Excel): hãy lưu thành tên khác",
      "`run` passes over files whose name begins with ~$ (locks of Excel): save it under another name"
    )
  }

  private func text(_ lines: ClosedRange<Int>) -> String {
    lines.count == 1 ? "\(lines.lowerBound)" : "\(lines.lowerBound)–\(lines.upperBound)"
  }

  func wrongTotal(_ total: WrongTotal) -> String {
    func stored(_ value: Int128) -> String {
      form.text(
        .exact(Ratio(value, over: powerOfTen(total.type.storedDecimals))), type: total.type)
    }
    guard let printed = total.printed.map({ stored(Int128($0)) }) else {
      return say(
        "dòng \(total.line), “\(total.heading)”: không đọc được ô tổng",
        "line \(total.line), “\(total.heading)”: the total cannot be read")
    }
    let sum = stored(total.sum)
    switch total.fault {
    case .total: break
    case .parts(let lines):
      return say(
        "dòng \(total.line), “\(total.heading)”: ghi \(printed), các phần ở dòng \(text(lines)) cộng được \(sum)",
        "line \(total.line), “\(total.heading)”: says \(printed), its parts on line \(text(lines)) add up to \(sum)"
      )
    case .named:
      return say(
        "dòng \(total.line) mang tên của dòng tổng mà không bằng tổng các dòng trên; khai trong `totals`, hoặc `parts: rows`",
        "line \(total.line) is named as a total is and is no sum; name it in `totals`, or say `parts: rows`"
      )
    case .doubt(let lines):
      return say(
        "dòng \(text(lines)): là phần của dòng \(total.line) hay dòng riêng? Đang tính là dòng riêng; nếu đúng, khai `parts: rows`",
        "line \(text(lines)): parts of line \(total.line), or rows of their own? Counted as rows; if so, say `parts: rows`"
      )
    }
    return say(
      "dòng \(total.line), “\(total.heading)”: in \(printed), các dòng cộng được \(sum)",
      "line \(total.line), “\(total.heading)”: prints \(printed), its rows add up to \(sum)")
  }

  func reject(_ reject: Reject) -> String {
    let place =
      reject.column == 0
      ? say("dòng \(reject.line)", "line \(reject.line)")
      : say(
        "dòng \(reject.line), cột \(reject.column) “\(reject.header)”",
        "line \(reject.line), column \(reject.column) “\(reject.header)”")
    let raw = reject.raw.isEmpty ? "" : " “\(shortened(cleaned(reject.raw), to: 30))”"
    return "\(place):\(raw) \(wording(of: reject.reason, in: language))"
  }

  func more(_ count: Int) -> String { say("… và \(count) dòng nữa", "… and \(count) more") }

  func assumption(_ assumption: Assumption) -> String {
    switch assumption {
    case .numbers(let heading, let format):
      say(
        "“\(heading)”: số như 1.234 đọc được hai cách; tạm đọc theo \(format.rawValue)",
        "“\(heading)”: numbers such as 1.234 read two ways; taken as \(format.rawValue)")
    case .dates(let heading, let format):
      say(
        "“\(heading)”: ngày và tháng đều ≤ 12; tạm đọc theo \(format.rawValue)",
        "“\(heading)”: days and months are all ≤ 12; taken as \(format.rawValue)")
    case .fraction(let heading):
      say(
        "“\(heading)”: không rõ phần trăm hay phân số; tạm đọc là phân số (0,4654)",
        "“\(heading)”: percent or fraction; taken as fraction (0.4654)")
    case .decimalMoney(let heading):
      say(
        "“\(heading)”: có phần lẻ mà tệp không ghi đơn vị tính; tạm để number",
        "“\(heading)”: decimals, and no unit of money is named; taken as number")
    case .severalUnits(let heading):
      say(
        "“\(heading)”: trên bảng ghi nhiều đơn vị tính; tạm để number",
        "“\(heading)”: several units of money stand above the table; taken as number")
    case .otherCurrency(let heading, let code):
      say(
        "“\(heading)”: tệp ghi bằng \(code); tạm để number",
        "“\(heading)”: the file says \(code); taken as number")
    }
  }

  func obstacle(_ obstacle: ColumnFacts.Obstacle) -> String {
    switch obstacle {
    case .noHeading: say("không có tiêu đề", "no heading")
    case .sameHeading: say("trùng tiêu đề", "heading repeated")
    }
  }

  /// What the cells of a column come to.
  func content(_ facts: ColumnFacts, _ plan: ColumnPlan?) -> String {
    var parts: [String] = []
    if let obstacle = facts.obstacle { parts.append(self.obstacle(obstacle)) }
    if let length = plan?.length { parts.append(say("\(length) chữ số", "\(length) digits")) }
    if let sum = facts.sum, let type = plan?.type {
      let value = Ratio(sum, over: powerOfTen(type.storedDecimals))
      parts.append("Σ " + form.text(.exact(value), type: type))
    } else if let days = facts.days {
      parts.append("\(day(days.lowerBound))–\(day(days.upperBound))")
    } else {
      let count = facts.distinctCount.map { form.text(count: $0) } ?? "> 1000"
      parts.append(say("\(count) khác nhau", "\(count) different"))
    }
    if facts.blankCount > 0 { parts.append(many(facts.blankCount, "trống", "blank", "blank")) }
    return parts.joined(separator: ", ")
  }

  private func day(_ number: Int32) -> String {
    form.text(.exact(Ratio(number)), type: .date)
  }
}
