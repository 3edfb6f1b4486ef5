internal import Ledger

extension Compiler {
  private static let progressKeys = KeySet(
    place: .progress,
    known: [
      "balance", "rate", "by", "kinds", "groups", "group_order", "owner", "target", "until",
      "before", "since", "thresholds",
    ])

  /// `progress`: whose rate is shown, ranked and held against a target.
  mutating func progress(_ node: YAMLNode, at position: Position) -> ReportPlan.Progress? {
    guard let mapping = mapping(node, Self.progressKeys, at: position) else { return nil }
    guard let balance = balance(mapping, at: position),
      let rate = rate(mapping, of: balance, at: position),
      let quotient = plan.balances[balance].quotient(rate)
    else { return nil }
    guard !plan.balances[balance].dimensions.isEmpty else {
      let place = mapping["balance"]?.position ?? position
      diagnostics.add(.nothingToRank(plan.balances[balance].name, at: place))
      return nil
    }
    var progress = ReportPlan.Progress(
      balance: balance, rate: rate, done: quotient.done, planned: quotient.planned, ranked: 0)
    let ranked = mapping["by"] == nil ? 0 : dimension(mapping, "by", of: balance)
    if mapping["kinds"] != nil { progress.kind = dimension(mapping, "kinds", of: balance) }
    if let ranked {
      progress.ranked = ranked
      let place = mapping["by"] ?? node
      let areWritten = progress.levels.map { isWritten($0, of: balance, at: place) }
      if areWritten.contains(false) { return nil }
    }
    if let ranked {
      progress.owners = texts(mapping, "owner", of: ranked, ofBalance: balance)
      readGroups(mapping, of: ranked, into: &progress)
    }
    progress.target = constant(mapping, "target", .rate)
    if let node = mapping["until"] { useAsOf(for: "until", at: node.position) }
    progress.until = constant(mapping, "until", .date).map(day)
    progress.earlier = earlier(mapping, than: progress)
    readThresholds(mapping, into: &progress)
    return ranked == nil ? nil : progress
  }

  /// `groups` and `group_order`: blocks of those who are ranked, whose sums stand in a file of their own.
  private mutating func readGroups(
    _ mapping: Mapping, of ranked: Int, into progress: inout ReportPlan.Progress
  ) {
    progress.groups = texts(mapping, "groups", of: ranked, ofBalance: progress.balance)
    if let position = mapping.keyPosition("groups") {
      reportGroupClash(plan.balances[progress.balance], at: position)
    }
    guard let node = mapping["group_order"] else { return }
    if mapping["groups"] == nil {
      diagnostics.add(.missingKey("groups", in: .progress, at: node.position))
    }
    progress.groupOrder = (list(mapping, "group_order") ?? []).compactMap {
      text($0, of: "group_order")
    }
  }

  /// What belongs to each value of a dimension, written below a key; nil where the key is not there.
  private mutating func texts(
    _ mapping: Mapping, _ key: String, of dimension: Int, ofBalance balance: Int
  ) -> ReportPlan.ValueNames.Place? {
    guard let node = mapping[key] else { return nil }
    return valueNames(
      node, of: plan.balances[balance].dimensions[dimension].name, for: key,
      keyAt: mapping.keyPosition(key), ofBalance: balance)
  }

  /// What a report shows that is told nothing: the first rate that is a quotient of two amounts, by
  /// the first dimension, where both are written out.
  func inferredProgress() -> ReportPlan.Progress? {
    for (index, balance) in plan.balances.enumerated() {
      for rate in balance.measures.indices {
        guard let quotient = balance.quotient(rate) else { continue }
        let progress = ReportPlan.Progress(
          balance: index, rate: rate, done: quotient.done, planned: quotient.planned, ranked: 0)
        if !balance.dimensions.isEmpty, progress.levels.allSatisfy(balance.writes) {
          return progress
        }
      }
    }
    return nil
  }

  /// The balance of that name, else the first that has a quotient of two amounts and something to rank.
  private mutating func balance(_ mapping: Mapping, at position: Position) -> Int? {
    guard plan.balances.count == names.balances.count else { return nil }
    if let node = mapping["balance"] {
      guard let name = text(mapping, "balance") else { return nil }
      return balance(named: name, at: node)
    }
    let first = plan.balances.firstIndex { balance in
      !balance.dimensions.isEmpty
        && balance.measures.indices.contains { balance.quotient($0) != nil }
    }
    if first == nil { diagnostics.add(.noProgress(at: position)) }
    return first
  }

  private mutating func balance(named name: String, at node: YAMLNode) -> Int? {
    guard let index = names.balance(named: name) else {
      diagnostics.add(
        .unknownName(.balance, name, known: names.balances.map(\.name), at: node.position))
      return nil
    }
    return index
  }

  private mutating func rate(
    _ mapping: Mapping, of balance: Int, at position: Position
  ) -> Int? {
    let plan = plan.balances[balance]
    guard let node = mapping["rate"] else {
      let first = plan.measures.indices.first { plan.quotient($0) != nil }
      if first == nil { diagnostics.add(.noProgress(at: position)) }
      return first
    }
    guard let name = text(mapping, "rate") else { return nil }
    guard let index = plan.measures.firstIndex(where: { $0.name == name }) else {
      if !names.balances[balance].measureNames.contains(name) {
        diagnostics.add(
          .unknownName(.measure, name, known: plan.measures.map(\.name), at: node.position))
      }
      return nil
    }
    if plan.quotient(index) == nil {
      diagnostics.add(.notAQuotient(name, at: node.position))
      return nil
    }
    return index
  }

  private mutating func dimension(_ mapping: Mapping, _ key: String, of balance: Int) -> Int? {
    guard let node = mapping[key], let name = text(mapping, key) else { return nil }
    let plan = plan.balances[balance]
    if let index = plan.dimension(named: name) { return index }
    diagnostics.add(
      .unknownName(.dimension, name, known: plan.dimensions.map(\.name), at: node.position))
    return nil
  }

  /// A literal or a parameter; nil, reported where it is no value of the type.
  private mutating func constant(_ mapping: Mapping, _ key: String, _ type: ValueType) -> Ratio? {
    guard mapping[key] != nil,
      let expression = expression(mapping, key, in: .constants, expecting: .type(type))
    else { return nil }
    if case .constant(.exact(let value)) = expression.node { return value }
    guard let node = mapping[key] else { return nil }
    diagnostics.add(
      .unusableValue(
        node.scalar ?? "", of: key, expected: ("a parameter or a value", "tham số hoặc giá trị"),
        at: node.position))
    return nil
  }

  private func day(_ value: Ratio) -> Day { Day(number: Int32(clamping: value.numerator)) }

  /// `before` and `since`: a balance with the same rate at an earlier day.
  private mutating func earlier(
    _ mapping: Mapping, than progress: ReportPlan.Progress
  ) -> ReportPlan.Earlier? {
    guard let node = mapping["before"] ?? mapping["since"] else { return nil }
    guard mapping["before"] != nil, mapping["since"] != nil else {
      let missing = mapping["before"] == nil ? "before" : "since"
      diagnostics.add(.missingKey(missing, in: .progress, at: node.position))
      return nil
    }
    useAsOf(for: "since", at: mapping.keyPosition("since") ?? node.position)
    let since = constant(mapping, "since", .date).map(day)
    guard let name = text(mapping, "before"), let index = balance(named: name, at: node) else {
      return nil
    }
    let (now, before) = (plan.balances[progress.balance], plan.balances[index])
    let rateName = now.measures[progress.rate].name
    guard let rate = before.measures.firstIndex(where: { $0.name == rateName }),
      let quotient = before.quotient(rate)
    else {
      diagnostics.add(
        .unknownName(.measure, rateName, known: before.measures.map(\.name), at: node.position))
      return nil
    }
    for level in progress.levels where level.count < 2 {
      let wanted = level.map { now.dimensions[$0].name }
      let found = wanted.compactMap { before.dimension(named: $0) }
      guard found.count == wanted.count, before.writes(found) else {
        diagnostics.add(.levelNotWritten(before.name, wanted, at: node.position))
        return nil
      }
    }
    return since.map {
      .init(
        balance: index, rate: rate, done: quotient.done, planned: quotient.planned, since: $0)
    }
  }

  private mutating func readThresholds(
    _ mapping: Mapping, into progress: inout ReportPlan.Progress
  ) {
    guard let node = mapping["thresholds"],
      let limits = self.mapping(node, KeySet(place: .thresholds, known: ["rate", "pace"]))
    else { return }
    progress.rateLimit = constant(limits, "rate", .rate)
    progress.paceLimit = constant(limits, "pace", .number)
  }
}

extension ReportPlan.Progress {
  /// The levels whose figures are shown.
  fileprivate var levels: [[Int]] {
    guard let kind else { return [[], [ranked]] }
    return [[], [ranked], [kind], [ranked, kind].sorted()]
  }
}
