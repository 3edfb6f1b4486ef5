internal import Ledger

// What can be wrong with what a source expects and how it is arranged.
extension Diagnostic {
  static func eachShape(_ text: String, at position: Position) -> Diagnostic {
    Diagnostic.unusableValue(
      text, of: "each",
      expected: (
        "a column of another source such as `units.unit`",
        "cột của nguồn khác, như `units.unit`"
      ), at: position)
  }

  static func eachOfItself(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "each-of-itself",
      "`each` names a column of this source, and whoever sent nothing is not in it",
      vietnamese: "`each` nêu cột của chính nguồn này, nơi không có tên của người chưa gửi",
      position: position,
      help: ("name a column of the source that lists them", "nêu cột của nguồn có danh sách đó"))
  }

  static func freshDate(_ source: String, dates: [String], at position: Position) -> Diagnostic {
    let column = dates.first ?? "exported"
    return Diagnostic(
      code: "fresh-date",
      dates.isEmpty
        ? "source `\(source)` has no date column"
        : "source `\(source)` has several date columns: \(dates.joined(separator: ", "))",
      vietnamese: dates.isEmpty
        ? "nguồn `\(source)` không có cột ngày"
        : "nguồn `\(source)` có nhiều cột ngày: \(dates.joined(separator: ", "))",
      position: position,
      help: dates.isEmpty
        ? (
          "add a column such as `exported: {value: file.date, type: date}`",
          "thêm cột, như `exported: {value: file.date, type: date}`"
        )
        : ("name it: `fresh: {\(column): 2 days}`", "nêu tên cột: `fresh: {\(column): 2 days}`"))
  }
}
