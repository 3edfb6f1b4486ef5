internal import Ledger

/// The two sources of a match while its conditions are read.
struct MatchSides {
  var left: Int
  var right: Int
}

extension Compiler {
  static let matchKeys = KeySet(
    place: .match,
    known: [
      "title", "left", "right", "passes", "compare", "pending", "severity", "owner",
      "at_most", "repeats", "by", "tolerance_limit",
    ])

  /// `matches`: how two sources are paired.
  mutating func readMatches(_ entries: [YAMLEntry]) {
    for entry in entries {
      names.matches.append(DeclaredMatch(name: entry.name, position: entry.key.position))
      let index = names.matches.count - 1
      reportBuiltInClash(entry)
      guard let mapping = mapping(entry.value, Self.matchKeys, at: entry.key.position) else {
        continue
      }
      for key in ["left", "right", "passes"] where mapping[key] == nil {
        diagnostics.add(.missingKey(key, in: .match, entry.name, at: entry.key.position))
      }
      let left = side(mapping, "left")
      let right = side(mapping, "right")
      names.matches[index].left = left?.source
      names.matches[index].right = right?.source
      let plan = match(entry, mapping, left, right)
      if let plan {
        self.plan.matches.append(plan)
        names.matches[index].key = plan.key
        names.matches[index].differences = plan.differenceTypes
      }
    }
  }

  /// `treasury` or `treasury where amount > 0`.
  private mutating func side(_ mapping: Mapping, _ key: String) -> MatchPlan.Side? {
    guard let node = mapping[key], text(mapping, key) != nil, let text = ExpressionText(node) else {
      return nil
    }
    do throws(SyntaxFault) {
      var parser = try ExpressionParser(text.text, hyphenated: names.hyphenated)
      let name = try parser.name()
      let filter = parser.take(word: "where") ? try parser.expression() : nil
      try parser.expectEnd()
      guard let source = names.source(named: name.text) else {
        diagnostics.add(
          .unknownName(
            .source, name.text, known: names.sources.map(\.name),
            at: text.position(name.offset)))
        return nil
      }
      guard let filter else { return MatchPlan.Side(source: source) }
      let condition = expression(
        filter, of: text, in: .row(source: source, whileReading: false), expecting: .condition)
      return MatchPlan.Side(source: source, filter: condition)
    } catch {
      diagnostics.add(.syntax(error, at: text.position(error.offset)))
      return nil
    }
  }

  private mutating func match(
    _ entry: YAMLEntry, _ mapping: Mapping, _ left: MatchPlan.Side?, _ right: MatchPlan.Side?
  ) -> MatchPlan? {
    let title = text(mapping, "title") ?? entry.name
    let severity = severity(mapping) ?? .error
    guard let left, let right else { return nil }
    let sides = MatchSides(left: left.source, right: right.source)
    let written = passes(mapping, sides)
    let passes = written.map(\.pass)
    var comparisons = comparisons(mapping, sides, passes)
    addTotals(written, to: &comparisons)
    var match = MatchPlan(
      name: entry.name, title: title, left: left, right: right, passes: passes,
      comparisons: comparisons, key: key(of: passes, sides), bridges: [])
    match.bridges = bridges(passes, comparisons, sides)
    match.by = bridgeDimensions(mapping, sides)
    match.toleranceLimit = toleranceLimit(mapping)
    reportKeysWithoutBridge(mapping, match)
    match.repeats = repeats(mapping, written) ?? .refuse
    match.severity = severity
    match.pending = pending(mapping, sides)
    match.owner = owner(
      mapping, in: .pair(left: left.source, right: right.source, takesEitherSide: true))
    return match
  }

  /// The equality columns of the first pass that are not money, number or date; if it has none,
  /// those of all passes.
  private func key(of passes: [MatchPlan.Pass], _ sides: MatchSides) -> [MatchPlan.SharedColumn] {
    func columns(_ passes: some Sequence<MatchPlan.Pass>, _ test: MatchPlan.Test) -> [MatchPlan
      .SharedColumn]
    {
      var result: [MatchPlan.SharedColumn] = []
      for condition in passes.flatMap(\.conditions) where condition.test == test {
        let column = names.sources[sides.left].columns[condition.left]
        if let type = column.type, [.money, .number, .date].contains(type) { continue }
        let key = MatchPlan.SharedColumn(
          name: column.name, left: condition.left, right: condition.right)
        if !result.contains(key) { result.append(key) }
      }
      return result
    }
    let first = columns(passes.prefix(1), .equal)
    if !first.isEmpty { return first }
    let all = columns(passes, .equal)
    return all.isEmpty ? columns(passes, .folded(plan.abbreviations)) : all
  }

  /// Compared money; when none is compared, the money that passes name.
  private func bridges(
    _ passes: [MatchPlan.Pass], _ comparisons: [MatchPlan.Comparison], _ sides: MatchSides
  ) -> [MatchPlan.SharedColumn] {
    let compared = comparisons.filter { $0.type == .money }
    if !compared.isEmpty {
      return compared.map { MatchPlan.SharedColumn(name: $0.field, left: $0.left, right: $0.right) }
    }
    var result: [MatchPlan.SharedColumn] = []
    for (left, right) in passes.flatMap(\.columns) {
      let column = names.sources[sides.left].columns[left]
      let bridge = MatchPlan.SharedColumn(name: column.name, left: left, right: right)
      if column.type == .money, !result.contains(bridge) { result.append(bridge) }
    }
    return result
  }
}

extension MatchPlan {
  /// Types of the differences that findings may have: money first.
  fileprivate var differenceTypes: [ValueType] {
    let compared = comparisons.map(\.type).filter(\.isExact).map(\.ofDifference)
    let types = Set(compared + (bridges.isEmpty ? [] : [.money]))
    return [.money, .days, .rate, .integer, .number].filter(types.contains)
  }
}
