/// A JSON document (RFC 8259) whose members keep their order.
package indirect enum JSONValue: Sendable, Equatable {
  case null
  case truth(Bool)
  case text(String)
  /// Digits as JSON writes numbers.
  case number(String)
  case list([JSONValue])
  case object([Member])

  package struct Member: Sendable, Equatable {
    package var name: String
    package var value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// A whole number.
  package static func count(_ number: Int) -> JSONValue { .number(String(number)) }

  /// UTF-8 text: on one line, or indented by two spaces with a line feed at the end.
  package func bytes(isIndented: Bool) -> [UInt8] {
    var text: [UInt8] = []
    append(to: &text, indentation: isIndented ? 0 : nil)
    if isIndented { text.append(UInt8(ascii: "\n")) }
    return text
  }

  private func append(to text: inout [UInt8], indentation: Int?) {
    switch self {
    case .null: text.append(text: "null")
    case .truth(let isTrue): text.append(text: isTrue ? "true" : "false")
    case .text(let words): JSONValue.append(words, to: &text)
    case .number(let digits): text.append(text: digits)
    case .list(let values):
      JSONValue.append(values, between: ("[", "]"), to: &text, indentation) { value, text, inner in
        value.append(to: &text, indentation: inner)
      }
    case .object(let members):
      JSONValue.append(members, between: ("{", "}"), to: &text, indentation) {
        member, text, inner in
        JSONValue.append(member.name, to: &text)
        text.append(text: inner == nil ? ":" : ": ")
        member.value.append(to: &text, indentation: inner)
      }
    }
  }

  private static func append<Item>(
    _ items: [Item], between brackets: (String, String), to text: inout [UInt8],
    _ indentation: Int?, _ appendItem: (Item, inout [UInt8], Int?) -> Void
  ) {
    let inner = indentation.map { $0 + 2 }
    func breakLine(_ indentation: Int?) {
      guard let indentation else { return }
      text.append(text: "\n" + String(repeating: " ", count: indentation))
    }
    text.append(text: brackets.0)
    for (index, item) in items.enumerated() {
      if index > 0 { text.append(text: ",") }
      breakLine(inner)
      appendItem(item, &text, inner)
    }
    if !items.isEmpty { breakLine(indentation) }
    text.append(text: brackets.1)
  }

  private static func append(_ words: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in words.utf8 {
      switch byte {
      case UInt8(ascii: "\""): text.append(text: "\\\"")
      case UInt8(ascii: "\\"): text.append(text: "\\\\")
      case UInt8(ascii: "\n"): text.append(text: "\\n")
      case UInt8(ascii: "\r"): text.append(text: "\\r")
      case UInt8(ascii: "\t"): text.append(text: "\\t")
      case 0..<0x20, 0x7F:
        let digits = Array("0123456789abcdef".utf8)
        text.append(text: "\\u00")
        text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}
