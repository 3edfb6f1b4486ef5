internal import Ledger

// What can be wrong with a rule file as YAML, and with files it includes.
extension Diagnostic {
  static func fileNotFound(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "file-not-found", "\(file) does not exist or cannot be opened",
      vietnamese: "không có tệp \(file) hoặc không mở được")
  }

  static func notUTF8(file: String) -> Diagnostic {
    Diagnostic(
      code: "not-utf8", "\(file) is not UTF-8 text", vietnamese: "\(file) không phải văn bản UTF-8",
      help: ("save it as UTF-8", "lưu lại tệp ở dạng UTF-8"))
  }

  static func emptyFile(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "empty-file", "the rule file says nothing", vietnamese: "tệp quy tắc không có nội dung",
      position: position)
  }

  static func yaml(_ problem: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "yaml", "this is not YAML: \(problem)", vietnamese: "sai cú pháp YAML: \(problem)",
      position: position)
  }

  static func tabIndentation(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "tab-indentation", "a tab indents this line; YAML takes only spaces",
      vietnamese: "dòng này thụt lề bằng tab; YAML chỉ nhận dấu cách", position: position,
      help: ("replace the tab by spaces", "thay tab bằng dấu cách"))
  }

  static func severalDocuments(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "several-documents", "a rule file is one YAML document, and a second begins here",
      vietnamese: "một tệp quy tắc là một tài liệu YAML, nhưng tài liệu thứ hai bắt đầu ở đây",
      position: position)
  }

  static func tooManyNodes(_ limit: Int, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "too-many-nodes", "the file has more than \(limit) YAML nodes, aliases counted in full",
      vietnamese: "tệp có hơn \(limit) nút YAML, tính cả bí danh", position: position)
  }

  static func complexKey(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "complex-key", "a key must be one word or text, not a list, a mapping or an alias",
      vietnamese:
        "khóa phải là một từ hay một đoạn văn bản, không phải danh sách, bảng hay bí danh",
      position: position)
  }

  static func mergeKey(at position: Position) -> Diagnostic {
    Diagnostic(
      code: "merge-key", "merge keys (`<<`) are not part of the rule language",
      vietnamese: "ngôn ngữ quy tắc không dùng khóa gộp (`<<`)", position: position)
  }

  static func repeatedKey(_ name: String, at position: Position, first: Position? = nil)
    -> Diagnostic
  {
    Diagnostic(
      code: "repeated-key", "`\(name)` is written twice", vietnamese: "`\(name)` được viết hai lần",
      position: position,
      notes: first.map { ["the first is at \($0.file):\($0.line):\($0.column)"] } ?? [])
  }

  static func includeNotFound(_ path: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "include-not-found", "\(path) cannot be read", vietnamese: "không đọc được tệp \(path)",
      position: position)
  }

  static func includeCycle(_ path: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "include-cycle", "\(path) includes itself, directly or through others",
      vietnamese: "\(path) gộp lại chính nó, trực tiếp hay qua tệp khác", position: position)
  }

  static func includeConflict(_ key: String, at position: Position) -> Diagnostic {
    Diagnostic(
      code: "include-conflict",
      "`\(key)` says something else than the rule file that includes this one",
      vietnamese: "`\(key)` khác với tệp quy tắc gộp tệp này", position: position,
      help: ("leave `\(key)` out here", "bỏ `\(key)` ở đây"))
  }
}
