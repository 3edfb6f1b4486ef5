internal import Ledger

extension Compiler {
  /// `message`: text with expressions in braces; `{{` and `}}` are braces.
  mutating func message(_ mapping: Mapping, in scope: Scope) -> MessageTemplate? {
    guard let node = mapping["message"], let text = text(mapping, "message") else { return nil }
    let characters = Array(text)
    var parts: [MessageTemplate.Part] = []
    var plain = ""
    var index = 0
    while index < characters.count {
      let character = characters[index]
      let isDoubled = index + 1 < characters.count && characters[index + 1] == character
      switch character {
      case "{" where isDoubled, "}" where isDoubled:
        plain.append(character)
        index += 2
      case "}":
        diagnostics.add(
          .braces(
            "this brace closes nothing", "dấu ngoặc này không đóng gì",
            at: node.position(ofCharacter: index)))
        return nil
      case "{":
        guard let end = closingBrace(of: characters, from: index + 1) else {
          diagnostics.add(
            .braces(
              "this brace is not closed", "dấu ngoặc này chưa đóng",
              at: node.position(ofCharacter: index)))
          return nil
        }
        if !plain.isEmpty { parts.append(.text(plain)) }
        plain = ""
        let inner = ExpressionText(
          text: String(characters[(index + 1)..<end]), start: index + 1, node: node)
        if let expression = expression(inner, in: scope, expecting: .anything) {
          parts.append(.expression(expression))
        }
        index = end + 1
      default:
        plain.append(character)
        index += 1
      }
    }
    if !plain.isEmpty { parts.append(.text(plain)) }
    return MessageTemplate(parts: parts)
  }

  /// The brace that ends an expression; those inside quoted text do not.
  private func closingBrace(of characters: [Character], from start: Int) -> Int? {
    var isQuoted = false
    for index in start..<characters.count {
      if characters[index] == "'" { isQuoted.toggle() }
      if characters[index] == "}", !isQuoted { return index }
    }
    return nil
  }
}
