import Ledger

/// Why a row was rejected, as `reason` in rejects.csv.
func wording(of reason: RejectReason, in language: Language) -> String {
  let (vietnamese, english) = wordings(of: reason)
  return language == .vietnamese ? vietnamese : english
}

private func wordings(of reason: RejectReason) -> (vietnamese: String, english: String) {
  switch reason {
  case .tooFewFields(let expected, let found):
    (
      "thiếu ô: cần \(expected), có \(found)",
      "too few fields: \(expected) expected, \(found) found"
    )
  case .tooManyFields(let expected, let found):
    (
      "thừa ô: cần \(expected), có \(found)",
      "too many fields: \(expected) expected, \(found) found"
    )
  case .empty: ("ô bắt buộc bị bỏ trống", "a required cell is empty")
  case .noValue(let column):
    ("cột tính `\(column)` không có giá trị", "the computed column `\(column)` has no value")
  case .notANumber: ("không phải là số", "not a number")
  case .againstNumberFormat(let format):
    (
      "không viết theo dạng số \(format.rawValue) của cột",
      "not in the column's number format \(format.rawValue)"
    )
  case .tooFine:
    (
      "lẻ hơn đơn vị nhỏ nhất; không làm tròn", "finer than the smallest unit; it is never rounded"
    )
  case .tooLarge: ("số quá lớn (vượt 64 bit)", "too large (beyond 64 bits)")
  case .digitsLost:
    (
      "mất chữ số: bảng tính không giữ đủ các chữ số",
      "digits lost: the spreadsheet did not keep all of them"
    )
  case .notADate: ("không phải là ngày", "not a date")
  case .impossibleDate: ("ngày không có thật", "the calendar has no such day")
  case .againstDateFormat(let format):
    (
      "không viết theo dạng ngày \(format.rawValue) của cột",
      "not in the column's date format \(format.rawValue)"
    )
  case .notAFlag: ("không phải là đúng hoặc sai", "neither true nor false")
  case .formulaWithoutValue:
    (
      "công thức chưa có giá trị; hãy mở tệp bằng Excel rồi lưu lại",
      "a formula without a value; open the file in Excel and save it again"
    )
  case .spreadsheetError: ("ô lỗi của bảng tính", "a spreadsheet's error cell")
  case .notText: ("không phải văn bản theo bảng mã của tệp", "not text in the file's encoding")
  case .brokenQuote: ("dấu ngoặc kép sai chỗ", "a quote in the wrong place")
  case .nulByte: ("có byte NUL", "holds a NUL byte")
  }
}
