internal import Ledger

/// A pass, and the column whose sums its groups are compared in.
struct WrittenPass {
  var pass: MatchPlan.Pass
  var total: Total?

  struct Total {
    var column: MatchPlan.SharedColumn
    var type: ValueType
  }
}

extension Compiler {
  private static let passKeys = KeySet(
    place: .pass, known: ["on", "total"], notBuilt: ["subset", "at_most", "repeats"])

  /// `passes`: in which order and by what rows are paired.
  mutating func passes(_ mapping: Mapping, _ sides: MatchSides) -> [WrittenPass] {
    guard let node = mapping["passes"] else { return [] }
    guard case .sequence(let items) = node.content else {
      diagnostics.add(
        .wrongShape(
          expected: ("a list of passes (`- on: […]`)", "danh sách lượt so (`- on: […]`)"),
          found: shape(of: node), at: node.position))
      return []
    }
    if items.isEmpty { diagnostics.add(.emptyValue(of: "passes", at: node.position)) }
    return items.compactMap { item in
      guard let mapping = self.mapping(item, Self.passKeys) else { return nil }
      guard mapping["on"] != nil else {
        diagnostics.add(.missingKey("on", in: .pass, at: mapping.position))
        return nil
      }
      return pass(mapping, sides)
    }
  }

  private mutating func pass(_ mapping: Mapping, _ sides: MatchSides) -> WrittenPass {
    let isTotal = mapping["total"] != nil
    var written = WrittenPass(
      pass: MatchPlan.Pass(
        conditions: conditions(mapping, sides, areEqualities: isTotal),
        manner: isTotal ? .total : .oneToOne))
    written.total = isTotal ? total(mapping, sides) : nil
    return written
  }

  /// What `on` lists; where rows are grouped, nothing but equalities can tell groups apart.
  private mutating func conditions(
    _ mapping: Mapping, _ sides: MatchSides, areEqualities: Bool
  ) -> [MatchPlan.Condition] {
    let nodes = list(mapping, "on") ?? []
    if nodes.isEmpty, let on = mapping["on"], on.scalar == nil {
      diagnostics.add(.emptyValue(of: "on", at: on.position))
    }
    var conditions: [MatchPlan.Condition] = []
    for node in nodes {
      guard text(node, of: "on") != nil, let condition = condition(node, sides) else { continue }
      if conditions.contains(where: { $0.left == condition.left && $0.right == condition.right }) {
        diagnostics.add(.repeatedCondition(at: node.position))
      } else if areEqualities, !condition.test.isEquality {
        diagnostics.add(.windowInTotal(at: node.position))
      } else {
        conditions.append(condition)
      }
    }
    return conditions
  }

  /// `total: amount`: a column of amounts or numbers that both sides have.
  private mutating func total(_ mapping: Mapping, _ sides: MatchSides) -> WrittenPass.Total? {
    guard let node = mapping["total"], text(mapping, "total") != nil,
      let text = ExpressionText(node)
    else { return nil }
    do throws(SyntaxFault) {
      var parser = try ExpressionParser(text.text, hyphenated: names.hyphenated)
      let name = try parser.name()
      try parser.expectEnd()
      guard let pair = common(name, sides, text),
        let type = columnType(pair, sides, at: name, text)
      else { return nil }
      guard [.money, .number, .integer].contains(type) else {
        diagnostics.add(
          .wrongType(type, expected: "money/number/integer", at: text.position(name.offset)))
        return nil
      }
      return WrittenPass.Total(
        column: MatchPlan.SharedColumn(name: name.text, left: pair.left, right: pair.right),
        type: type)
    } catch {
      diagnostics.add(.syntax(error, at: text.position(error.offset)))
      return nil
    }
  }

  /// Groups are compared by the sums of what their pass totals; a column that `compare` does not name
  /// is held to equality there, and nowhere else.
  func addTotals(_ passes: [WrittenPass], to comparisons: inout [MatchPlan.Comparison]) {
    for total in passes.compactMap(\.total) {
      let column = total.column
      let known = comparisons.firstIndex { $0.left == column.left && $0.right == column.right }
      if let known {
        comparisons[known].addsUp = true
        continue
      }
      let others = passes.indices.filter { passes[$0].total?.column != column }
      comparisons.append(
        MatchPlan.Comparison(
          field: column.name, left: column.left, right: column.right, type: total.type,
          test: .equal, settledBy: others, addsUp: true))
    }
  }
}
