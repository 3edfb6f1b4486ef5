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

/// The text with a blank for each character that controls something, so that a file name or a cell can
/// neither move the cursor of a terminal nor turn a line around.
func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
  default: false
  }
}
