internal import Ledger

extension Compiler {
  static let balanceKeys = KeySet(
    place: .balance, known: ["title", "by", "measures", "levels"])

  /// `balances`: totals by dimensions.
  mutating func readBalances(_ entries: [YAMLEntry]) {
    for entry in entries {
      let index = names.balances.count
      names.balances.append(DeclaredBalance(name: entry.name, position: entry.key.position))
      guard let mapping = mapping(entry.value, Self.balanceKeys, at: entry.key.position) else {
        names.balances[index].isBroken = true
        continue
      }
      for key in ["by", "measures"] where mapping[key] == nil {
        diagnostics.add(.missingKey(key, in: .balance, entry.name, at: entry.key.position))
        names.balances[index].isBroken = true
      }
      declareDimensions(mapping, of: index)
      var balance = BalancePlan(
        name: entry.name, title: text(mapping, "title") ?? entry.name, dimensions: [],
        aggregates: [], measures: [], levels: [])
      readMeasures(mapping, of: index, into: &balance)
      bindDimensions(mapping, of: index, into: &balance)
      readLevels(mapping, of: index, into: &balance)
      plan.balances.append(balance)
    }
    reportBalanceClashes(entries)
  }

  /// The names of `by`; which columns they are is known after the measures.
  private mutating func declareDimensions(_ mapping: Mapping, of index: Int) {
    for node in list(mapping, "by") ?? [] {
      guard let name = text(node, of: "by") else { continue }
      if names.balances[index].dimension(named: name) != nil {
        diagnostics.add(.repeatedDimension(name, at: node.position))
        continue
      }
      names.balances[index].dimensions.append(DeclaredColumn(name: name, position: node.position))
    }
  }

  private mutating func readMeasures(
    _ mapping: Mapping, of index: Int, into balance: inout BalancePlan
  ) {
    guard let node = mapping["measures"], let entries = entries(of: node) else {
      names.balances[index].isBroken = true
      return
    }
    if entries.isEmpty { diagnostics.add(.emptyValue(of: "measures", at: node.position)) }
    names.balances[index].measureNames = entries.map(\.name)
    for entry in entries {
      checkName(entry.key, for: .expression)
      if names.balances[index].dimension(named: entry.name) != nil {
        diagnostics.add(
          .nameClash(
            entry.name, with: ("a dimension of this balance", "một chiều của bảng này"),
            at: entry.key.position))
      }
      let expression = measure(entry, of: index, into: &balance.aggregates)
      names.balances[index].measures.append(
        DeclaredMeasure(name: entry.name, type: expression?.type))
      guard let expression else { continue }
      balance.measures.append(
        BalancePlan.Measure(name: entry.name, type: expression.type, expression: expression))
    }
  }

  private mutating func measure(
    _ entry: YAMLEntry, of index: Int, into aggregates: inout [Aggregate]
  ) -> Expression? {
    guard text(entry.value, of: entry.name, keyAt: entry.key.position) != nil,
      let text = ExpressionText(entry.value)
    else { return nil }
    do throws(SyntaxFault) {
      var parser = try ExpressionParser(text.text, hyphenated: names.hyphenated)
      let syntax = try parser.whole()
      var checker = ExpressionChecker(text: text, scope: .measure(balance: index), names: names)
      checker.aggregates = aggregates
      let expression = checker.check(syntax, expecting: .figure)
      aggregates = checker.aggregates
      diagnostics.add(checker.diagnostics)
      noteParameters(checker.usedParameters)
      return expression
    } catch {
      diagnostics.add(.syntax(error, at: text.position(error.offset)))
      return nil
    }
  }

  /// Finds each dimension among the columns of every source that the measures read.
  private mutating func bindDimensions(
    _ mapping: Mapping, of index: Int, into balance: inout BalancePlan
  ) {
    let sources = balance.sources
    if sources.isEmpty, !diagnostics.hasErrors {
      diagnostics.add(.measureWithoutSource(balance.name, at: names.balances[index].position))
    }
    let isPartial = names.balances[index].measures.contains { $0.type == nil }
    for (position, dimension) in names.balances[index].dimensions.enumerated() {
      var columns: [Int: Int] = [:]
      var types: [(source: Int, type: ValueType)] = []
      var references: [DeclaredReference] = []
      for source in sources {
        let declared = names.sources[source]
        guard let column = declared.column(named: dimension.name) else {
          if !declared.isBroken {
            diagnostics.add(
              .missingDimension(
                dimension.name, source: declared.name, known: declared.columns.map(\.name),
                at: dimension.position))
          }
          continue
        }
        columns[source] = column
        if let type = declared.columns[column].type { types.append((source, type)) }
        references.append(declared.columns[column].reference)
      }
      let type = dimensionType(dimension, types)
      names.balances[index].dimensions[position].type = type
      names.balances[index].dimensions[position].reference = reference(
        of: dimension, references, isPartial: isPartial)
      balance.dimensions.append(
        BalancePlan.Dimension(name: dimension.name, type: type ?? .code, columns: columns))
    }
  }

  /// One type for all sources, and one whose values name things.
  private mutating func dimensionType(
    _ dimension: DeclaredColumn, _ types: [(source: Int, type: ValueType)]
  ) -> ValueType? {
    guard let first = types.first else { return nil }
    if let other = types.first(where: {
      $0.type != first.type && !($0.type.isText && first.type.isText)
    }) {
      diagnostics.add(
        .dimensionTypes(
          dimension.name, (names.sources[first.source].name, first.type),
          (names.sources[other.source].name, other.type), at: dimension.position))
      return nil
    }
    if [.money, .number, .rate, .days].contains(first.type) {
      diagnostics.add(
        .wrongType(first.type, expected: "code, text, date, integer, flag", at: dimension.position))
      return nil
    }
    return first.type
  }

  /// Where a dimension can be followed to: all sources that say it must say the same.
  private mutating func reference(
    of dimension: DeclaredColumn, _ references: [DeclaredReference], isPartial: Bool
  ) -> DeclaredReference {
    if references.contains(.broken) { return .broken }
    let targets = references.filter { $0 != .none }
    // A source that only a wrong measure names may be the one that says it.
    guard let first = targets.first else { return isPartial ? .broken : .none }
    return targets.allSatisfy { $0 == first } ? first : .none
  }
}
