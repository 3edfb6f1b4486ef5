/// Where each character of a YAML scalar stands in the file: quotes, escapes, indentation and
/// folded lines make the written text longer than the value.
struct ScalarPlaces {
  /// One for each Unicode scalar of the value, and one for its end.
  private(set) var places: [SourceText.Place] = []
  private let source: SourceText
  private var cursor: SourceText.Place

  init(
    of value: String, style: YAMLNode.ScalarStyle, in source: SourceText,
    from start: SourceText.Place
  ) {
    self.source = source
    cursor = start
    skipProperties()
    switch style {
    case .plain: break
    case .singleQuoted, .doubleQuoted: advance()
    case .block: cursor = SourceText.Place(line: cursor.line + 1, column: 0)
    }
    if style == .block { skipSpace() }
    let scalars = Array(value.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if isSpace(scalars[index]), isBeforeBreak {
        // A folded line break: white space of any kind stands for white space of any kind.
        while index < scalars.count, isSpace(scalars[index]) {
          places.append(cursor)
          index += 1
        }
        skipSpace()
        continue
      }
      if style == .doubleQuoted, source[cursor] == "\\" { skipJoinedLines() }
      places.append(cursor)
      pass(scalars[index], style: style)
      index += 1
    }
    places.append(cursor)
  }

  /// Anchors and tags stand before the text.
  private mutating func skipProperties() {
    while let scalar = source[cursor], scalar == "&" || scalar == "!" {
      while let next = source[cursor], !isSpace(next) { advance() }
      skipSpace()
    }
  }

  /// Moves behind what stands for one scalar of the value.
  private mutating func pass(_ scalar: Unicode.Scalar, style: YAMLNode.ScalarStyle) {
    let written = source[cursor]
    advance()
    if style == .singleQuoted, written == "'" { advance() }
    guard style == .doubleQuoted, written == "\\" else { return }
    let digits =
      switch source[cursor] {
      case "x": 2
      case "u": 4
      case "U": 8
      default: 0
      }
    for _ in 0...digits { advance() }
  }

  /// In double quotes a backslash at the end of a line joins it with the next.
  private mutating func skipJoinedLines() {
    while source[cursor] == "\\", source[source.after(cursor)] == "\n" {
      advance()
      skipSpace()
    }
  }

  /// Whether only blanks stand between here and the end of the line.
  private var isBeforeBreak: Bool {
    guard source.lines.indices.contains(cursor.line) else { return false }
    return source.lines[cursor.line].dropFirst(cursor.column).allSatisfy(isSpace)
      && source[cursor] != nil
  }

  private mutating func skipSpace() {
    while let scalar = source[cursor], isSpace(scalar) { advance() }
  }

  private mutating func advance() {
    if source[cursor] != nil { cursor = source.after(cursor) }
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || SourceText.isBreak(scalar)
  }
}
