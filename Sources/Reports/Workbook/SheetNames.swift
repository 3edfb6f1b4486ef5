/// Names of sheets as Excel takes them: 31 characters at most, none of `[]:*?/\`, no two alike.
struct SheetNames {
  private var taken: Set<String> = []

  private static let lengthMax = 31

  /// A name as near to the wanted one as may be.
  mutating func name(_ wanted: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in printable(wanted).unicodeScalars {
      scalars.append("[]:*?/\\".unicodeScalars.contains(scalar) ? "-" : scalar)
    }
    // An apostrophe may not stand first or last.
    var base = String(scalars)
    while let first = base.first, first == " " || first == "'" { base.removeFirst() }
    base = SheetNames.shortened(base, to: Self.lengthMax)
    if base.isEmpty { base = "Sheet" }
    // Excel keeps this name for itself.
    if base.lowercased() == "history" { base = "Sheet " + base }
    var name = base
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      let tail = " (\(number))"
      name = SheetNames.shortened(base, to: Self.lengthMax - tail.count) + tail
      number += 1
    }
    return name
  }

  /// Whole characters within a count of UTF-16 units, which is how Excel counts.
  private static func shortened(_ text: String, to length: Int) -> String {
    var result = ""
    for character in text {
      if result.utf16.count + String(character).utf16.count > length { break }
      result.append(character)
    }
    while let last = result.last, last == " " || last == "'" { result.removeLast() }
    return result
  }
}
