internal import Ledger

extension Compiler {
  private static let parameterTypes: [ValueType] = [
    .text, .code, .money, .number, .integer, .rate, .date, .flag, .days,
  ]

  /// `parameters`: typed constants, with the values of `--set` in place of their defaults.
  mutating func declareParameters(
    _ entries: [YAMLEntry], overrides: [(name: String, value: String)]
  ) {
    for entry in entries {
      let override = overrides.last { $0.name == entry.name }?.value
      let value = parameter(entry, override: override)
      names.parameters.append(
        DeclaredParameter(name: entry.name, position: entry.key.position, value: value))
      guard let value else { continue }
      plan.parameters.append(Plan.Parameter(name: entry.name, type: value.type, value: value.value))
      if entry.name == "as_of" { readAsOf(value, entry) }
    }
    let known = entries.map(\.name)
    for override in overrides where !known.contains(override.name) {
      diagnostics.add(.setUnknown(override.name, known: known))
    }
  }

  private mutating func readAsOf(_ value: (type: ValueType, value: Value), _ entry: YAMLEntry) {
    guard value.type == .date, case .exact(let number) = value.value else {
      diagnostics.add(.wrongType(value.type, expected: "date", at: entry.key.position))
      return
    }
    plan.asOf = Day(number: Int32(truncatingIfNeeded: number.numerator))
  }

  private mutating func parameter(_ entry: YAMLEntry, override: String?) -> (
    type: ValueType, value: Value
  )? {
    let keys = KeySet(place: .parameter, known: ["type", "default"])
    guard let mapping = mapping(entry.value, keys) else { return nil }
    for key in keys.known where mapping[key] == nil {
      diagnostics.add(.missingKey(key, in: .parameter, entry.name, at: entry.key.position))
    }
    let type = choice(mapping, "type", of: Self.parameterTypes.map { ($0.rawValue, $0) })
    let written = text(mapping, "default")
    guard let type, let written, let node = mapping["default"] else { return nil }
    let value = constant(written, type)
    if value == nil {
      diagnostics.add(.parameterValue(written, type, at: node.position))
    }
    guard let override else { return value.map { (type, $0) } }
    guard let changed = constant(override, type) else {
      diagnostics.add(.setValue(override, of: entry.name, type))
      return nil
    }
    return (type, changed)
  }

  /// A value of a type from plain text; nil when the text is none. Money is in currency units.
  func constant(_ text: String, _ type: ValueType) -> Value? {
    if type.isText { return text.isEmpty ? .missing : .text(cleaned(text)) }
    guard let syntax = try? literal(text) else { return nil }
    let node = YAMLNode(
      content: .scalar(text, .plain), source: SourceText(path: "", text: text),
      place: .init(line: 0, column: 0))
    var checker = ExpressionChecker(
      text: ExpressionText(text: text, start: 0, node: node), scope: .constants, names: names)
    guard isLiteral(syntax), let expression = checker.check(syntax, expecting: .type(type)) else {
      return nil
    }
    switch expression.node {
    case .constant(let value): return value
    case .negate(let operand):
      guard case .constant(.exact(let ratio)) = operand.node else { return nil }
      return Ratio.zero.subtracting(ratio).asValue
    default: return nil
    }
  }

  private func literal(_ text: String) throws(SyntaxFault) -> Syntax {
    var parser = try ExpressionParser(text, hyphenated: [])
    return try parser.whole()
  }

  private func isLiteral(_ syntax: Syntax) -> Bool {
    switch syntax.kind {
    case .number, .percent, .days, .date, .truth: true
    case .negate(let operand): isLiteral(operand)
    default: false
    }
  }
}
