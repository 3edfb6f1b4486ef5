internal import Ledger

/// A part of a rule file that knows where it stands. Scalars are text, whatever they look like.
struct YAMLNode: Sendable {
  indirect enum Content: Sendable {
    case scalar(String, ScalarStyle)
    case sequence([YAMLNode])
    /// In written order.
    case mapping([YAMLEntry])
  }
  /// How a scalar is written: what its characters stand for differs.
  enum ScalarStyle: Sendable { case plain, singleQuoted, doubleQuoted, block }

  var content: Content
  var source: SourceText
  var place: SourceText.Place

  /// Where the node begins.
  var position: Position { source.position(of: place) }

  /// The text of a scalar; nil for lists and mappings.
  var scalar: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// Whether nothing is written here (`title:` and no more).
  var isEmpty: Bool {
    if case .scalar(let text, .plain) = content { text.isEmpty } else { false }
  }

  /// Where a character of a scalar stands in the file; offset from 0, the count of characters gives
  /// the place after the last one.
  func position(ofCharacter offset: Int) -> Position {
    guard case .scalar(let text, let style) = content else { return position }
    let index = text.prefix(offset).unicodeScalars.count
    let places = ScalarPlaces(of: text, style: style, in: source, from: place).places
    return source.position(of: places[min(index, places.count - 1)])
  }
}

/// A key and what is written for it.
struct YAMLEntry: Sendable {
  var key: YAMLNode
  var value: YAMLNode

  /// The key's text.
  var name: String { key.scalar ?? "" }
}
