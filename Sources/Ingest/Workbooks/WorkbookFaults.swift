import Ledger

extension Unreadable {
  static func workbook(_ vietnamese: String, _ english: String) -> Unreadable {
    Unreadable(
      vietnamese: "bảng tính hỏng: \(vietnamese)", english: "the workbook is broken: \(english)")
  }

  static func brokenXML(_ part: String, _ place: String, _ reason: String) -> Unreadable {
    .workbook("\(part), vị trí \(place): \(reason)", "\(part), position \(place): \(reason)")
  }

  static func doctype(_ part: String) -> Unreadable {
    .workbook(
      "\(part) khai báo kiểu tài liệu (DOCTYPE), điều mà tệp Excel không có; không đọc vì an toàn",
      "\(part) has a document type declaration, which no Excel file has; refused for safety")
  }

  static func noPart(_ part: String) -> Unreadable {
    .workbook("thiếu phần \(part)", "its part \(part) is missing")
  }

  static func twoParts(_ part: String) -> Unreadable {
    .workbook("có hai phần tên \(part)", "it has two parts called \(part)")
  }

  static func noRelationship(_ id: String, _ part: String) -> Unreadable {
    .workbook("\(part) thiếu liên kết “\(id)”", "\(part) lacks the relationship “\(id)”")
  }

  static func outsideTarget(_ target: String, _ part: String) -> Unreadable {
    .workbook(
      "\(part) dẫn ra ngoài tệp: “\(target)”", "\(part) leads out of the file: “\(target)”")
  }

  static func twoSheets(_ name: String) -> Unreadable {
    .workbook("có hai trang tính tên “\(name)”", "it has two sheets called “\(name)”")
  }

  /// Row or cell `place` does not come after the one before it.
  static func outOfOrder(_ place: String) -> Unreadable {
    .workbook("\(place) đứng sai thứ tự", "\(place) is out of order")
  }

  static func brokenCell(_ place: String, _ what: String) -> Unreadable {
    .workbook("ô \(place): \(what)", "cell \(place): \(what)")
  }

  static func noSharedString(_ place: String, count: Int) -> Unreadable {
    .workbook(
      "ô \(place) trỏ tới chuỗi dùng chung không có (tệp có \(count) chuỗi)",
      "cell \(place) refers to a shared string that is not there (the file has \(count))")
  }

  static let encryptedWorkbook = Unreadable(
    vietnamese: "đây là tệp Excel có mật khẩu; hãy bỏ mật khẩu rồi gửi lại",
    english: "this is an Excel workbook with a password; take the password off and send it again")

  static let noWorksheet = Unreadable(
    vietnamese: "trang này chứa biểu đồ, không phải bảng", english: "this sheet holds no table")

  static func noSheet(_ sheets: [SkippedEntry]) -> Unreadable {
    func list(_ hidden: String) -> String {
      sheets.map { "“\($0.name)”" + ($0.reason == .hidden ? " (\(hidden))" : "") }
        .joined(separator: ", ")
    }
    return Unreadable(
      vietnamese: "không trang tính nào có các cột cần tìm; các trang tính: \(list("ẩn"))",
      english: "no sheet has the columns wanted; sheets: \(list("hidden"))", namesFile: true)
  }
}
