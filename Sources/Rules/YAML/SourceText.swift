internal import Ledger

/// The text of one rule file, by lines as YAML counts them.
final class SourceText: Sendable {
  let path: String
  /// Without line breaks.
  let lines: [[Unicode.Scalar]]

  init(path: String, text: String) {
    self.path = path
    var lines: [[Unicode.Scalar]] = [[]]
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      if scalar == "\n", isAfterReturn {
        isAfterReturn = false
        continue
      }
      isAfterReturn = scalar == "\r"
      if SourceText.isBreak(scalar) {
        lines.append([])
      } else {
        lines[lines.count - 1].append(scalar)
      }
    }
    self.lines = lines
  }

  /// What YAML 1.1 takes for the end of a line.
  static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// A line by number from 1; nil when there is no such line.
  func line(_ number: Int) -> String? {
    lines.indices.contains(number - 1) ? string(lines[number - 1][...]) : nil
  }

  /// The position of a place: columns count characters, places count scalars.
  func position(of place: Place) -> Position {
    var column = place.column + 1
    if lines.indices.contains(place.line) {
      let line = lines[place.line]
      let before = line.prefix(place.column)
      column = string(before).count + 1 + max(0, place.column - line.count)
    }
    return Position(file: path, line: place.line + 1, column: column)
  }

  /// A line and a scalar in it, both from 0.
  struct Place: Hashable, Sendable {
    var line: Int
    var column: Int
  }

  /// The scalar at a place; a line feed at the end of a line, nil after the last line.
  subscript(place: Place) -> Unicode.Scalar? {
    guard lines.indices.contains(place.line) else { return nil }
    let line = lines[place.line]
    if place.column < line.count { return line[place.column] }
    return place.line + 1 < lines.count ? "\n" : nil
  }

  /// The place one scalar further.
  func after(_ place: Place) -> Place {
    place.column < lines[place.line].count
      ? Place(line: place.line, column: place.column + 1)
      : Place(line: place.line + 1, column: 0)
  }
}

/// Scalars as a string.
func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
  var view = String.UnicodeScalarView()
  view.append(contentsOf: scalars)
  return String(view)
}
