internal import Ledger

extension Compiler {
  /// `version`, `name`, `title`, `currency`, `language` and `owner`. An included file has its own
  /// version; what else it says of these must be what the including file says.
  mutating func readHead(_ documents: [RuleDocument]) {
    for (index, document) in documents.enumerated() {
      let mapping = document.mapping
      readVersion(mapping)
      if index == 0 {
        readName(mapping)
        plan.title = text(mapping, "title") ?? plan.name
        plan.currency = currency(mapping) ?? plan.currency
        plan.language = language(mapping) ?? plan.language
        plan.ownLanguage = plan.language
        if let node = mapping["owner"], text(mapping, "owner") != nil {
          owner = ExpressionText(node).map { SharedOwner(text: $0) }
        }
        continue
      }
      _ = text(mapping, "name")
      _ = text(mapping, "title")
      if let own = currency(mapping), own != plan.currency { reportConflict("currency", mapping) }
      if let own = language(mapping), own != plan.language { reportConflict("language", mapping) }
      if let own = text(mapping, "owner"), own != owner?.text.text {
        reportConflict("owner", mapping)
      }
    }
    names.currency = plan.currency
  }

  private mutating func reportConflict(_ key: String, _ mapping: Mapping) {
    guard let node = mapping[key] else { return }
    diagnostics.add(.includeConflict(key, at: node.position))
  }

  private mutating func readVersion(_ mapping: Mapping) {
    guard mapping["version"] != nil else {
      diagnostics.add(.missingKey("version", in: .ruleFile, at: mapping.position))
      return
    }
    _ = choice(mapping, "version", of: [("1", 1)])
  }

  private mutating func readName(_ mapping: Mapping) {
    guard let node = mapping["name"] else {
      diagnostics.add(.missingKey("name", in: .ruleFile, at: mapping.position))
      return
    }
    guard let name = text(mapping, "name") else { return }
    plan.name = name
    if !name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) {
      diagnostics.add(
        .unusableValue(
          name, of: "name", expected: ("letters, digits and `-`", "chữ, số và `-`"),
          at: node.position))
    }
  }

  private mutating func currency(_ mapping: Mapping) -> Currency? {
    guard let node = mapping["currency"], let code = text(mapping, "currency") else { return nil }
    if let currency = Currency(code: code) { return currency }
    let near = suggestion(for: code, among: Currency.codes)
    diagnostics.add(
      .unknownValue(
        code, of: "currency", known: near.map { [$0] } ?? ["VND", "USD", "EUR"], at: node.position))
    return nil
  }

  private mutating func language(_ mapping: Mapping) -> Language? {
    choice(mapping, "language", of: Language.allCases.map { ($0.rawValue, $0) })
  }
}
