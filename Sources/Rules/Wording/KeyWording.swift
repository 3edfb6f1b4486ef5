internal import Ledger

// What can be wrong with keys and plain values.
extension Diagnostic {
  static func unknownKey(_ key: String, in place: Term, known: [String], at position: Position)
    -> Diagnostic
  {
    Diagnostic(
      code: "unknown-key", "`\(key)` is not a key of \(place.withArticle)",
      vietnamese: "`\(key)` không phải khóa của \(place.vietnamese)", position: position,
      help: alternatives(to: key, among: known))
  }

  static func missingKey(_ key: String, in place: Term, _ name: String = "", at position: Position)
    -> Diagnostic
  {
    let named = name.isEmpty ? "" : " `\(name)`"
    return Diagnostic(
      code: "missing-key", "\(place.english)\(named) needs `\(key)`",
      vietnamese: "\(place.vietnamese)\(named) thiếu `\(key)`", position: position)
  }

  /// A part of the language that this version does not have.
  static func notBuilt(_ what: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "not-built", "`\(what)` is not built yet in this version",
      vietnamese: "phiên bản này chưa có `\(what)`", position: position)
  }

  static func wrongShape(
    expected: (english: String, vietnamese: String), found: (english: String, vietnamese: String),
    at position: Position
  ) -> Diagnostic {
    Diagnostic(
      code: "wrong-shape", "\(expected.english) belongs here, not \(found.english)",
      vietnamese: "ở đây phải là \(expected.vietnamese), không phải \(found.vietnamese)",
      position: position)
  }

  static func emptyValue(of key: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "empty-value", "`\(key)` has no value", vietnamese: "`\(key)` chưa có giá trị",
      position: position)
  }

  static func unknownValue(_ value: String, of key: String, known: [String], at position: Position)
    -> Diagnostic
  {
    Diagnostic(
      code: "unknown-value", "`\(value)` is not a value of `\(key)`",
      vietnamese: "`\(value)` không phải giá trị của `\(key)`", position: position,
      help: alternatives(to: value, among: known))
  }

  /// A value that is no number, length, share or character as the key wants it.
  static func unusableValue(
    _ value: String, of key: String, expected: (english: String, vietnamese: String),
    at position: Position
  ) -> Diagnostic {
    Diagnostic(
      code: "unusable-value", "`\(key)` is \(expected.english), not `\(value)`",
      vietnamese: "`\(key)` phải là \(expected.vietnamese), không phải `\(value)`",
      position: position)
  }

  static func invalidName(_ name: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "invalid-name", "`\(name)` cannot be a name",
      vietnamese: "`\(name)` không thể làm tên", position: position,
      help: (
        "names are letters, digits, `-` and `_`, beginning with a letter",
        "tên gồm chữ, số, `-` và `_`, bắt đầu bằng chữ"
      ))
  }

  static func reservedName(_ name: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "reserved-name", "`\(name)` is a word of the expression language",
      vietnamese: "`\(name)` là từ của ngôn ngữ biểu thức, không dùng làm tên", position: position)
  }

  static func repeatedName(_ name: String, of kind: Term, at position: Position, first: Position)
    -> Diagnostic
  {
    let place = "\(first.file):\(first.line):\(first.column)"
    return Diagnostic(
      code: "repeated-name", "\(kind.english) `\(name)` is defined twice, first at \(place)",
      vietnamese: "\(kind.vietnamese) `\(name)` được định nghĩa hai lần, lần đầu ở \(place)",
      position: position)
  }

  static func nameClash(_ name: String, with other: Wording, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "name-clash", "the name `\(name)` clashes with \(other.english)",
      vietnamese: "tên `\(name)` trùng với \(other.vietnamese)", position: position)
  }

  static func keyOfOtherType(
    _ key: String, needs: String, found: ValueType, at position: Position
  ) -> Diagnostic {
    Diagnostic(
      code: "key-of-other-type",
      "`\(key)` is for columns of type \(needs), and this one is \(found.rawValue)",
      vietnamese: "`\(key)` dành cho cột kiểu \(needs), cột này kiểu \(found.rawValue)",
      position: position)
  }

  static func filePattern(
    _ pattern: String, because reason: (english: String, vietnamese: String), at position: Position
  ) -> Diagnostic {
    Diagnostic(
      code: "file-pattern", "`\(pattern)` \(reason.english)",
      vietnamese: "`\(pattern)` \(reason.vietnamese)", position: position)
  }

  static func unused(_ kind: Term, _ name: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "unused-\(kind.rawValue)", severity: .warning,
      "\(kind.english) `\(name)` is used nowhere",
      vietnamese: "\(kind.vietnamese) `\(name)` không được dùng ở đâu", position: position)
  }
}
