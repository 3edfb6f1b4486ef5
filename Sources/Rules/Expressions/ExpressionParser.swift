internal import Ledger

/// Reads the expression language by precedence climbing (Pratt).
///
///     expression  = or
///     or          = and { "or" and }
///     and         = not { "and" not }
///     not         = "not" not | test
///     test        = sum [ ("=" | "<>" | "<" | "<=" | ">" | ">=") sum
///                       | ["not"] "between" sum "and" sum
///                       | ["not"] "in" "(" expression { "," expression } ")"
///                       | "is" ["not"] "missing" ]
///     sum         = product { ("+" | "-") product }
///     product     = sign { ("*" | "/") sign }
///     sign        = "-" sign | operand
///     operand     = number [ "day" | "days" ] | percent | date | text | "true" | "false"
///                 | name { "." name } | call | total | "(" expression ")"
///     call        = name "(" [ expression { "," expression } [ "where" expression ] ] ")"
///     total       = "total" "(" name [ "," by ] ")"
///     by          = "by" "[" [ name { "," name } ] "]"
struct ExpressionParser {
  private let tokens: [Token]
  private var index = 0
  private var depth = 0
  /// Deeper nesting than any person writes would exhaust the stack.
  private static let depthMax = 200
  private static let tokenCountMax = 1000

  init(_ text: String, hyphenated: [String]) throws(SyntaxFault) {
    var lexer = Lexer(text, hyphenated: hyphenated)
    tokens = try lexer.tokens()
    if tokens.count > Self.tokenCountMax {
      throw SyntaxFault(
        offset: tokens[Self.tokenCountMax].offset,
        message: (
          "the expression has more than \(Self.tokenCountMax) words and signs",
          "biểu thức có hơn \(Self.tokenCountMax) từ và dấu"
        ))
    }
  }

  var current: Token { tokens[index] }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  /// A whole text that must be one expression.
  mutating func whole() throws(SyntaxFault) -> Syntax {
    let syntax = try expression()
    try expectEnd()
    return syntax
  }

  mutating func expression() throws(SyntaxFault) -> Syntax { try expression(above: 0) }

  private mutating func expression(above power: Int) throws(SyntaxFault) -> Syntax {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthMax else {
      throw SyntaxFault(
        offset: current.offset,
        message: ("the expression is nested too deeply", "biểu thức lồng nhau quá sâu"))
    }
    var left = try prefix()
    while let (sign, itsPower) = operatorAhead(), itsPower > power {
      if itsPower == Power.test {
        left = try test(left, sign)
        if let (next, nextPower) = operatorAhead(), nextPower == Power.test, power < Power.test {
          throw chained(next)
        }
      } else {
        advance()
        let right = try expression(above: itsPower)
        left = Syntax(kind: .binary(sign, left, right), offset: left.offset)
      }
    }
    return left
  }

  private enum Power {
    static let or = 1
    static let and = 2
    static let not = 3
    static let test = 4
    static let sum = 5
    static let product = 6
    static let sign = 7
  }

  /// The operator at the current token and how strongly it binds.
  private func operatorAhead() -> (sign: String, power: Int)? {
    switch current.kind {
    case .sign(let sign):
      switch sign {
      case "=", "<>", "<", "<=", ">", ">=": (sign, Power.test)
      case "+", "-": (sign, Power.sum)
      case "*", "/": (sign, Power.product)
      default: nil
      }
    case .name(let word):
      switch word {
      case "or": (word, Power.or)
      case "and": (word, Power.and)
      case "between", "in", "is", "not": (word, Power.test)
      default: nil
      }
    default: nil
    }
  }

  private func chained(_ sign: String) -> SyntaxFault {
    SyntaxFault(
      offset: current.offset,
      message: (
        "comparisons cannot be chained with `\(sign)`", "không nối tiếp phép so sánh bằng `\(sign)`"
      ),
      help: ("write `a < b and b < c`", "viết `a < b and b < c`"))
  }

  private mutating func prefix() throws(SyntaxFault) -> Syntax {
    let start = current.offset
    if take(word: "not") {
      return Syntax(kind: .not(try expression(above: Power.not - 1)), offset: start)
    }
    if take(sign: "-") {
      return Syntax(kind: .negate(try expression(above: Power.sign)), offset: start)
    }
    return try operand()
  }

  /// What follows the left side of a comparison.
  private mutating func test(_ left: Syntax, _ sign: String) throws(SyntaxFault) -> Syntax {
    let start = left.offset
    if take(word: "is") {
      let isNegated = take(word: "not")
      try expect(word: "missing")
      let missing = Syntax(kind: .isMissing(left), offset: start)
      return isNegated ? Syntax(kind: .not(missing), offset: start) : missing
    }
    let isNegated = take(word: "not")
    let result: Syntax
    if take(word: "between") {
      let low = try expression(above: Power.test)
      try expect(word: "and")
      let high = try expression(above: Power.test)
      result = Syntax(kind: .between(left, low, high), offset: start)
    } else if take(word: "in") {
      try expect(sign: "(")
      var items = [try expression()]
      while take(sign: ",") { items.append(try expression()) }
      try expect(sign: ")")
      result = Syntax(kind: .membership(left, items), offset: start)
    } else if isNegated {
      throw expected("`in` or `between`", "`in` hoặc `between`")
    } else {
      advance()
      let right = try expression(above: Power.test)
      return Syntax(kind: .binary(sign, left, right), offset: start)
    }
    return isNegated ? Syntax(kind: .not(result), offset: start) : result
  }

  private mutating func operand() throws(SyntaxFault) -> Syntax {
    let token = current
    func syntax(_ kind: Syntax.Kind) -> Syntax { Syntax(kind: kind, offset: token.offset) }
    switch token.kind {
    case .number(let digits):
      guard let value = ratio(ofDecimal: digits) else {
        throw SyntaxFault(
          offset: token.offset, message: ("the number is too long", "số quá dài"))
      }
      advance()
      return syntax(take(word: "days") || take(word: "day") ? .days(value) : .number(value))
    case .percent(let value):
      advance()
      return syntax(.percent(value))
    case .date(let day):
      advance()
      return syntax(.date(day))
    case .text(let text):
      advance()
      return syntax(.text(text))
    case .sign("("):
      advance()
      let inner = try expression()
      try expect(sign: ")")
      return Syntax(kind: inner.kind, offset: token.offset)
    case .name(let word) where word == "true" || word == "false":
      advance()
      return syntax(.truth(word == "true"))
    case .name(let word) where !reservedWords.contains(word):
      return try named()
    default:
      throw expected("a value", "một giá trị")
    }
  }

  /// A path or a call.
  private mutating func named() throws(SyntaxFault) -> Syntax {
    let first = try name()
    if case .sign("(") = current.kind { return try call(first) }
    var names = [first]
    while take(sign: ".") { names.append(try name()) }
    return Syntax(kind: .path(names), offset: first.offset)
  }

  private mutating func call(_ function: Syntax.Name) throws(SyntaxFault) -> Syntax {
    try expect(sign: "(")
    if function.text == "total" {
      let measure = try name()
      let level = take(sign: ",") ? try by() : nil
      try expect(sign: ")")
      return Syntax(kind: .total(measure, by: level), offset: function.offset)
    }
    var arguments: [Syntax] = []
    var condition: Syntax?
    if current.kind != .sign(")") {
      repeat { arguments.append(try expression()) } while take(sign: ",")
      if take(word: "where") { condition = try expression() }
    }
    try expect(sign: ")")
    return Syntax(
      kind: .call(function, arguments, condition: condition), offset: function.offset)
  }

  /// `by [unit, capital]`
  mutating func by() throws(SyntaxFault) -> [Syntax.Name] {
    try expect(word: "by")
    try expect(sign: "[")
    var names: [Syntax.Name] = []
    if current.kind != .sign("]") {
      repeat { names.append(try name()) } while take(sign: ",")
    }
    try expect(sign: "]")
    return names
  }
}

extension ExpressionParser {
  mutating func name() throws(SyntaxFault) -> Syntax.Name {
    guard case .name(let text) = current.kind else { throw expected("a name", "một tên") }
    let name = Syntax.Name(text: text, offset: current.offset)
    advance()
    return name
  }

  mutating func take(word: String) -> Bool {
    guard current.kind == .name(word) else { return false }
    advance()
    return true
  }

  mutating func take(sign: String) -> Bool {
    guard current.kind == .sign(sign) else { return false }
    advance()
    return true
  }

  mutating func expect(word: String) throws(SyntaxFault) {
    guard take(word: word) else { throw expected("`\(word)`", "`\(word)`") }
  }

  mutating func expect(sign: String) throws(SyntaxFault) {
    guard take(sign: sign) else { throw expected("`\(sign)`", "`\(sign)`") }
  }

  func expectEnd() throws(SyntaxFault) {
    guard current.kind != .end else { return }
    throw SyntaxFault(
      offset: current.offset,
      message: (
        "the expression is complete before `\(current.written)`",
        "biểu thức đã đủ trước `\(current.written)`"
      ))
  }

  func expected(_ english: String, _ vietnamese: String) -> SyntaxFault {
    let isEnd = current.kind == .end
    let english =
      isEnd
      ? "\(english) is missing at the end" : "\(english) is due here, not `\(current.written)`"
    let vietnamese =
      isEnd
      ? "thiếu \(vietnamese) ở cuối"
      : "ở đây phải là \(vietnamese), không phải `\(current.written)`"
    return SyntaxFault(offset: current.offset, message: (english, vietnamese))
  }
}
