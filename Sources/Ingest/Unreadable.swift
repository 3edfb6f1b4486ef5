import Ledger

/// Why a file or an entry cannot be used at all, in both languages.
struct Unreadable: Error {
  var vietnamese: String
  var english: String
  /// The message begins with the file, because it is read apart from the finding's key.
  var namesFile = false
  /// Nothing that the source wants stands there: a sheet that nobody picked is skipped for it.
  var reasonToSkip: SkippedEntry.Reason?
  /// The heading of the column that is at fault, where it is one.
  var heading: String?
  /// There is no such file, or it cannot be opened.
  var isAbsent = false

  func message(in language: Language, file: String) -> String {
    let message = language == .vietnamese ? vietnamese : english
    return namesFile ? "“\(file)”: \(message)" : message
  }
}

extension Unreadable {
  static let empty = Unreadable(
    vietnamese: "tệp rỗng (0 byte)", english: "the file is empty (0 bytes)")

  static let emptySheet = Unreadable(
    vietnamese: "trang tính trống", english: "the sheet is empty", reasonToSkip: .empty)

  static func system(_ operation: String, code: Int32) -> Unreadable {
    let reason = errorText(code)
    return Unreadable(
      vietnamese: "không \(operation == "open" ? "mở" : "đọc") được: \(reason)",
      english: "cannot \(operation): \(reason)", isAbsent: operation == "open")
  }

  static func tooLarge(_ limit: String) -> Unreadable {
    Unreadable(
      vietnamese: "vượt giới hạn an toàn: \(limit)", english: "beyond the safety limit: \(limit)")
  }

  static func notUTF8(line: Int) -> Unreadable {
    Unreadable(
      vietnamese: "không phải văn bản UTF-8 (dòng \(line)); hãy lưu lại dạng “CSV UTF-8”",
      english: "not UTF-8 text (line \(line)); save it again as “CSV UTF-8”")
  }

  static func nul(line: Int) -> Unreadable {
    Unreadable(
      vietnamese: "có byte NUL (dòng \(line)): UTF-16 hoặc không phải tệp văn bản",
      english: "holds NUL bytes (line \(line)): UTF-16, or not a text file")
  }

  /// `delimiter` is one that was declared and splits nothing.
  static func noHeading(
    _ wanted: [String], seen: [String], unsplitBy delimiter: UInt8? = nil
  ) -> Unreadable {
    let list = wanted.map { "“\($0)”" }
    let found = seen.filter { !$0.isEmpty }.map { "“\($0)”" }.joined(separator: ", ")
    let sign = delimiter.map { $0 == 0x09 ? "\\t" : String(Unicode.Scalar($0)) }
    return Unreadable(
      vietnamese: "không tìm thấy cột \(list.joined(separator: " / ")); "
        + "các tiêu đề đọc được: \(found.isEmpty ? "không có" : found)"
        + (sign.map { "; delimiter: \"\($0)\" đã khai báo không tách được dòng này" } ?? ""),
      english: "no column headed \(list.joined(separator: " / ")); "
        + "headings seen: \(found.isEmpty ? "none" : found)"
        + (sign.map { "; the declared delimiter: \"\($0)\" splits nothing there" } ?? ""),
      namesFile: true)
  }

  static func twoHeadings(_ first: String, _ second: String, column: String) -> Unreadable {
    Unreadable(
      vietnamese: "hai tiêu đề “\(first)” và “\(second)” cùng khớp với cột \(column)",
      english: "two headings, “\(first)” and “\(second)”, both fit column \(column)")
  }

  /// The run is told to stop; nobody reads this.
  static let stopped = Unreadable(vietnamese: "đã ngắt", english: "stopped")

  static func noMoneyUnit(column: String, found: Int) -> Unreadable {
    found > 1
      ? Unreadable(
        vietnamese: "các dòng trên bảng ghi nhiều đơn vị tính khác nhau cho cột “\(column)”; "
          + "hãy khai báo unit cho cột này",
        english: "the rows above the table name several units of money for column “\(column)”; "
          + "declare unit for this column")
      : Unreadable(
        vietnamese: "không thấy đơn vị tính của cột “\(column)” (ĐVT: …) trên bảng hay trong "
          + "tiêu đề; hãy khai báo unit cho cột này",
        english: "no unit of money for column “\(column)” (ĐVT: …) above the table or in its "
          + "heading; declare unit for this column")
  }

  static func otherCurrency(column: String, _ stated: String, than wanted: String) -> Unreadable {
    Unreadable(
      vietnamese: "cột “\(column)”: tệp ghi bằng \(stated), còn quy tắc tính bằng \(wanted); "
        + "hãy tách thành tệp quy tắc có currency: \(stated), hoặc quy đổi trước",
      english: "column “\(column)”: the file says \(stated), the rules reckon in \(wanted); "
        + "give it rules with currency: \(stated), or convert it first")
  }

  /// Units as powers of ten.
  static func otherUnit(
    column: String, _ stated: Int, than declared: Int, _ currency: Currency
  ) -> Unreadable {
    func unit(_ exponent: Int, _ language: Language) -> String {
      let isDong = currency.code == "VND"
      let (multiple, name) =
        language == .vietnamese
        ? ([3: "nghìn ", 6: "triệu ", 9: "tỷ "][exponent] ?? "", isDong ? "đồng" : currency.code)
        : ([3: "thousand ", 6: "million ", 9: "billion "][exponent] ?? "", currency.code)
      return multiple + name
    }
    return Unreadable(
      vietnamese: "cột “\(column)”: tệp ghi đơn vị tính là \(unit(stated, .vietnamese)), "
        + "còn quy tắc đọc là \(unit(declared, .vietnamese)); hãy khai báo unit: from file "
        + "cho cột này, hoặc sửa chỗ ghi trong tệp",
      english: "column “\(column)”: the file says \(unit(stated, .english)), the rules say "
        + "\(unit(declared, .english)); declare unit: from file for this column, or mend the file")
  }

  static func undecidable(column: String, what: String, option: String) -> Unreadable {
    Unreadable(
      vietnamese:
        "không xác định được cách viết \(what == "date" ? "ngày" : "số") của cột “\(column)”; "
        + "hãy khai báo \(option) cho nguồn này",
      english: "the \(what) format of column “\(column)” cannot be decided; "
        + "declare \(option) for this source", heading: column)
  }

  static func undecidedRate(column: String) -> Unreadable {
    Unreadable(
      vietnamese: "không rõ cột “\(column)” là phần trăm hay phân số; "
        + "hãy khai báo unit: percent hoặc unit: fraction",
      english: "column “\(column)” may be percent or fraction; "
        + "declare unit: percent or unit: fraction", heading: column)
  }
}
