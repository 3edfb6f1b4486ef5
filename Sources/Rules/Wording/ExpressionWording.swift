internal import Ledger

// What can be wrong with types and calls of an expression.
extension Diagnostic {
  static func syntax(_ fault: SyntaxFault, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "syntax", fault.message.english, vietnamese: fault.message.vietnamese,
      position: position, help: fault.help)
  }

  static func typeMismatch(
    _ place: String, _ left: ValueType, _ right: ValueType, at position: Position
  )
    -> Diagnostic
  {
    Diagnostic(
      code: "type-mismatch", "\(place) does not take \(left.rawValue) and \(right.rawValue)",
      vietnamese: "\(place) không dùng được cho \(left.rawValue) và \(right.rawValue)",
      position: position)
  }

  static func wrongType(_ found: ValueType, expected: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "wrong-type", "this is \(found.rawValue), and \(expected) is expected",
      vietnamese: "đây là \(found.rawValue), cần \(expected)", position: position)
  }

  static func notACondition(_ found: ValueType, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "not-a-condition", "this is \(found.rawValue), and a condition (flag) is expected",
      vietnamese: "đây là \(found.rawValue), cần một điều kiện (flag)", position: position)
  }

  static func literalOfOtherType(
    _ literal: ValueType, expected: ValueType, at position: Position
  ) -> Diagnostic {
    let help: Wording? =
      switch expected {
      case .text, .code:
        ("text and codes are written 'in single quotes'", "văn bản và mã viết 'trong nháy đơn'")
      case .date: ("a date is written 2024-10-28", "ngày viết 2024-10-28")
      default: nil
      }
    return Diagnostic(
      code: "type-mismatch", "a literal \(literal.rawValue) does not meet \(expected.rawValue)",
      vietnamese: "hằng số \(literal.rawValue) không đi với \(expected.rawValue)",
      position: position, help: help)
  }

  static func tooFine(_ currency: Currency, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "literal-too-fine", "money in \(currency.code) has \(currency.decimals) decimals",
      vietnamese: "tiền \(currency.code) có \(currency.decimals) chữ số thập phân",
      position: position)
  }

  static func wholeDays(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "whole-days", "days are whole", vietnamese: "số ngày phải là số nguyên",
      position: position)
  }

  static func literalArithmetic(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "literal-arithmetic", "this has no value: division by zero or a result beyond 128 bits",
      vietnamese: "phép tính không có kết quả: chia cho 0 hoặc vượt 128 bit", position: position)
  }

  static func argumentCount(
    _ function: String, expected: ClosedRange<Int>, found: Int, at position: Position
  ) -> Diagnostic {
    let count =
      expected.upperBound == 64
      ? "≥ \(expected.lowerBound)"
      : expected.count == 1
        ? "\(expected.lowerBound)" : "\(expected.lowerBound)–\(expected.upperBound)"
    return Diagnostic(
      code: "argument-count", "`\(function)` takes \(count) values, not \(found)",
      vietnamese: "`\(function)` cần \(count) giá trị, không phải \(found)", position: position)
  }

  static func strayCondition(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "stray-condition", "only sum, count, min and max over a source take `where`",
      vietnamese: "chỉ sum, count, min, max trên một nguồn mới có `where`", position: position)
  }

  static func aggregateOutsideMeasure(_ name: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "aggregate-outside-measure", "`\(name)` over rows stands only in measures of a balance",
      vietnamese: "`\(name)` trên các dòng chỉ dùng trong chỉ tiêu của bảng cân đối",
      position: position,
      help: ("declare a measure and name it here", "khai báo chỉ tiêu rồi gọi tên nó ở đây"))
  }

  static func aggregateArgument(_ name: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "aggregate-argument", "`\(name)` takes one `source.column`",
      vietnamese: "`\(name)` cần một `nguồn.cột`", position: position)
  }

  static func aggregateType(_ name: String, _ type: ValueType, at position: Position) -> Diagnostic
  {
    Diagnostic(
      code: "aggregate-type", "`\(name)` does not take \(type.rawValue)",
      vietnamese: "`\(name)` không dùng được cho \(type.rawValue)", position: position,
      help: type.isText ? ("`count` counts them", "`count` thì đếm được") : nil)
  }

  static func sourceOutsideAggregate(_ path: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "source-outside-aggregate",
      "`\(path)` is many rows: a measure needs sum, count, min or max of it",
      vietnamese: "`\(path)` là nhiều dòng: chỉ tiêu cần sum, count, min hoặc max",
      position: position, help: ("write `sum(\(path))`", "viết `sum(\(path))`"))
  }

  static func totalOutsideCheck(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "total-outside-check", "`total` stands only in checks on a balance",
      vietnamese: "`total` chỉ dùng trong kiểm tra trên bảng cân đối", position: position)
  }
}
