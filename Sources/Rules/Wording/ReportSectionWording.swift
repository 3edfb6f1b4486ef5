internal import Ledger

// What can be wrong with the report.
extension Diagnostic {
  static func levelNotWritten(_ balance: String, _ dimensions: [String], at position: Position)
    -> Diagnostic
  {
    let level = "[\(dimensions.joined(separator: ", "))]"
    return Diagnostic(
      code: "level-not-written", "level \(level) of `\(balance)` is not written out",
      vietnamese: "mức \(level) của `\(balance)` không được ghi ra", position: position,
      help: (
        "a printed figure must stand in a file: add `\(level)` to its `levels`",
        "số in ra phải có trong một tệp: thêm `\(level)` vào `levels`"
      ))
  }

  static func notAQuotient(_ measure: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "not-a-quotient", "`\(measure)` is not a quotient of two amounts",
      vietnamese: "`\(measure)` không phải thương của hai số tiền", position: position,
      help: (
        "a rate of progress is `\(measure): done / planned`, both measures of money",
        "tỷ lệ là `\(measure): đã làm / kế hoạch`, cả hai là chỉ tiêu tiền"
      ))
  }

  static func noProgress(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "no-progress", "no balance has a rate that is a quotient of two amounts",
      vietnamese: "không bảng cân đối nào có tỷ lệ là thương của hai số tiền", position: position)
  }

  static func nothingToRank(_ balance: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "no-progress", "`\(balance)` has no dimension to rank by",
      vietnamese: "`\(balance)` không có chiều nào để xếp hạng", position: position)
  }
}
