/// A line of the summary: pieces of text, some in colour, never wider than the screen.
struct SummaryLine: Sendable {
  private(set) var pieces: [(text: String, colour: Paint.Colour)] = []

  init() {}

  init(_ text: String, _ colour: Paint.Colour = .plain) { add(text, colour) }

  /// Characters on the screen.
  var width: Int { pieces.reduce(0) { $0 + $1.text.count } }

  mutating func add(_ text: String, _ colour: Paint.Colour = .plain) {
    pieces.append((printable(text), colour))
  }

  /// The line cut to a width, an ellipsis where something is gone.
  func text(width: Int, _ paint: Paint) -> String {
    var room = width
    var result = ""
    for (index, piece) in pieces.enumerated() {
      let rest = pieces[(index + 1)...].reduce(0) { $0 + $1.text.count }
      let isLast = piece.text.count + rest <= room
      let text = isLast ? piece.text : shortened(piece.text, to: room)
      result += paint(text, piece.colour)
      room -= text.count
      if room == 0 { break }
    }
    return String(result.reversed().drop { $0 == " " }.reversed())
  }
}

/// A text cut to a width, an ellipsis at its end where something is gone.
func shortened(_ text: String, to width: Int) -> String {
  guard text.count > width else { return text }
  return width > 0 ? text.prefix(width - 1) + "…" : ""
}

/// A text with blanks up to a width: behind it, or in front of it for numbers.
func filled(_ text: String, to width: Int, isNumber: Bool = false) -> String {
  let blanks = String(repeating: " ", count: max(0, width - text.count))
  return isNumber ? blanks + text : text + blanks
}
