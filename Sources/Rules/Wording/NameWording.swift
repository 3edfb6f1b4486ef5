internal import Ledger

// What can be wrong with names that are used.
extension Diagnostic {
  /// The code names what was looked for: `unknown-source`, `unknown-measure`; else `unknown-name`.
  static func unknownName(_ kind: Term, _ name: String, known: [String], at position: Position?)
    -> Diagnostic
  {
    Diagnostic(
      code: kind.rawValue.contains(" ") ? "unknown-name" : "unknown-\(kind.rawValue)",
      "there is no \(kind.english) `\(name)`", vietnamese: "không có \(kind.vietnamese) `\(name)`",
      position: position, help: alternatives(to: name, among: known))
  }

  static func unknownColumn(
    _ name: String, of source: String, known: [String], at position: Position
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-column", "source `\(source)` has no column `\(name)`",
      vietnamese: "nguồn `\(source)` không có cột `\(name)`", position: position,
      help: alternatives(to: name, among: known))
  }

  static func unknownFunction(_ name: String, known: [String], at position: Position) -> Diagnostic
  {
    Diagnostic(
      code: "unknown-function", "there is no function `\(name)`",
      vietnamese: "không có hàm `\(name)`", position: position,
      help: suggestion(for: name, among: known).map {
        ("did you mean `\($0)`?", "có phải `\($0)` không?")
      }
    )
  }

  static func notFollowable(_ column: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "not-followable", "`\(column)` leads nowhere: its column has no `in`",
      vietnamese: "không đi tiếp được từ `\(column)`: cột này không có `in`", position: position,
      help: ("give the column `in: SOURCE`", "thêm `in: NGUỒN` cho cột"))
  }

  static func followNotUnique(
    _ column: String, key: String, source: String, at position: Position
  ) -> Diagnostic {
    Diagnostic(
      code: "not-unique",
      "`\(column)` may lead to several rows of `\(source)`, which is not unique by `\(key)` alone",
      vietnamese:
        "`\(column)` có thể ứng với nhiều dòng của `\(source)`: `\(key)` không là khóa duy nhất",
      position: position,
      help: (
        "declare `unique: [\(key)]` in `\(source)`", "khai báo `unique: [\(key)]` trong `\(source)`"
      ))
  }

  static func sideNeeded(_ column: String, side: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "side-needed", "`\(column)` of which side?", vietnamese: "`\(column)` của bên nào?",
      position: position, help: ("write `\(side).\(column)`", "viết `\(side).\(column)`"))
  }

  static func laterMeasure(_ name: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "later-measure",
      "measure `\(name)` is declared only below; a measure uses earlier ones",
      vietnamese: "chỉ tiêu `\(name)` khai báo phía dưới; chỉ dùng được chỉ tiêu đứng trước",
      position: position)
  }

  static func dimensionInMeasure(_ name: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "dimension-in-measure", "`\(name)` is a dimension, which coarser levels do not have",
      vietnamese: "`\(name)` là chiều, các mức gộp không còn chiều này", position: position,
      help: (
        "put the condition inside: `sum(… where \(name) = …)`",
        "đưa điều kiện vào trong: `sum(… where \(name) = …)`"
      ))
  }

  static func notInLevel(_ name: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "not-in-level", "the level of this check does not have the dimension `\(name)`",
      vietnamese: "mức của kiểm tra này không có chiều `\(name)`", position: position)
  }

  static func repeatedDimension(_ name: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "repeated-dimension", "`\(name)` stands twice", vietnamese: "`\(name)` viết hai lần",
      position: position)
  }

  static func ambiguousName(_ name: String, kinds: [Term], at position: Position) -> Diagnostic {
    Diagnostic(
      code: "ambiguous-name", "`\(name)` is a \(kinds.map(\.english).joined(separator: " and a "))",
      vietnamese: "`\(name)` vừa là \(kinds.map(\.vietnamese).joined(separator: " vừa là "))",
      position: position)
  }
}
