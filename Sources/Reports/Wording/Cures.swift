import Ledger

/// What people can do about a built-in finding.
func cure(of name: Notice.Name, language: Language) -> String {
  let (vietnamese, english) = cures(of: name)
  return language == .vietnamese ? vietnamese : english
}

private func cures(of name: Notice.Name) -> (vietnamese: String, english: String) {
  switch name {
  case .missingFile:
    (
      "Đặt tệp vào thư mục đầu vào, hoặc sửa `files` của nguồn; nguồn không bắt buộc thì ghi `required: false`.",
      "Put the file below the input folder, or mend the source's `files`; for one that may be absent say `required: false`."
    )
  case .unreadableFile:
    (
      "Mở tệp, sửa chỗ được nêu rồi lưu lại, hoặc khai báo khóa được gợi ý; trước đó không dòng nào của tệp được dùng.",
      "Mend what is named and save the file again, or set the option named; until then none of its rows are used."
    )
  case .staleFile:
    (
      "Xin tệp mới hơn của nơi gửi; mức cho phép nằm ở `fresh`.",
      "Ask for a newer file; how old it may be is set by `fresh`."
    )
  case .duplicateFile:
    ("Bỏ một trong hai tệp.", "Remove one of the two files.")
  case .superseded:
    (
      "Không cần làm gì: tệp mới hơn đã được đọc (`latest`).",
      "Nothing: the newer file was read (`latest`)."
    )
  case .missingSender:
    (
      "Nhắc đơn vị gửi báo cáo; trước đó mọi dòng của đơn vị đều thiếu bên này.",
      "Ask for the report; until then all rows of this sender are missing on that side."
    )
  case .unknownCode:
    (
      "Sửa mã trong tệp, hoặc thêm mã vào danh mục (`in`) hay bảng quy đổi (`map`). Dòng vẫn được tính với mã như đã ghi.",
      "Mend the code in the file, or add it to the list (`in`) or map. Its rows count with the code as written."
    )
  case .unique:
    (
      "Giữ lại một dòng cho mỗi khóa, hoặc bổ sung cột vào `unique`. Mọi dòng lặp lại vẫn được tính.",
      "Keep one row for each key, or add columns to `unique`. All repeated rows count."
    )
  case .totalRow:
    (
      "So dòng tổng với các dòng bên trên trong tệp: thiếu dòng, thừa dòng hoặc dòng tổng chưa được tính lại.",
      "Hold the total against its rows in the file: a row is missing or too many, or the total is out of date."
    )
  case .rejects:
    (
      "Sửa các ô nêu ở trên trong tệp; các dòng này chưa được tính ở đâu cả.",
      "Mend the cells named above; these rows count nowhere."
    )
  case .toleranceLimit:
    (
      "Xem các chênh lệch nhỏ được bỏ qua, hoặc sửa `tolerance_limit` hay mức `within` của phép so.",
      "Look at the small differences that were let pass, or change `tolerance_limit` or the `within` of the match."
    )
  case .exceptionExpired:
    (
      "Xử lý phát hiện, hoặc xin gia hạn rồi sửa `until`.",
      "Settle the finding, or have the exception prolonged and change `until`."
    )
  case .exceptionUnused:
    (
      "Không còn phát hiện nào để chấp nhận: bỏ mục này khỏi `exceptions`.",
      "There is nothing left to accept: take it out of `exceptions`."
    )
  }
}
