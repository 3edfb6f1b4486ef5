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

  static func unpivotShape(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "wrong-shape", "one column with its values and their headings belongs here",
      vietnamese: "ở đây phải là một cột với các giá trị và tiêu đề của chúng", position: position,
      help: (
        "write `into: {capital: {DTPT: [heading]}}`", "viết `into: {capital: {DTPT: [tiêu đề]}}`"
      ))
  }

  static func headingOfTwo(
    _ heading: String, _ first: String, _ second: String, at position: Position
  ) -> Diagnostic {
    Diagnostic(
      code: "heading-of-two", "the heading `\(heading)` stands for `\(first)` and for `\(second)`",
      vietnamese: "tiêu đề `\(heading)` vừa là `\(first)` vừa là `\(second)`", position: position)
  }

  static func madeColumn(_ name: String, _ key: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "made-column", "`\(name)` is made by `unpivot` and has no `\(key)`",
      vietnamese: "cột `\(name)` do `unpivot` tạo ra, không có `\(key)`", position: position,
      help: ("leave `\(key)` out", "bỏ `\(key)`"))
  }
}
