internal import Ledger

/// A pass, and the column whose sums its groups are compared in.
struct WrittenPass {
  var pass: MatchPlan.Pass
  /// Whether it says `subset`, be it wrong.
  var isSubset = false
  var total: Total?
  var repeats: WrittenRepeats?

  /// What `repeats` says, and where.
  struct WrittenRepeats {
    var value: MatchPlan.Repeats
    var position: Position
  }

  struct Total {
    var column: MatchPlan.SharedColumn
    var type: ValueType
  }
}

extension Compiler {
  private static let passKeys = KeySet(
    place: .pass, known: ["on", "total", "subset", "at_most", "repeats"])

  /// Rows on the many side that `subset` looks for where nothing else is said, and at most.
  private static let partCount = (standard: 8, most: 16)

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
    let partCountMax = partCountMax(mapping) ?? Self.partCount.standard
    let written: [WrittenPass] = items.compactMap { item in
      guard let mapping = self.mapping(item, Self.passKeys) else { return nil }
      guard mapping["on"] != nil else {
        diagnostics.add(.missingKey("on", in: .pass, at: mapping.position))
        return nil
      }
      return pass(mapping, sides, partCountMax: partCountMax)
    }
    if let position = mapping.keyPosition("at_most"), written.allSatisfy({ !$0.isSubset }) {
      diagnostics.add(.atMostWithoutSubset(at: position))
    }
    return written
  }

  private mutating func pass(
    _ mapping: Mapping, _ sides: MatchSides, partCountMax: Int
  ) -> WrittenPass {
    let (isTotal, isSubset) = (mapping["total"] != nil, mapping["subset"] != nil)
    var written = WrittenPass(
      pass: MatchPlan.Pass(conditions: conditions(mapping, sides, areEqualities: isTotal)),
      isSubset: isSubset)
    written.repeats = writtenRepeats(mapping)
    if isTotal {
      written.pass.manner = .total
      written.total = total(mapping, sides)
    }
    let ownPartCountMax = self.partCountMax(mapping)
    if isTotal, isSubset, let position = mapping.keyPosition("subset") {
      diagnostics.add(.totalAndSubset(at: position))
    } else if isSubset {
      let subset = subset(
        mapping, sides, beside: written.pass.conditions,
        partCountMax: ownPartCountMax ?? partCountMax)
      if let subset { written.pass.manner = .subset(subset) }
    } else if let position = mapping.keyPosition("at_most") {
      diagnostics.add(.atMostWithoutSubset(at: position))
    }
    return written
  }

  private mutating func writtenRepeats(_ mapping: Mapping) -> WrittenPass.WrittenRepeats? {
    let value = choice(
      mapping, "repeats", of: MatchPlan.Repeats.allCases.map { ($0.rawValue, $0) })
    guard let value, let position = mapping.keyPosition("repeats") else { return nil }
    return WrittenPass.WrittenRepeats(value: value, position: position)
  }

  /// `repeats` of the match or of its first pass, which must look rows up by a key.
  mutating func repeats(_ mapping: Mapping, _ passes: [WrittenPass]) -> MatchPlan.Repeats? {
    var written = writtenRepeats(mapping)
    for (index, pass) in passes.enumerated() {
      guard let own = pass.repeats else { continue }
      if index > 0 || written != nil {
        diagnostics.add(.strayRepeats(at: own.position))
      } else {
        written = own
      }
    }
    if let written, passes.first?.pass.isExact == false {
      diagnostics.add(.strayRepeats(at: written.position))
    }
    return written?.value
  }

  private mutating func partCountMax(_ mapping: Mapping) -> Int? {
    mapping["at_most"].flatMap { wholeNumber($0, of: "at_most", in: 2...Self.partCount.most) }
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
    added(mapping, "total", sides, takesTolerance: false).map { added in
      WrittenPass.Total(column: added.column, type: added.type)
    }
  }

  /// `subset: amount` or `subset: amount within 1_000`.
  private mutating func subset(
    _ mapping: Mapping, _ sides: MatchSides, beside conditions: [MatchPlan.Condition],
    partCountMax: Int
  ) -> MatchPlan.Subset? {
    guard let added = added(mapping, "subset", sides, takesTolerance: true) else { return nil }
    let column = added.column
    if conditions.contains(where: { $0.left == column.left && $0.right == column.right }) {
      diagnostics.add(.subsetInOn(column.name, at: added.position))
    }
    guard case .within(let lower, let upper) = added.test else {
      diagnostics.add(.subsetShare(at: added.position))
      return nil
    }
    return MatchPlan.Subset(
      left: column.left, right: column.right, lower: lower, upper: upper,
      partCountMax: partCountMax)
  }

  /// A column whose cells are added up, with its tolerance.
  private struct AddedColumn {
    var column: MatchPlan.SharedColumn
    var type: ValueType
    var test: MatchPlan.Test
    var position: Position
  }

  private mutating func added(
    _ mapping: Mapping, _ key: String, _ sides: MatchSides, takesTolerance: Bool
  ) -> AddedColumn? {
    guard let node = mapping[key], text(mapping, key) != nil, let text = ExpressionText(node) else {
      return nil
    }
    do throws(SyntaxFault) {
      var parser = try ExpressionParser(text.text, hyphenated: names.hyphenated)
      let name = try parser.name()
      let isExact = !takesTolerance || parser.current.kind != .name("within")
      let tolerance = isExact ? nil : try parser.tolerance()
      try parser.expectEnd()
      guard let pair = common(name, sides, text),
        let type = columnType(pair, sides, at: name, text)
      else { return nil }
      let position = text.position(name.offset)
      guard [.money, .number, .integer].contains(type) else {
        diagnostics.add(
          .keyOfOtherType(key, needs: "money, number, integer", found: type, at: position))
        return nil
      }
      let test = tolerance.map { self.test($0, type, text) } ?? .within(lower: 0, upper: 0)
      return test.map {
        AddedColumn(
          column: MatchPlan.SharedColumn(name: name.text, left: pair.left, right: pair.right),
          type: type, test: $0, position: position)
      }
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
