internal import Ledger

/// What a check is about, and what its expressions see.
struct CheckSubject {
  var plan: CheckPlan.Subject
  /// For `when`, `difference`.
  var scope: Scope
  /// For `message` and `owner`, where a pair may be named by either side.
  var wordingScope: Scope

  /// For what is said of its findings elsewhere.
  var findingScope: Scope {
    if case .match(let match) = plan { .finding(match: match) } else { scope }
  }
}

extension Compiler {
  static let checkKeys = KeySet(
    place: .check,
    known: ["on", "when", "severity", "difference", "owner", "message", "expected"])

  /// `checks`: conditions that make findings.
  mutating func readChecks(_ entries: [YAMLEntry]) {
    for entry in entries {
      reportCheckClash(entry)
      names.checks.append(DeclaredCheck(name: entry.name, position: entry.key.position))
      guard let mapping = mapping(entry.value, Self.checkKeys, at: entry.key.position) else {
        continue
      }
      for key in ["on", "when"] where mapping[key] == nil {
        diagnostics.add(.missingKey(key, in: .check, entry.name, at: entry.key.position))
      }
      let severity = severity(mapping) ?? .error
      let expected = text(mapping, "expected")
      guard let subject = subject(mapping) else { continue }
      let condition = expression(mapping, "when", in: subject.scope, expecting: .condition)
      let difference = expression(mapping, "difference", in: subject.scope, expecting: .difference)
      let message = message(mapping, in: subject.wordingScope)
      let owner = owner(mapping, in: subject.wordingScope)
      guard let condition else { continue }
      names.checks[names.checks.count - 1].scope = subject.findingScope
      names.checks[names.checks.count - 1].differences =
        mapping["difference"] == nil ? [] : difference.map { [$0.type] }
      var check = CheckPlan(name: entry.name, subject: subject.plan, condition: condition)
      check.severity = severity
      check.difference = difference
      check.owner = owner
      check.message = message
      check.expected = expected
      plan.checks.append(check)
    }
  }

  /// Findings are told apart by the name in `check`, which matches and built-ins share with checks.
  private mutating func reportCheckClash(_ entry: YAMLEntry) {
    if names.match(named: entry.name) != nil {
      diagnostics.add(
        .nameClash(entry.name, with: ("a match", "một phép so"), at: entry.key.position))
    }
    reportBuiltInClash(entry)
  }

  /// Names that the program itself writes into `check`.
  mutating func reportBuiltInClash(_ entry: YAMLEntry) {
    if Notice.Name(rawValue: entry.name) != nil {
      diagnostics.add(
        .nameClash(
          entry.name, with: ("a built-in check", "một kiểm tra có sẵn"), at: entry.key.position))
    }
  }

  /// `on: positions by [unit]`, `on: treasury`, `on: vouchers`; nil, reported or broken elsewhere.
  private mutating func subject(_ mapping: Mapping) -> CheckSubject? {
    guard let node = mapping["on"], text(mapping, "on") != nil, let text = ExpressionText(node)
    else {
      return nil
    }
    do throws(SyntaxFault) {
      // `over-plan` is a name here, not a subtraction, whether it is declared or not.
      let labels = (names.matches.map(\.name) + names.balances.map(\.name)).filter {
        $0.contains("-")
      }
      var parser = try ExpressionParser(text.text, hyphenated: names.hyphenated + labels)
      let name = try parser.name()
      let level = parser.current.kind == .name("by") ? try parser.by() : nil
      try parser.expectEnd()
      return subject(name, by: level, text)
    } catch {
      diagnostics.add(.syntax(error, at: text.position(error.offset)))
      return nil
    }
  }

  private mutating func subject(
    _ name: Syntax.Name, by level: [Syntax.Name]?, _ text: ExpressionText
  ) -> CheckSubject? {
    let source = names.source(named: name.text)
    let match = names.match(named: name.text)
    let balance = names.balance(named: name.text)
    let kinds = [
      source.map { _ in Term.source }, match.map { _ in Term.match },
      balance.map { _ in Term.balance },
    ]
    .compactMap { $0 }
    guard kinds.count < 2 || (balance != nil && level != nil) else {
      diagnostics.add(.ambiguousName(name.text, kinds: kinds, at: text.position(name.offset)))
      return nil
    }
    if let balance { return subject(ofBalance: balance, by: level, text) }
    if let level, !kinds.isEmpty {
      diagnostics.add(
        .levelOfOther(kinds[0], at: text.position(level.first?.offset ?? name.offset)))
      return nil
    }
    if let source {
      let scope = Scope.row(source: source, whileReading: false)
      return CheckSubject(plan: .source(source), scope: scope, wordingScope: scope)
    }
    if let match {
      guard let left = names.matches[match].left, let right = names.matches[match].right else {
        return nil
      }
      return CheckSubject(
        plan: .match(match), scope: .pair(left: left, right: right, takesEitherSide: false),
        wordingScope: .pair(left: left, right: right, takesEitherSide: true))
    }
    let known = names.sources.map(\.name) + names.matches.map(\.name) + names.balances.map(\.name)
    diagnostics.add(.unknownSubject(name.text, known: known, at: text.position(name.offset)))
    return nil
  }

  /// A balance at a level; nil, reported.
  mutating func subject(
    ofBalance balance: Int, by level: [Syntax.Name]?, _ text: ExpressionText
  ) -> CheckSubject? {
    let declared = names.balances[balance]
    var indexes = Array(declared.dimensions.indices)
    if let level {
      indexes = []
      for name in level {
        guard let index = declared.dimension(named: name.text) else {
          if !declared.isBroken {
            diagnostics.add(
              .unknownName(
                .dimension, name.text, known: declared.dimensions.map(\.name),
                at: text.position(name.offset)))
          }
          return nil
        }
        if indexes.contains(index) {
          diagnostics.add(.repeatedDimension(name.text, at: text.position(name.offset)))
          return nil
        }
        indexes.append(index)
      }
      indexes.sort()
    }
    let scope = Scope.level(balance: balance, dimensions: indexes)
    return CheckSubject(plan: .balance(balance, level: indexes), scope: scope, wordingScope: scope)
  }
}
