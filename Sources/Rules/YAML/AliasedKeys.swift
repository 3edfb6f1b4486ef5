internal import Ledger

/// Looks for keys that are aliases, lists or mappings in a text that has aliases.
///
/// Yams compares keys by all that stands in them, aliases in full, before anything can bound it: forty short
/// lines would keep it busy for years. The rule language has no such keys, so they are told before Yams
/// sees the text.
struct AliasedKeys {
  private var hasAlias = false
  private var key: SourceText.Place?
  /// The quote that is open.
  private var quote: Unicode.Scalar?
  /// Indentation of the line whose block of text goes on.
  private var blockIndentation: Int?
  /// Where the open lists and mappings in brackets begin.
  private var open: [SourceText.Place] = []

  /// The first such key; nil where there is none, or no alias.
  static func first(in source: SourceText) -> SourceText.Place? {
    var keys = AliasedKeys()
    for number in source.lines.indices { keys.read(source.lines[number], number) }
    return keys.hasAlias ? keys.key : nil
  }

  private mutating func read(_ line: [Unicode.Scalar], _ number: Int) {
    let indentation = line.prefix { $0 == " " }.count
    if let blockIndentation {
      if indentation == line.count || indentation > blockIndentation { return }
      self.blockIndentation = nil
    }
    var index = indentation
    // Whether a node may begin here.
    var begins = quote == nil
    while index < line.count {
      let sign = line[index]
      let place = SourceText.Place(line: number, column: index)
      defer { index += 1 }
      if let quote {
        if sign == "\\", quote == "\"" { index += 1 }
        if sign == quote { self.quote = nil }
        continue
      }
      switch sign {
      case " ", "\t": continue
      case "#" where index == 0 || line[index - 1] == " ": return
      case ":" where isEnd(line, index + 1):
        begins = true
        continue
      case "," where !open.isEmpty:
        begins = true
        continue
      case "]", "}":
        guard let start = open.popLast() else { break }
        if isKey(line, index + 1) { key = key ?? start }
      case "'" where begins, "\"" where begins: quote = sign
      case "[" where begins, "{" where begins:
        open.append(place)
        continue
      case "-" where begins && isEnd(line, index + 1): continue
      case "?" where begins && isEnd(line, index + 1):
        key = key ?? place
        continue
      case "&" where begins, "!" where begins:
        while index + 1 < line.count, line[index + 1] != " " { index += 1 }
        continue
      case "*" where begins:
        while index + 1 < line.count, isNameSign(line[index + 1]) { index += 1 }
        guard index > place.column else { break }
        hasAlias = true
        if isKey(line, index + 1) { key = key ?? place }
      case "|" where begins && open.isEmpty, ">" where begins && open.isEmpty:
        blockIndentation = indentation
        return
      default: break
      }
      begins = false
    }
  }

  private func isNameSign(_ sign: Unicode.Scalar) -> Bool {
    sign.properties.isAlphabetic || sign.properties.numericType != nil
      || "-_".unicodeScalars.contains(sign)
  }

  /// Whether a colon follows.
  private func isKey(_ line: [Unicode.Scalar], _ index: Int) -> Bool {
    guard let next = line[index...].firstIndex(where: { $0 != " " }) else { return false }
    return line[next] == ":" && isEnd(line, next + 1)
  }

  /// Whether a sign of YAML ends here.
  private func isEnd(_ line: [Unicode.Scalar], _ index: Int) -> Bool {
    index >= line.count || " \t,[]{}".unicodeScalars.contains(line[index])
  }
}
