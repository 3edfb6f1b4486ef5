/// Terminal colours, or none.
struct Paint: Sendable {
  let isColoured: Bool

  enum Colour: String, Sendable {
    case plain = "0"
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
  }

  /// The text in a colour (ECMA-48 select graphic rendition).
  func callAsFunction(_ text: String, _ colour: Colour) -> String {
    guard isColoured, colour != .plain, !text.isEmpty else { return text }
    return "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m"
  }
}

/// The text with a blank for each control character, so that a file name or a cell cannot move the
/// cursor of a terminal.
func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
}
