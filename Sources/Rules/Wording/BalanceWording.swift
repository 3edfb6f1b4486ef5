internal import Ledger

// What can be wrong with balances and the levels of checks.
extension Diagnostic {
  static func missingDimension(
    _ name: String, source: String, known: [String], at position: Position
  ) -> Diagnostic {
    Diagnostic(
      code: "missing-dimension",
      "source `\(source)`, which the measures read, has no column `\(name)`",
      vietnamese: "nguồn `\(source)` mà các chỉ tiêu dùng không có cột `\(name)`",
      position: position, help: alternatives(to: name, among: known))
  }

  static func dimensionTypes(
    _ name: String, _ first: (source: String, type: ValueType),
    _ second: (source: String, type: ValueType), at position: Position
  ) -> Diagnostic {
    let (a, b) = (first.type.rawValue, second.type.rawValue)
    return Diagnostic(
      code: "type-mismatch",
      "`\(name)` is \(a) in `\(first.source)` and \(b) in `\(second.source)`",
      vietnamese: "`\(name)` là \(a) trong `\(first.source)` và \(b) trong `\(second.source)`",
      position: position)
  }

  static func measureWithoutSource(_ balance: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "measure-without-source", "no measure of `\(balance)` reads a source",
      vietnamese: "không chỉ tiêu nào của `\(balance)` đọc một nguồn", position: position,
      help: (
        "a measure such as `sum(source.column)` gives the balance its rows",
        "cần một chỉ tiêu như `sum(nguồn.cột)`"
      ))
  }

  static func repeatedLevel(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "repeated-level", "this level stands twice", vietnamese: "mức này được viết hai lần",
      position: position)
  }

  static func fullLevel(_ balance: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "full-level", severity: .warning,
      "all dimensions are always written out, as \(balance).csv",
      vietnamese: "mức đủ mọi chiều luôn được ghi ra, là \(balance).csv", position: position)
  }

  static func levelOfOther(_ kind: Term, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "level-of-other", "only a balance has levels, and this is a \(kind.english)",
      vietnamese: "chỉ bảng cân đối mới có các mức gộp", position: position)
  }
}
