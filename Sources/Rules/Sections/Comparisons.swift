internal import Ledger

extension Compiler {
  /// `compare`: a column that both sides have, and how it is held against its partner.
  mutating func comparisons(
    _ mapping: Mapping, _ sides: MatchSides, _ passes: [MatchPlan.Pass]
  ) -> [MatchPlan.Comparison] {
    guard let node = mapping["compare"], let entries = entries(of: node) else { return [] }
    var result: [MatchPlan.Comparison] = []
    for entry in entries {
      let keyText = ExpressionText(text: entry.name, start: 0, node: entry.key)
      let name = Syntax.Name(text: entry.name, offset: 0)
      let pair = common(name, sides, keyText)
      let type = pair.flatMap { columnType($0, sides, at: name, keyText) }
      guard let test = comparisonTest(entry.value, of: entry.name, type), let pair, let type else {
        continue
      }
      let settledBy = passes.indices.filter {
        passes[$0].test(left: pair.left, right: pair.right) != nil
      }
      let comparison = MatchPlan.Comparison(
        field: entry.name, left: pair.left, right: pair.right, type: type, test: test,
        settledBy: settledBy, addsUp: type == .money)
      if isPointless(comparison, passes) {
        diagnostics.add(.pointlessCompare(entry.name, at: entry.key.position))
      }
      result.append(comparison)
    }
    return result
  }

  /// `equal`, `folded` or `within …`; types are checked only where the column's type is known.
  private mutating func comparisonTest(
    _ node: YAMLNode, of key: String, _ type: ValueType?
  ) -> MatchPlan.Test? {
    guard let value = text(node, of: key), let text = ExpressionText(node) else { return nil }
    switch value {
    case "equal": return .equal
    case "folded":
      if let type, !type.isText {
        diagnostics.add(.wrongType(type, expected: "text", at: node.position))
        return nil
      }
      return .folded(plan.abbreviations)
    default: break
    }
    guard value == "within" || value.hasPrefix("within ") else {
      diagnostics.add(
        .unknownValue(
          value, of: key,
          known: ["equal", "folded", "within 1_000", "within 5%", "within 3 days"],
          at: node.position))
      return nil
    }
    do throws(SyntaxFault) {
      var parser = try ExpressionParser(value, hyphenated: [])
      let tolerance = try parser.tolerance()
      try parser.expectEnd()
      return type.flatMap { test(tolerance, $0, text) }
    } catch {
      diagnostics.add(.syntax(error, at: text.position(error.offset)))
      return nil
    }
  }

  /// Whether every pass names the column with a wider test, so that the comparison never comes to
  /// bear.
  private func isPointless(_ comparison: MatchPlan.Comparison, _ passes: [MatchPlan.Pass]) -> Bool {
    guard !passes.isEmpty, comparison.settledBy.count == passes.count else { return false }
    return passes.allSatisfy { pass in
      pass.test(left: comparison.left, right: comparison.right).map {
        !implies($0, comparison.test)
      } ?? false
    }
  }

  private func implies(_ strict: MatchPlan.Test, _ loose: MatchPlan.Test) -> Bool {
    switch (strict, loose) {
    case (.equal, _), (.folded, .folded): true
    case (.within(let low, let high), .within(let lower, let upper)): lower <= low && high <= upper
    case (.withinShare(let share), .withinShare(let larger)): share <= larger
    case (.withinWorkingDays(let low, let high), .withinWorkingDays(let lower, let upper)):
      lower <= low && high <= upper
    // There are never more working days than days.
    case (.within(let low, let high), .withinWorkingDays(let lower, let upper)):
      lower <= min(low, 0) && max(high, 0) <= upper
    case (.within(0, 0), _): true
    default: false
    }
  }

  /// `pending: 5 days`, or `pending: {date: 5 days}` where the date column must be said.
  mutating func pending(_ mapping: Mapping, _ sides: MatchSides) -> MatchPlan.Pending? {
    guard let node = mapping["pending"] else { return nil }
    useAsOf(for: "pending", at: mapping.keyPosition("pending") ?? node.position)
    if case .mapping(let entries) = node.content {
      guard entries.count == 1, let entry = entries.first else {
        diagnostics.add(.daysShape("pending", at: node.position))
        return nil
      }
      let text = ExpressionText(text: entry.name, start: 0, node: entry.key)
      let name = Syntax.Name(text: entry.name, offset: 0)
      let days = pendingDays(entry.value)
      guard let pair = common(name, sides, text),
        let type = columnType(pair, sides, at: name, text)
      else { return nil }
      guard type == .date else {
        diagnostics.add(.wrongType(type, expected: "date", at: entry.key.position))
        return nil
      }
      return days.map {
        MatchPlan.Pending(
          left: pair.left, right: pair.right, days: $0.days, countsWorkingDays: $0.areWorking)
      }
    }
    guard let days = pendingDays(node) else { return nil }
    let (left, right) = (names.sources[sides.left], names.sources[sides.right])
    guard let pair = onlyDates(left, right) else {
      let unknown = (left.columns + right.columns).contains { $0.type == nil }
      if !left.isBroken, !right.isBroken, !unknown {
        diagnostics.add(.pendingDate(left.name, right.name, at: node.position))
      }
      return nil
    }
    return MatchPlan.Pending(
      left: pair.left, right: pair.right, days: days.days, countsWorkingDays: days.areWorking)
  }

  /// `5 days` or `5 working days`.
  private mutating func pendingDays(_ node: YAMLNode) -> (days: Int32, areWorking: Bool)? {
    let words = node.scalar?.split(separator: " ") ?? []
    guard words.count == 3, words[1] == "working" else {
      return wholeDays(node, of: "pending").map { ($0, false) }
    }
    useCalendar(at: node.position)
    if let days = wholeDays("\(words[0]) \(words[2])") { return (days, true) }
    return wholeDays(node, of: "pending").map { ($0, true) }
  }

  /// The one date column that both sides have, or else the only ones they have.
  private func onlyDates(_ left: DeclaredSource, _ right: DeclaredSource) -> ColumnPair? {
    let leftDates = left.columns.indices.filter { left.columns[$0].type == .date }
    let rightDates = right.columns.indices.filter { right.columns[$0].type == .date }
    let common: [ColumnPair] = leftDates.compactMap { index in
      rightDates.first { right.columns[$0].name == left.columns[index].name }.map { (index, $0) }
    }
    if common.count == 1 { return common[0] }
    guard common.isEmpty, leftDates.count == 1, rightDates.count == 1 else { return nil }
    return (leftDates[0], rightDates[0])
  }
}
