package import Ledger

/// A diagnostic as people read it: `file:line:column: error: what`, the line, a caret, notes, help.
///
/// Columns of the source line are characters; a long line is cut to what stands around the caret.
package func render(
  _ diagnostic: Diagnostic, language: Language, isColoured: Bool = false
) -> String {
  let paint = Paint(isColoured: isColoured)
  var text = ""
  if let position = diagnostic.position {
    text += paint("\(position.file):\(position.line):\(position.column): ", .bold)
  }
  let severity = severityWord(diagnostic.severity, language) + ":"
  text += paint(severity, diagnostic.severity == .error ? .red : .yellow)
  text += " " + (language == .vietnamese ? diagnostic.messageVietnamese : diagnostic.message) + "\n"
  if let line = diagnostic.sourceLine, let position = diagnostic.position {
    let (shown, caret) = excerpt(line, column: position.column)
    text += shown + "\n" + String(repeating: " ", count: caret) + paint("^", .green) + "\n"
  }
  let (note, help) = language == .vietnamese ? ("ghi chú", "gợi ý") : ("note", "help")
  for fact in diagnostic.notes { text += "\(note): \(fact)\n" }
  if let advice = diagnostic.advice(in: language) { text += "\(help): \(advice)\n" }
  return text
}

/// `error`, `lỗi`: how bad something is, in words.
package func severityWord(_ severity: Severity, _ language: Language) -> String {
  switch (severity, language) {
  case (.error, .vietnamese): "lỗi"
  case (.warning, .vietnamese): "cảnh báo"
  case (.info, .vietnamese): "thông tin"
  case (_, .english): severity.rawValue
  }
}

private let excerptWidth = 160

/// The line as it can be shown, and how many characters stand before the caret.
private func excerpt(_ line: String, column: Int) -> (String, caret: Int) {
  let characters = Array(printable(line))
  let caret = min(max(column - 1, 0), characters.count)
  guard characters.count > excerptWidth else { return (String(characters), caret) }
  let start = max(0, min(caret - excerptWidth / 2, characters.count - excerptWidth))
  let end = min(characters.count, start + excerptWidth)
  let head = start > 0 ? "…" : ""
  let tail = end < characters.count ? "…" : ""
  return (head + String(characters[start..<end]) + tail, caret - start + head.count)
}
