import Ledger
import Reports

extension Diagnostic {
  /// One JSON object on one line.
  func logLine(_ language: Language) -> String {
    var members: [JSONValue.Member] = [
      .init("level", .text(severity.rawValue)), .init("code", .text(code)),
      .init("message", .text(language == .vietnamese ? messageVietnamese : message)),
    ]
    if let position {
      members += [
        .init("file", .text(position.file)), .init("line", .count(position.line)),
        .init("column", .count(position.column)),
      ]
    }
    if !notes.isEmpty { members.append(.init("notes", .list(notes.map { .text($0) }))) }
    if let advice = advice(in: language) { members.append(.init("help", .text(advice))) }
    return String(decoding: JSONValue.object(members).bytes(isIndented: false), as: UTF8.self)
      + "\n"
  }
}

extension Intake {
  /// A line for each table that was read, and the memory of each source.
  func log(of plan: Plan) -> [Diagnostic] {
    let read = files.flatMap { file in
      file.tables.map { table -> Diagnostic in
        let hidden = table.sheet.flatMap(\.hiddenWording)
        let place = table.entry.map { "\(file.path)//\($0)" } ?? file.path
        let account = table.account
        return Diagnostic(
          code: "file-read", severity: .info,
          "\(place): \(account.kept) rows kept, \(account.filtered) filtered, "
            + "\(account.rejected) rejected; \(table.encoding), header in line \(table.headerLine)"
            + (hidden.map { "; \($0.english)" } ?? ""),
          vietnamese: "\(place): giữ \(account.kept) dòng, bỏ qua \(account.filtered), "
            + "hỏng \(account.rejected); \(table.encoding), tiêu đề ở dòng \(table.headerLine)"
            + (hidden.map { "; \($0.vietnamese)" } ?? ""))
      } + file.skipped.map { $0.logLine(ofFile: file.path) }
    }
    let held = zip(plan.sources, tables).filter { $1.rowCount > 0 }.map { source, table in
      let size = table.columns.reduce(0) { $0 + ($1?.byteCount ?? 0) } / table.rowCount
      return Diagnostic(
        code: "source-read", severity: .info,
        "\(source.name): \(table.rowCount) rows, \(size) bytes a row",
        vietnamese: "\(source.name): \(table.rowCount) dòng, \(size) byte mỗi dòng")
    }
    return read + held
  }
}

extension SheetRecord {
  /// What of a sheet that was read is hidden; nil when nothing is.
  fileprivate var hiddenWording: (vietnamese: String, english: String)? {
    guard isHidden || hiddenRowCount > 0 || hiddenColumnCount > 0 else { return nil }
    return (
      "\(isHidden ? "trang ẩn" : "trang hiện"), \(hiddenRowCount) dòng ẩn, "
        + "\(hiddenColumnCount) cột ẩn",
      "\(isHidden ? "hidden" : "visible") sheet, \(hiddenRowCount) hidden rows, "
        + "\(hiddenColumnCount) hidden columns"
    )
  }
}

extension SkippedEntry {
  fileprivate func logLine(ofFile path: String) -> Diagnostic {
    let (vietnamese, english) =
      switch reason {
      case .empty: ("trống", "empty")
      case .noHeading: ("không có cột nào cần tìm", "none of the columns wanted")
      case .hidden: ("trang ẩn", "hidden")
      case .noTable: ("không phải bảng", "not a table")
      }
    return Diagnostic(
      code: "entry-skipped", severity: .info, "\(path)//\(name): skipped, \(english)",
      vietnamese: "\(path)//\(name): bỏ qua, \(vietnamese)")
  }
}

extension Column {
  /// Bytes of memory that the cells take.
  fileprivate var byteCount: Int {
    switch self {
    case .exact(let values): values.count * 8
    case .days(let values): values.count * 4
    case .symbols(let column):
      column.ids.bytes.count + column.names.reduce(0) { $0 + $1.utf8.count }
    case .texts(let column): column.bytes.count + column.ends.count * 4
    }
  }
}
