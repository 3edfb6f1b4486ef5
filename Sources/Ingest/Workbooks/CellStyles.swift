import Ledger

/// What a number format says about the number it shows.
enum NumberKind: UInt8 {
  case number
  case percent
  case date

  /// Of a format code (ECMA-376 part 1, 18.8.31), by its first section.
  init(formatCode: String) {
    var rest = formatCode.lowercased()[...]
    if rest == "general" {
      self = .number
      return
    }
    var letters: Set<Character> = []
    while let character = rest.popFirst(), character != ";" {
      switch character {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        // Elapsed time; everything else is a colour, a condition or a language.
        if inside.allSatisfy({ "hms".contains($0) }) { letters.insert("h") }
        rest = rest.dropFirst(inside.count + 1)
      case "e" where rest.first == "+" || rest.first == "-": rest = rest.dropFirst()
      case "y", "e", "b", "d", "m", "h", "s", "%": letters.insert(character)
      default: break
      }
    }
    let isTime = letters.contains("h") || letters.contains("s")
    self =
      if !letters.isDisjoint(with: ["y", "e", "b", "d"]) || (letters.contains("m") && !isTime) {
        .date
      } else if letters.contains("%") {
        .percent
      } else {
        .number
      }
  }

  /// Of a built-in format (18.8.30); the ids that differ by language are dates in all that use them.
  init(formatID: Int) {
    switch formatID {
    case 9, 10: self = .percent
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .date
    default: self = .number
    }
  }
}

/// The number formats of a workbook's cell styles.
struct CellStyles {
  fileprivate var kinds: [NumberKind] = []

  /// The kind of a style; numbers where the workbook has no such style.
  func kind(ofStyle index: Int) -> NumberKind {
    kinds.indices.contains(index) ? kinds[index] : .number
  }
}

/// Reads the styles part: `numFmts` / `numFmt` and `cellXfs` / `xf`.
struct CellStyleReader: XMLContent {
  private(set) var styles = CellStyles()
  private var path: [Element] = []
  private var kindOfFormat: [Int: NumberKind] = [:]

  private enum Element { case root, formats, styles, other }

  mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(Unreadable) {
    var element = Element.other
    switch (path.last, name) {
    case (nil, "styleSheet"): element = .root
    case (.root, "numFmts"): element = .formats
    case (.root, "cellXfs"): element = .styles
    case (.formats, "numFmt"):
      if let id = attributes.number("numFmtId"), let code = attributes.text("formatCode") {
        kindOfFormat[id] = NumberKind(formatCode: code)
      }
    case (.styles, "xf"):
      let id = attributes.number("numFmtId") ?? 0
      styles.kinds.append(kindOfFormat[id] ?? NumberKind(formatID: id))
    default: break
    }
    guard max(styles.kinds.count, kindOfFormat.count) <= Limits.cellStyleCountMax else {
      throw .tooLarge("\(Limits.cellStyleCountMax) cell styles")
    }
    path.append(element)
  }

  mutating func end() -> Bool {
    path.removeLast()
    return false
  }

  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) {}
}
