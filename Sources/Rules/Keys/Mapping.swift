internal import Ledger

/// A mapping whose keys were checked against those that may stand in it.
struct Mapping {
  /// Where the mapping stands: its key, or its first line.
  var position: Position
  private var values: [String: YAMLEntry] = [:]

  init(position: Position, entries: [YAMLEntry]) {
    self.position = position
    for entry in entries { values[entry.name] = entry }
  }

  subscript(key: String) -> YAMLNode? { values[key]?.value }

  /// Where a key stands.
  func keyPosition(_ key: String) -> Position? { values[key]?.key.position }
}

/// The keys that may stand in one kind of mapping.
struct KeySet {
  var place: Term
  var known: [String]
}

extension Compiler {
  /// The value as a mapping of these keys; every other key is reported. nil, reported, when it is
  /// no mapping.
  mutating func mapping(_ node: YAMLNode, _ keys: KeySet, at position: Position? = nil) -> Mapping?
  {
    guard let entries = entries(of: node) else { return nil }
    for entry in entries where !keys.known.contains(entry.name) {
      diagnostics.add(
        .unknownKey(entry.name, in: keys.place, known: keys.known, at: entry.key.position))
    }
    return Mapping(position: position ?? node.position, entries: entries)
  }

  /// The entries of a mapping; nil, reported, when it is something else.
  mutating func entries(of node: YAMLNode) -> [YAMLEntry]? {
    if case .mapping(let entries) = node.content { return entries }
    diagnostics.add(
      .wrongShape(
        expected: ("a mapping (`key: value`)", "bảng `khóa: giá trị`"), found: shape(of: node),
        at: node.position))
    return nil
  }

  /// Text that is not empty; nil, reported where something else is written.
  mutating func text(_ mapping: Mapping, _ key: String) -> String? {
    guard let node = mapping[key] else { return nil }
    return text(node, of: key, keyAt: mapping.keyPosition(key))
  }

  mutating func text(_ node: YAMLNode, of key: String, keyAt: Position? = nil) -> String? {
    guard let text = node.scalar else {
      diagnostics.add(
        .wrongShape(
          expected: ("text", "văn bản"), found: shape(of: node), at: node.position))
      return nil
    }
    guard !text.isEmpty else {
      diagnostics.add(
        .emptyValue(of: key, at: node.isEmpty ? keyAt ?? node.position : node.position))
      return nil
    }
    return text
  }

  /// The items of a list, or the one item that stands without brackets.
  mutating func list(_ mapping: Mapping, _ key: String) -> [YAMLNode]? {
    guard let node = mapping[key] else { return nil }
    switch node.content {
    case .sequence(let items): return items
    case .scalar: return text(mapping, key) == nil ? nil : [node]
    case .mapping:
      diagnostics.add(
        .wrongShape(
          expected: ("a list", "danh sách"), found: shape(of: node), at: node.position))
      return nil
    }
  }

  /// The texts of a list, without items that are reported as something else.
  mutating func texts(_ mapping: Mapping, _ key: String) -> [String]? {
    guard let nodes = list(mapping, key) else { return nil }
    return nodes.compactMap { text($0, of: key) }
  }

  /// One of several words.
  mutating func choice<Value>(
    _ mapping: Mapping, _ key: String, of choices: [(word: String, value: Value)]
  ) -> Value? {
    guard let node = mapping[key], let text = text(mapping, key) else { return nil }
    if let choice = choices.first(where: { $0.word == text }) { return choice.value }
    diagnostics.add(
      .unknownValue(text, of: key, known: choices.map(\.word), at: node.position))
    return nil
  }

  mutating func flag(_ mapping: Mapping, _ key: String) -> Bool? {
    choice(mapping, key, of: [("true", true), ("false", false)])
  }

  mutating func severity(_ mapping: Mapping) -> Severity? {
    choice(mapping, "severity", of: Severity.allCases.map { ($0.rawValue, $0) })
  }

  /// A whole number in a range.
  mutating func wholeNumber(_ node: YAMLNode, of key: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(node, of: key) else { return nil }
    if let number = Int(text), text.allSatisfy(\.isNumber), range.contains(number) { return number }
    diagnostics.add(
      .unusableValue(
        text, of: key,
        expected: (
          "a whole number from \(range.lowerBound) to \(range.upperBound)",
          "số nguyên từ \(range.lowerBound) đến \(range.upperBound)"
        ), at: node.position))
    return nil
  }

  func shape(of node: YAMLNode) -> (english: String, vietnamese: String) {
    switch node.content {
    case .scalar: node.isEmpty ? ("nothing", "để trống") : ("text", "văn bản")
    case .sequence: ("a list", "danh sách")
    case .mapping: ("a mapping", "bảng `khóa: giá trị`")
    }
  }
}
