import Reports
import Synchronization

/// The last line of a terminal while it is rewritten in place.
final class StatusLine: Sendable {
  private let shown = Mutex((text: "", width: 0))

  /// What to write so that the line has another text; blanks cover what was longer before.
  func rewriting(_ text: String) -> String {
    shown.withLock { shown in
      guard text != shown.text else { return "" }
      let width = columnCount(text)
      let blanks = String(repeating: " ", count: max(0, shown.width - width))
      shown = (text, width)
      return "\r\(text)\(blanks)" + (text.isEmpty ? "\r" : "")
    }
  }
}
