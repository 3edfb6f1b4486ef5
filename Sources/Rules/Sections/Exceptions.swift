internal import Ledger

/// What an exception is about, what its condition sees, and the types of difference that its `limit`
/// may have; nil where those cannot be known.
private struct ExceptionSubject {
  var plan: ExceptionPlan.Subject
  var scope: Scope
  var differences: [ValueType]?
}

extension Compiler {
  static let exceptionKeys = KeySet(
    place: .exception, known: ["check", "where", "because", "by", "until", "limit"])

  /// `exceptions`: findings that are accepted for now.
  mutating func readExceptions(_ nodes: [YAMLNode]) {
    for node in nodes {
      guard let mapping = mapping(node, Self.exceptionKeys) else { continue }
      for key in Self.exceptionKeys.known where key != "limit" && mapping[key] == nil {
        diagnostics.add(.missingKey(key, in: .exception, at: node.position))
      }
      let because = text(mapping, "because")
      let by = text(mapping, "by")
      let until = until(mapping)
      guard let check = text(mapping, "check") else { continue }
      let sourceCount = names.sources.count
      defer { names.sources.removeLast(names.sources.count - sourceCount) }
      guard let subject = subject(of: check, mapping) else { continue }
      let limit = limit(mapping, subject.differences)
      let condition = expression(mapping, "where", in: subject.scope, expecting: .condition)
      guard let condition, let because, let by, let until else { continue }
      plan.exceptions.append(
        ExceptionPlan(
          check: check, subject: subject.plan, condition: condition,
          conditionText: mapping["where"]?.scalar ?? "", because: because, by: by, until: until,
          limit: limit))
    }
  }

  private mutating func subject(of check: String, _ mapping: Mapping) -> ExceptionSubject? {
    let position = mapping["check"]?.position ?? mapping.position
    guard let name = findingName(check, at: position) else { return nil }
    let differences = differenceTypes(of: name)
    switch name {
    case .check(let index):
      return names.checks[index].scope.map {
        ExceptionSubject(plan: .check(index), scope: $0, differences: differences)
      }
    case .match(let index):
      return ExceptionSubject(
        plan: .match(index), scope: .finding(match: index), differences: differences)
    case .builtIn(.exceptionExpired), .builtIn(.exceptionUnused):
      diagnostics.add(.exceptionOfException(check, at: position))
      return nil
    case .builtIn(let builtIn):
      return ExceptionSubject(
        plan: .builtIn(builtIn, parts: keyNames(of: builtIn)),
        scope: scope(of: builtIn, at: mapping.position), differences: differences)
    }
  }

  /// The parts of a built-in's key are read like the columns of a source, which is known for as long
  /// as the exception is.
  private mutating func scope(of builtIn: Notice.Name, at position: Position) -> Scope {
    var source = DeclaredSource(name: builtIn.rawValue, position: position)
    source.columns = keyNames(of: builtIn).map {
      DeclaredColumn(name: $0, position: position, type: .text)
    }
    names.sources.append(source)
    return .row(source: names.sources.count - 1, whileReading: false)
  }

  /// The last day on which the exception holds.
  private mutating func until(_ mapping: Mapping) -> Day? {
    guard let node = mapping["until"], let text = text(mapping, "until") else { return nil }
    useAsOf(for: "until", at: mapping.keyPosition("until") ?? node.position)
    if case .exact(let number)? = constant(text, .date) {
      return Day(number: Int32(truncatingIfNeeded: number.numerator))
    }
    diagnostics.add(
      .unusableValue(
        text, of: "until", expected: ("a date such as `2024-12-31`", "ngày như `2024-12-31`"),
        at: node.position))
    return nil
  }

  /// The first of the types that the value is of.
  private mutating func limit(
    _ mapping: Mapping, _ types: [ValueType]?
  ) -> ExceptionPlan.Limit? {
    guard let node = mapping["limit"], let text = text(mapping, "limit"), let types else {
      return nil
    }
    guard !types.isEmpty else {
      diagnostics.add(
        .withoutColumn("difference", at: mapping.keyPosition("limit") ?? node.position))
      return nil
    }
    for type in types {
      if case .exact(let value)? = constant(text, type), value >= .zero {
        return ExceptionPlan.Limit(value: value, type: type)
      }
    }
    let kinds = types.map(\.rawValue).joined(separator: ", ")
    diagnostics.add(
      .unusableValue(
        text, of: "limit", expected: ("\(kinds) from 0 on", "\(kinds) từ 0 trở lên"),
        at: node.position))
    return nil
  }
}
