internal import Ledger

/// Cuts an expression into tokens.
struct Lexer {
  private let characters: [Character]
  private var index = 0
  /// Declared names with a hyphen, longest first: `a-b` is one name where such a name exists.
  private let hyphenated: [[Character]]

  init(_ text: String, hyphenated: [String] = []) {
    characters = Array(text)
    self.hyphenated = hyphenated.map(Array.init).sorted { $0.count > $1.count }
  }

  /// All tokens, with `.end` as the last.
  mutating func tokens() throws(SyntaxFault) -> [Token] {
    var tokens: [Token] = []
    while true {
      while index < characters.count, characters[index].isWhitespace { index += 1 }
      let start = index
      guard index < characters.count else {
        tokens.append(Token(kind: .end, offset: start, written: ""))
        return tokens
      }
      let kind = try next()
      tokens.append(
        Token(kind: kind, offset: start, written: String(characters[start..<index])))
    }
  }

  private mutating func next() throws(SyntaxFault) -> Token.Kind {
    let first = characters[index]
    if Lexer.isDigit(first) { return try number() }
    if first.isLetter || first == "_" { return name() }
    if first == "'" { return try text() }
    for sign in [
      "<>", "<=", ">=", "..", "=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", ".",
    ]
    where characters[index...].starts(with: sign) {
      index += sign.count
      if ["==", "<=>"].contains(sign + rest(1)) { throw refusal(of: "==", at: index - 1) }
      return .sign(sign)
    }
    throw refusal(
      of: String(first) + (index + 1 < characters.count ? String(characters[index + 1]) : ""),
      at: index)
  }

  private func rest(_ count: Int) -> String { String(characters[index...].prefix(count)) }

  /// Signs of other languages, with what is written here.
  private func refusal(of written: String, at offset: Int) -> SyntaxFault {
    let replacements = [
      ("==", "="), ("!=", "<>"), ("≠", "<>"), ("≤", "<="), ("≥", ">="), ("&&", "and"), ("||", "or"),
      ("×", "*"), ("÷", "/"), ("−", "-"), ("–", "-"),
    ]
    if let (sign, replacement) = replacements.first(where: { written.hasPrefix($0.0) }) {
      return SyntaxFault(
        offset: offset,
        message: (
          "`\(sign)` is not a sign of expressions", "`\(sign)` không phải dấu của biểu thức"
        ),
        help: ("write `\(replacement)`", "viết `\(replacement)`"))
    }
    let sign = String(written.prefix(1))
    let isQuote = ["\"", "‘", "’", "“", "”", "`"].contains(sign)
    return SyntaxFault(
      offset: offset,
      message: (
        "`\(sign)` does not belong in an expression", "`\(sign)` không dùng được trong biểu thức"
      ),
      help: isQuote
        ? ("text is written 'in single quotes'", "văn bản viết 'trong dấu nháy đơn'") : nil)
  }

  static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private mutating func digits() -> String {
    var digits = ""
    while index < characters.count {
      let character = characters[index]
      let isGroup =
        character == "_" && !digits.isEmpty && index + 1 < characters.count
        && Lexer.isDigit(characters[index + 1])
      guard Lexer.isDigit(character) || isGroup else { break }
      if !isGroup { digits.append(character) }
      index += 1
    }
    return digits
  }

  private mutating func number() throws(SyntaxFault) -> Token.Kind {
    let start = index
    if let date = try date() { return date }
    var written = digits()
    if index + 1 < characters.count, characters[index] == ".", Lexer.isDigit(characters[index + 1])
    {
      index += 1
      written += "." + digits()
    }
    let isNumber = written.count(where: Lexer.isDigit) <= 30
    let continues =
      index < characters.count
      && (characters[index].isLetter || characters[index] == "_"
        || (characters[index] == "." && rest(2) != ".." && index + 1 < characters.count
          && Lexer.isDigit(characters[index + 1])))
    guard isNumber, !continues else {
      throw SyntaxFault(
        offset: isNumber ? index : start,
        message: isNumber
          ? ("a number ends before this character", "số phải kết thúc trước ký tự này")
          : ("the number has more than 30 digits", "số có hơn 30 chữ số"),
        help: isNumber
          ? ("numbers are written 1_000_000, 12.5 or 95%", "số viết 1_000_000, 12.5 hoặc 95%")
          : nil)
    }
    guard index < characters.count, characters[index] == "%" else { return .number(written) }
    index += 1
    guard let ratio = ratio(ofDecimal: written)?.multiplied(by: Ratio(1, over: 100)) else {
      return .number(written)
    }
    return .percent(ratio)
  }

  /// `2024-10-28`, a date only in exactly this form.
  private mutating func date() throws(SyntaxFault) -> Token.Kind? {
    let window = characters[index...].prefix(10)
    let shape = window.map { Lexer.isDigit($0) ? "0" : $0 }
    guard String(shape) == "0000-00-00" else { return nil }
    if index + 10 < characters.count, Lexer.isDigit(characters[index + 10]) { return nil }
    guard let day = Day(iso: String(window)) else {
      throw SyntaxFault(
        offset: index,
        message: (
          "the calendar has no day \(String(window))", "không có ngày \(String(window)) trong lịch"
        ))
    }
    index += 10
    return .date(day)
  }

  private mutating func name() -> Token.Kind {
    for name in hyphenated where characters[index...].starts(with: name) {
      let end = index + name.count
      if end == characters.count || !Lexer.isNamePart(characters[end]) {
        index = end
        return .name(String(name))
      }
    }
    let start = index
    while index < characters.count, Lexer.isNamePart(characters[index]) { index += 1 }
    return .name(String(characters[start..<index]))
  }

  private static func isNamePart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// `'text'`; a quote inside is written twice.
  private mutating func text() throws(SyntaxFault) -> Token.Kind {
    let start = index
    var text = ""
    index += 1
    while index < characters.count {
      if characters[index] == "'" {
        guard index + 1 < characters.count, characters[index + 1] == "'" else {
          index += 1
          return .text(text)
        }
        index += 1
      }
      text.append(characters[index])
      index += 1
    }
    throw SyntaxFault(
      offset: start,
      message: ("this text has no closing quote", "văn bản này thiếu dấu nháy đóng"))
  }
}

/// The exact value of digits with an optional `.` part; nil when they do not fit.
func ratio(ofDecimal digits: String) -> Ratio? {
  let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
  let decimals = parts.count > 1 ? parts[1].count : 0
  guard decimals <= 18, let value = Int128(parts.joined()) else { return nil }
  return decimals == 0 ? Ratio(value) : Ratio(value, over: powerOfTen(decimals))
}
