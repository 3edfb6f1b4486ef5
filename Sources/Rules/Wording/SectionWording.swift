internal import Ledger

// What can be wrong with parameters, maps, sources and owners.
extension Diagnostic {
  static func setUnknown(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "set-unknown", "--set \(name): there is no parameter `\(name)`",
      vietnamese: "--set \(name): không có tham số `\(name)`",
      help: alternatives(to: name, among: known))
  }

  static func setValue(_ value: String, of name: String, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      code: "set-value", "--set \(name)=\(value): `\(value)` is not \(type.rawValue)",
      vietnamese: "--set \(name)=\(value): `\(value)` không phải \(type.rawValue)",
      help: example(of: type))
  }

  static func parameterValue(_ value: String, _ type: ValueType, at position: Position)
    -> Diagnostic
  {
    Diagnostic(
      code: "parameter-value", "`\(value)` is not \(type.rawValue)",
      vietnamese: "`\(value)` không phải \(type.rawValue)", position: position,
      help: example(of: type))
  }

  private static func example(of type: ValueType) -> Wording? {
    switch type {
    case .text, .code: nil
    case .money, .integer: ("written 1_000_000", "viết 1_000_000")
    case .number: ("written 1_000.5", "viết 1_000.5")
    case .rate: ("written 95% or 0.95", "viết 95% hoặc 0.95")
    case .date: ("written 2024-10-28", "viết 2024-10-28")
    case .flag: ("written true or false", "viết true hoặc false")
    case .days: ("written 3 days", "viết 3 days")
    }
  }

  static func mapCollision(
    _ writing: String, _ first: String, _ second: String, at position: Position
  )
    -> Diagnostic
  {
    Diagnostic(
      code: "map-collision",
      "`\(writing)` leads to two targets, `\(first)` and `\(second)` (folded)",
      vietnamese:
        "`\(writing)` dẫn tới hai mã `\(first)` và `\(second)` (bỏ hoa thường, dấu)",
      position: position)
  }

  static func cyclicColumn(_ name: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "cyclic-column", "the value of `\(name)` depends on itself",
      vietnamese: "giá trị của `\(name)` phụ thuộc chính nó", position: position)
  }

  static func followCycle(_ source: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "follow-cycle", "to read source `\(source)` its own rows would have to be known",
      vietnamese: "muốn đọc nguồn `\(source)` phải biết trước các dòng của chính nó",
      position: position)
  }

  static func headerOrValue(_ column: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "header-or-value", "column `\(column)` needs either `header` or `value`",
      vietnamese: "cột `\(column)` cần `header` hoặc `value`, đúng một trong hai",
      position: position)
  }

  static func padWithoutLength(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "pad-without-length", "`pad` needs `length`", vietnamese: "`pad` cần có `length`",
      position: position)
  }

  static func referenceNotUnique(_ column: String, source: String, at position: Position)
    -> Diagnostic
  {
    Diagnostic(
      code: "not-unique", "`\(column)` is not among the `unique` columns of source `\(source)`",
      vietnamese: "`\(column)` không nằm trong `unique` của nguồn `\(source)`", position: position,
      help: (
        "declare `unique: [\(column)]` there, or write `in: \(source).\(column)`",
        "khai báo `unique: [\(column)]` ở đó, hoặc viết `in: \(source).\(column)`"
      ))
  }

  static func referenceType(_ column: String, _ type: ValueType, at position: Position)
    -> Diagnostic
  {
    Diagnostic(
      code: "wrong-type", "`\(column)` is \(type.rawValue), and a code is expected",
      vietnamese: "`\(column)` là \(type.rawValue), cần mã (code)", position: position)
  }

  static func ownerNowhere(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "owner-nowhere", "no match and no check has the columns that `owner` needs",
      vietnamese: "không phép so và kiểm tra nào có cột mà `owner` cần", position: position)
  }

  static func braces(_ english: String, _ vietnamese: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "message-braces", english, vietnamese: vietnamese, position: position,
      help: ("a brace itself is written `{{` or `}}`", "muốn viết chính dấu ngoặc: `{{` hoặc `}}`"))
  }

  static func unknownSubject(_ name: String, known: [String], at position: Position) -> Diagnostic {
    Diagnostic(
      code: "unknown-subject", "there is no source, match or balance `\(name)`",
      vietnamese: "không có nguồn, phép so hay bảng cân đối `\(name)`", position: position,
      help: alternatives(to: name, among: known))
  }

  static func onlyUnknown(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "only-unknown", "--only \(name): there is no match, balance or check `\(name)`",
      vietnamese: "--only \(name): không có phép so, bảng cân đối hay kiểm tra `\(name)`",
      help: alternatives(to: name, among: known))
  }
}
