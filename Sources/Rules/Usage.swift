internal import Ledger

extension Compiler {
  /// What is known of columns only at the end: whether they are required, used and interned.
  mutating func settleColumns() {
    for source in plan.sources.indices {
      for column in plan.sources[source].columns.indices {
        let type = plan.sources[source].columns[column].type
        let isDimension = plan.balances.contains { balance in
          balance.dimensions.contains { $0.columns[source] == column }
        }
        plan.sources[source].columns[column].isRequired =
          statedRequirements[source][column] ?? (type == .money || type == .date || isDimension)
        plan.sources[source].columns[column].mayBeAbsent =
          statedRequirements[source][column] == false
      }
      plan.sources[source].settleCells()
    }
    plan.settleUse()
  }

  /// Names that nothing uses, as warnings.
  mutating func reportUnusedNames() {
    let usedSources = plan.usedSources
    for (index, source) in names.sources.enumerated() where !usedSources.contains(index) {
      diagnostics.add(.unused(.source, source.name, at: source.position))
    }
    let usedMaps = Set(plan.sources.flatMap { $0.columns.compactMap(\.map) })
    for (index, map) in names.maps.enumerated() where !usedMaps.contains(index) {
      diagnostics.add(.unused(.map, map.name, at: map.position))
    }
    if let calendar = names.calendar, !calendar.isUsed {
      diagnostics.add(.unusedCalendar(at: calendar.position))
    }
    for parameter in names.parameters where !parameter.isUsed {
      diagnostics.add(
        .unused(.parameter, parameter.name, at: parameter.position))
    }
  }
}

extension SourcePlan {
  /// The cells of a wide table may be empty one by one; whether all of them may be is said of their
  /// values.
  fileprivate mutating func settleCells() {
    guard let unpivot else { return }
    for cell in unpivot.cells {
      columns[cell.column].isRequired = false
      columns[cell.column].mayBeAbsent = columns[unpivot.value].mayBeAbsent
    }
  }
}

/// A column of a source.
private struct ColumnPlace: Hashable {
  var source: Int
  var column: Int
}

extension Plan {
  /// Sources that a match, balance, check or another source's `in` or `each` names, and those whose
  /// senders or dates are watched.
  var usedSources: Set<Int> {
    var used = Set(
      matches.flatMap { [$0.left.source, $0.right.source] } + balances.flatMap(\.sources))
    for check in checks {
      if case .source(let source) = check.subject { used.insert(source) }
    }
    for (index, source) in sources.enumerated() {
      used.formUnion(source.columns.compactMap { $0.reference?.source })
      if let sender = source.sender { used.formUnion([index, sender.list.source]) }
      if source.freshness != nil { used.insert(index) }
    }
    return used
  }

  /// Sets `isUsed` and `isInterned` of every column from what the plan does with it.
  mutating func settleUse() {
    var used = placesOfMatches().union(placesOfBalances()).union(placesOfChecks())
      .union(placesOfExceptions())
    var interned: Set<ColumnPlace> = []
    addExpectations(to: &used, interned: &interned)
    addUnpivoted(to: &used, interned: &interned)
    if let minutes = report.minutes {
      let match = matches[minutes.match]
      let columns = [
        ColumnPlace(source: match.left.source, column: minutes.unit.left),
        ColumnPlace(source: match.right.source, column: minutes.unit.right),
      ]
      used.formUnion(columns)
      interned.formUnion(columns)
    }
    let ranked = [report.progress?.groups, report.progress?.owners].compactMap(\.self)
    for place in report.names.map(\.place) + ranked {
      if case .column(let key, let name) = place {
        used.insert(ColumnPlace(source: key.source, column: key.column))
        used.insert(ColumnPlace(source: key.source, column: name))
      }
    }
    for (source, plan) in sources.enumerated() {
      used.formUnion(plan.unique.map { ColumnPlace(source: source, column: $0) })
      if let filter = plan.filter { used.formUnion(places(in: filter, source: source)) }
      for (index, column) in plan.columns.enumerated() {
        let place = ColumnPlace(source: source, column: index)
        if let reference = column.reference {
          let target = ColumnPlace(source: reference.source, column: reference.column)
          used.formUnion([place, target])
          interned.formUnion([place, target])
        }
        if column.map != nil || column.length != nil {
          used.insert(place)
          interned.insert(place)
        }
      }
    }
    for balance in balances {
      for dimension in balance.dimensions {
        interned.formUnion(dimension.columns.map { ColumnPlace(source: $0.key, column: $0.value) })
      }
    }
    for match in matches {
      // Repeats and equally good candidates pair only when they are the same in every column declared.
      for source in [match.left.source, match.right.source] {
        used.formUnion(
          sources[source].columns.indices.map { ColumnPlace(source: source, column: $0) })
      }
    }
    shareInterning(&interned)
    addNeeds(of: &used)
    for source in sources.indices {
      for column in sources[source].columns.indices {
        let place = ColumnPlace(source: source, column: column)
        sources[source].columns[column].isUsed = used.contains(place)
        sources[source].columns[column].isInterned =
          interned.contains(place) && sources[source].columns[column].type.isText
      }
    }
  }

  /// What `unpivot` reads and makes: the rows are what they are by all of it.
  private func addUnpivoted(to used: inout Set<ColumnPlace>, interned: inout Set<ColumnPlace>) {
    for (index, source) in sources.enumerated() {
      guard let unpivot = source.unpivot else { continue }
      let columns = [unpivot.into, unpivot.value] + unpivot.cells.map(\.column)
      used.formUnion(columns.map { ColumnPlace(source: index, column: $0) })
      interned.insert(ColumnPlace(source: index, column: unpivot.into))
    }
  }

  /// What `each`, `fresh` and `latest` look at.
  private func addExpectations(to used: inout Set<ColumnPlace>, interned: inout Set<ColumnPlace>) {
    for (index, source) in sources.enumerated() {
      if let freshness = source.freshness {
        used.insert(ColumnPlace(source: index, column: freshness.column))
      }
      if case .value(let column) = source.latest {
        used.insert(ColumnPlace(source: index, column: column))
        interned.insert(ColumnPlace(source: index, column: column))
      }
      guard let sender = source.sender else { continue }
      let list = ColumnPlace(source: sender.list.source, column: sender.list.column)
      let own = sender.column.map { ColumnPlace(source: index, column: $0) }
      interned.formUnion([list, own].compactMap(\.self))
      used.formUnion([list, own].compactMap(\.self))
      if let name = sender.nameColumn {
        used.insert(ColumnPlace(source: sender.list.source, column: name))
      }
      if let owner = sender.owner { used.formUnion(places(in: owner)) }
    }
  }

  /// Columns that are held against each other are held alike: ids compare without text.
  private func shareInterning(_ interned: inout Set<ColumnPlace>) {
    for match in matches {
      let pairs =
        match.passes.flatMap(\.columns)
        + match.comparisons.map { ($0.left, $0.right) }
      for (left, right) in pairs {
        let sides = [
          ColumnPlace(source: match.left.source, column: left),
          ColumnPlace(source: match.right.source, column: right),
        ]
        if !interned.isDisjoint(with: sides) { interned.formUnion(sides) }
      }
    }
  }

  /// Computed columns that are used need the columns they are computed from.
  private func addNeeds(of used: inout Set<ColumnPlace>) {
    for (source, plan) in sources.enumerated() {
      for column in plan.computed.reversed() {
        guard used.contains(ColumnPlace(source: source, column: column)),
          case .expression(let value) = plan.columns[column].origin
        else { continue }
        used.formUnion(places(in: value, source: source))
      }
    }
  }

  private func placesOfMatches() -> Set<ColumnPlace> {
    var used: Set<ColumnPlace> = []
    for match in matches {
      let (left, right) = (match.left.source, match.right.source)
      func add(_ a: Int, _ b: Int) {
        used.formUnion([
          ColumnPlace(source: left, column: a), ColumnPlace(source: right, column: b),
        ])
      }
      for (left, right) in match.passes.flatMap(\.columns) { add(left, right) }
      for comparison in match.comparisons { add(comparison.left, comparison.right) }
      for dimension in match.by { add(dimension.left, dimension.right) }
      if let pending = match.pending { add(pending.left, pending.right) }
      for side in [match.left, match.right] {
        if let filter = side.filter { used.formUnion(places(in: filter, source: side.source)) }
      }
      if let owner = match.owner { used.formUnion(places(in: owner, left: left, right: right)) }
    }
    return used
  }

  private func placesOfBalances() -> Set<ColumnPlace> {
    var used: Set<ColumnPlace> = []
    for balance in balances {
      for dimension in balance.dimensions {
        used.formUnion(dimension.columns.map { ColumnPlace(source: $0.key, column: $0.value) })
      }
      for aggregate in balance.aggregates {
        if let column = aggregate.column {
          used.insert(ColumnPlace(source: aggregate.source, column: column))
        }
        if let filter = aggregate.filter {
          used.formUnion(places(in: filter, source: aggregate.source))
        }
      }
    }
    return used
  }

  private func placesOfChecks() -> Set<ColumnPlace> {
    var used: Set<ColumnPlace> = []
    for check in checks {
      var expressions = [check.condition, check.difference, check.owner].compactMap { $0 }
      for case .expression(let expression) in check.message?.parts ?? [] {
        expressions.append(expression)
      }
      for expression in expressions {
        used.formUnion(places(in: expression, of: check.subject))
      }
      // The key of its findings: the `unique` columns, else the codes.
      if case .source(let source) = check.subject, sources[source].unique.isEmpty {
        for (index, column) in sources[source].columns.enumerated() where column.type == .code {
          used.insert(ColumnPlace(source: source, column: index))
        }
      }
    }
    return used
  }

  private func placesOfExceptions() -> Set<ColumnPlace> {
    exceptions.reduce(into: []) { used, exception in
      switch exception.subject {
      case .check(let check):
        used.formUnion(places(in: exception.condition, of: checks[check].subject))
      case .match(let match):
        used.formUnion(places(in: exception.condition, of: .match(match)))
      case .builtIn: break
      }
    }
  }

  private func places(
    in expression: Expression, of subject: CheckPlan.Subject
  ) -> Set<ColumnPlace> {
    switch subject {
    case .source(let source): places(in: expression, source: source)
    case .match(let match):
      places(
        in: expression, left: matches[match].left.source, right: matches[match].right.source)
    case .balance: places(in: expression)
    }
  }

  /// The columns that an expression reads, where it stands over a row, a pair or a balance.
  private func places(
    in expression: Expression, source: Int? = nil, left: Int? = nil, right: Int? = nil
  ) -> Set<ColumnPlace> {
    var result: Set<ColumnPlace> = []
    for part in expression.all {
      switch part.node {
      case .column(let column):
        if let source { result.insert(ColumnPlace(source: source, column: column)) }
      case .left(let column):
        if let left { result.insert(ColumnPlace(source: left, column: column)) }
      case .right(let column):
        if let right { result.insert(ColumnPlace(source: right, column: column)) }
      case .follow(_, let source, let key, let column):
        result.formUnion([
          ColumnPlace(source: source, column: key), ColumnPlace(source: source, column: column),
        ])
      default: break
      }
    }
    return result
  }
}
