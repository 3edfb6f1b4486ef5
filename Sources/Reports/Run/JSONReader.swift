extension JSONValue {
  /// The document that some bytes hold; nil when they hold none.
  init?(bytes: [UInt8]) {
    var reader = JSONReader(bytes: bytes)
    guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
    self = value
  }

  /// The first member of a name; nil where there is none, or no object.
  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text; nil for anything else.
  var words: String? { if case .text(let text) = self { text } else { nil } }

  /// The values of a list; none for anything else.
  var values: [JSONValue] { if case .list(let values) = self { values } else { [] } }
}

/// Reads a JSON document (RFC 8259) from its front.
private struct JSONReader {
  private let bytes: [UInt8]
  private var index = 0

  /// Lists and objects inside each other.
  private static let depthMax = 32

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Nothing but blanks is left.
  var isAtEnd: Bool {
    mutating get {
      skipBlanks()
      return index == bytes.count
    }
  }

  mutating func value(depth: Int) -> JSONValue? {
    skipBlanks()
    guard index < bytes.count, depth < JSONReader.depthMax else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "{"):
      return items(until: UInt8(ascii: "}")) { $0.member(depth: depth + 1) }.map { .object($0) }
    case UInt8(ascii: "["):
      return items(until: UInt8(ascii: "]")) { $0.value(depth: depth + 1) }.map { .list($0) }
    case UInt8(ascii: "\""): return text().map { .text($0) }
    case UInt8(ascii: "t"): return take("true") ? .truth(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .truth(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func member(depth: Int) -> JSONValue.Member? {
    skipBlanks()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\""), let name = text() else {
      return nil
    }
    skipBlanks()
    guard take(":"), let value = value(depth: depth) else { return nil }
    return JSONValue.Member(name, value)
  }

  private mutating func items<Item>(
    until end: UInt8, _ next: (inout JSONReader) -> Item?
  ) -> [Item]? {
    index += 1
    skipBlanks()
    var items: [Item] = []
    if index < bytes.count, bytes[index] == end {
      index += 1
      return items
    }
    while let item = next(&self) {
      items.append(item)
      skipBlanks()
      if take(",") { continue }
      guard index < bytes.count, bytes[index] == end else { return nil }
      index += 1
      return items
    }
    return nil
  }

  private mutating func number() -> JSONValue? {
    let start = index
    while index < bytes.count, "+-.0123456789eE".utf8.contains(bytes[index]) { index += 1 }
    return index == start ? nil : .number(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func text() -> String? {
    index += 1
    var units: [UInt8] = []
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      guard bytes[index] == UInt8(ascii: "\\") else {
        units.append(bytes[index])
        index += 1
        continue
      }
      guard let character = escaped() else { return nil }
      units += character
    }
    guard index < bytes.count else { return nil }
    index += 1
    return String(validating: units, as: UTF8.self)
  }

  /// The character behind a backslash. Pairs of surrogates are not written by this program.
  private mutating func escaped() -> [UInt8]? {
    guard index + 1 < bytes.count else { return nil }
    let letter = bytes[index + 1]
    index += 2
    switch letter {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
    case UInt8(ascii: "u"):
      guard index + 4 <= bytes.count,
        let code = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(code)
      else { return nil }
      index += 4
      return Array(String(Character(scalar)).utf8)
    default: return nil
    }
  }

  private mutating func take(_ word: String) -> Bool {
    guard bytes[index...].starts(with: word.utf8) else { return false }
    index += word.utf8.count
    return true
  }

  private mutating func skipBlanks() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }
}
