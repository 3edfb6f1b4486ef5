internal import Ledger

/// A tolerance as written:
///
///     tolerance = "within" bounds [ "%" | ["working"] ( "day" | "days" ) ]
///     bounds    = number | ["-"] number ".." ["-"] number
struct WrittenTolerance {
  enum Unit { case none, percent, days, workingDays }
  var lower: Ratio
  var upper: Ratio
  var isRange: Bool
  var unit: Unit
  var offset: Int
}

extension ExpressionParser {
  /// What follows the column of a condition or stands alone in `compare`.
  mutating func tolerance() throws(SyntaxFault) -> WrittenTolerance {
    try expect(word: "within")
    let offset = current.offset
    let (first, isPercent) = try bound()
    var result = WrittenTolerance(
      lower: first, upper: first, isRange: false, unit: isPercent ? .percent : .none, offset: offset
    )
    if take(sign: "..") {
      result.isRange = true
      let second = try bound()
      result.upper = second.value
      if isPercent || second.isPercent { result.unit = .percent }
    }
    if take(word: "working") {
      if !take(word: "day") { try expect(word: "days") }
      result.unit = .workingDays
    } else if take(word: "days") || take(word: "day") {
      result.unit = .days
    }
    return result
  }

  private mutating func bound() throws(SyntaxFault) -> (value: Ratio, isPercent: Bool) {
    let isNegative = take(sign: "-")
    let sign = Ratio(isNegative ? -1 : 1)
    switch current.kind {
    case .number(let digits):
      guard let value = ratio(ofDecimal: digits)?.multiplied(by: sign) else { break }
      advance()
      return (value, false)
    case .percent(let share):
      guard let value = share.multiplied(by: sign) else { break }
      advance()
      return (value, true)
    default: break
    }
    throw expected("a number", "một số")
  }
}

extension Compiler {
  /// A condition of `on`:
  ///
  ///     condition = column [ tolerance ] | "folded" "(" column ")"
  ///               | "left" "." column "=" "right" "." column
  mutating func condition(_ node: YAMLNode, _ sides: MatchSides) -> MatchPlan.Condition? {
    guard let text = ExpressionText(node) else { return nil }
    do throws(SyntaxFault) {
      var parser = try ExpressionParser(text.text, hyphenated: names.hyphenated)
      let first = try parser.name()
      if first.text == "folded", parser.take(sign: "(") {
        let name = try parser.name()
        try parser.expect(sign: ")")
        try parser.expectEnd()
        return condition(
          common(name, sides, text), .folded(plan.abbreviations), at: name, text, sides)
      }
      if parser.take(sign: ".") {
        let pair = try sidedPair(first, &parser, sides, text)
        return condition(pair, .equal, at: first, text, sides)
      }
      guard parser.current.kind == .name("within") else {
        try parser.expectEnd()
        return condition(common(first, sides, text), .equal, at: first, text, sides)
      }
      let tolerance = try parser.tolerance()
      try parser.expectEnd()
      guard let pair = common(first, sides, text),
        let type = columnType(pair, sides, at: first, text),
        let test = test(tolerance, type, text)
      else { return nil }
      return MatchPlan.Condition(left: pair.left, right: pair.right, test: test)
    } catch {
      diagnostics.add(.syntax(error, at: text.position(error.offset)))
      return nil
    }
  }

  /// Column indexes of both sides.
  typealias ColumnPair = (left: Int, right: Int)

  private mutating func condition(
    _ pair: ColumnPair?, _ test: MatchPlan.Test, at name: Syntax.Name, _ text: ExpressionText,
    _ sides: MatchSides
  ) -> MatchPlan.Condition? {
    guard let pair, let type = columnType(pair, sides, at: name, text) else { return nil }
    if case .folded = test, !type.isText {
      diagnostics.add(.wrongType(type, expected: "text", at: text.position(name.offset)))
      return nil
    }
    return MatchPlan.Condition(left: pair.left, right: pair.right, test: test)
  }

  /// `left.a = right.b`, in whichever order, after the first word and its dot.
  private mutating func sidedPair(
    _ first: Syntax.Name, _ parser: inout ExpressionParser, _ sides: MatchSides,
    _ text: ExpressionText
  ) throws(SyntaxFault) -> ColumnPair? {
    guard first.text == "left" || first.text == "right" else {
      throw SyntaxFault(
        offset: first.offset,
        message: ("`left` or `right` is due here", "ở đây phải là `left` hoặc `right`"))
    }
    let firstColumn = try parser.name()
    try parser.expect(sign: "=")
    let other = first.text == "left" ? "right" : "left"
    try parser.expect(word: other)
    try parser.expect(sign: ".")
    let otherColumn = try parser.name()
    try parser.expectEnd()
    let (a, b) = first.text == "left" ? (firstColumn, otherColumn) : (otherColumn, firstColumn)
    let left = column(a, of: sides.left, text)
    let right = column(b, of: sides.right, text)
    guard let left, let right else { return nil }
    return (left, right)
  }

  /// A column that both sides have.
  mutating func common(_ name: Syntax.Name, _ sides: MatchSides, _ text: ExpressionText)
    -> ColumnPair?
  {
    let left = column(name, of: sides.left, text)
    let right = sides.left == sides.right ? left : column(name, of: sides.right, text)
    guard let left, let right else { return nil }
    return (left, right)
  }

  private mutating func column(_ name: Syntax.Name, of source: Int, _ text: ExpressionText) -> Int?
  {
    let declared = names.sources[source]
    let index = declared.column(named: name.text)
    if index == nil, !declared.isBroken {
      diagnostics.add(
        .unknownColumn(
          name.text, of: declared.name, known: declared.columns.map(\.name),
          at: text.position(name.offset)))
    }
    return index
  }

  /// The type that both columns have; nil, reported, when they differ.
  mutating func columnType(
    _ pair: ColumnPair, _ sides: MatchSides, at name: Syntax.Name, _ text: ExpressionText
  ) -> ValueType? {
    guard let left = names.sources[sides.left].columns[pair.left].type,
      let right = names.sources[sides.right].columns[pair.right].type
    else { return nil }
    if left == right || left.isText && right.isText { return left }
    diagnostics.add(.columnTypes(name.text, left, right, at: text.position(name.offset)))
    return nil
  }

  /// A tolerance in the unit in which a column of the type is stored.
  mutating func test(
    _ tolerance: WrittenTolerance, _ type: ValueType, _ text: ExpressionText
  ) -> MatchPlan.Test? {
    let position = text.position(tolerance.offset)
    let fits =
      switch tolerance.unit {
      case .days, .workingDays: type == .date
      case .percent: type.isExact && type != .date && !tolerance.isRange
      case .none: type.isExact && type != .date
      }
    guard fits else {
      diagnostics.add(.toleranceType(tolerance, type, at: position))
      return nil
    }
    let lower =
      tolerance.isRange ? tolerance.lower : Ratio.zero.subtracting(tolerance.upper) ?? .zero
    guard lower <= tolerance.upper else {
      diagnostics.add(.emptyTolerance(isRange: tolerance.isRange, at: position))
      return nil
    }
    if tolerance.unit == .percent { return .withinShare(tolerance.upper) }
    let decimals = type == .money ? plan.currency.decimals : type.storedDecimals
    let scale = Ratio(powerOfTen(decimals))
    guard let low = lower.multiplied(by: scale), let high = tolerance.upper.multiplied(by: scale),
      low.isWhole, high.isWhole, let lowUnits = Int64(exactly: low.reduced.numerator),
      let highUnits = Int64(exactly: high.reduced.numerator)
    else {
      diagnostics.add(.toleranceTooFine(type, decimals: decimals, at: position))
      return nil
    }
    guard tolerance.unit == .workingDays else {
      return .within(lower: lowUnits, upper: highUnits)
    }
    useCalendar(at: position)
    return .withinWorkingDays(lower: lowUnits, upper: highUnits)
  }
}
