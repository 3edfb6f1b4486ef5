import Ledger

/// The bridge of a match unit by unit: for each the left total, what leads away from it, and the right
/// total. Together they are the match's bridge; each closes by itself.
struct UnitBridges {
  /// In the order of the units by code point.
  private(set) var units: [Unit] = []

  struct Unit {
    var value: Value
    var left = Side()
    var right = Side()
    /// By class and cause; what is within tolerance is in `rest`.
    var steps: [Step: Side] = [:]
    /// Rows of pairs whose other row stands with another unit.
    var elsewhere = Side()
    /// Places in the list of findings, ascending.
    var findings: [Int] = []

    /// What is left: differences that a tolerance lets pass.
    var rest: Int128 {
      right.amount - left.amount - elsewhere.amount - steps.values.reduce(0) { $0 + $1.amount }
    }
  }

  struct Side {
    var rows = 0
    var amount: Int128 = 0

    mutating func add(_ amount: Int128) {
      rows += 1
      self.amount += amount
    }
  }

  struct Step: Hashable {
    let category: String
    let cause: Cause?
  }

  private let match: MatchPlan
  private let result: MatchResult
  private let left: Column
  private let right: Column
  private let leftUnits: Column
  private let rightUnits: Column
  private let type: ValueType
  private var indexes: [Value: Int] = [:]

  /// nil where a column was not read.
  init?(_ plan: ReportPlan.Minutes, _ list: FindingList) {
    let facts = list.facts
    match = facts.plan.matches[plan.match]
    result = facts.reconciliation.matches[plan.match]
    let tables = (facts.intake.tables[match.left.source], facts.intake.tables[match.right.source])
    guard let bridge = match.bridges.first, let left = tables.0.columns[bridge.left],
      let right = tables.1.columns[bridge.right], let leftUnits = tables.0.columns[plan.unit.left],
      let rightUnits = tables.1.columns[plan.unit.right]
    else { return nil }
    (self.left, self.right, self.leftUnits, self.rightUnits) = (left, right, leftUnits, rightUnits)
    type = plan.unit.type
    addTotals()
    for (place, entry) in list.order.entries.enumerated() {
      add(facts.reconciliation.findings[Int(entry.finding)], place, plan.match, bridge)
    }
    let form = PlainForm(facts.plan.currency)
    units = units.map { ($0, form.text($0.value, type: plan.unit.type)) }
      .sorted { $0.1.utf8.lexicographicallyPrecedes($1.1.utf8) }.map(\.0)
  }

  private mutating func addTotals() {
    for row in result.leftOutcomes.indices where result.leftOutcomes[row] != .filtered {
      let unit = index(leftUnits, row)
      units[unit].left.add(amount(left, row))
      let partner = Int(result.partnerOfLeft[row])
      guard partner >= 0 else { continue }
      let other = index(rightUnits, partner)
      if other == unit { continue }
      // The pair counts with the left row's unit, and there its amount is taken off again.
      units[unit].elsewhere.add(-amount(right, partner))
      units[other].elsewhere.add(amount(right, partner))
    }
    for row in result.rightOutcomes.indices where result.rightOutcomes[row] != .filtered {
      units[index(rightUnits, row)].right.add(amount(right, row))
    }
  }

  private mutating func add(
    _ finding: Finding, _ place: Int, _ number: Int, _ bridge: MatchPlan.SharedColumn
  ) {
    func step(_ category: String) -> Step {
      let category =
        switch finding.standing {
        case .counted: category
        case .pending: "pending"
        case .accepted: "accepted"
        }
      return Step(category: category, cause: finding.cause)
    }
    switch finding.subject {
    case .pair(number, let comparison, let leftRow, let rightRow):
      let unit = index(leftUnits, leftRow)
      units[unit].findings.append(place)
      let compared = match.comparisons[comparison]
      guard compared.left == bridge.left, compared.right == bridge.right else { return }
      let difference = amount(right, rightRow) - amount(left, leftRow)
      units[unit].steps[step("differs"), default: Side()].add(difference)
    case .unmatched(number, let side, let row):
      let unit = side == .left ? index(leftUnits, row) : index(rightUnits, row)
      units[unit].findings.append(place)
      let difference = side == .left ? -amount(left, row) : amount(right, row)
      units[unit].steps[step(finding.kind.rawValue), default: Side()].add(difference)
    case .set(number, let set):
      add(result.sets[set], step(finding.kind.rawValue), place)
    case .group(number, let comparison, let group):
      let compared = match.comparisons[comparison]
      let isBridged = compared.left == bridge.left && compared.right == bridge.right
      add(result.groups[group].rows, isBridged ? step("differs") : nil, place)
    default: break
    }
  }

  /// Rows that belong together may stand with several units: each has its own part.
  private mutating func add(_ rows: RowSet, _ step: Step?, _ place: Int) {
    var concerned: Set<Int> = []
    var parts: [Int: Int128] = [:]
    for row in rows.left {
      let unit = index(leftUnits, row)
      concerned.insert(unit)
      parts[unit, default: 0] -= amount(left, row)
    }
    for row in rows.right {
      let unit = index(rightUnits, row)
      concerned.insert(unit)
      parts[unit, default: 0] += amount(right, row)
    }
    for unit in concerned.sorted() {
      units[unit].findings.append(place)
      if let step { units[unit].steps[step, default: Side()].add(parts[unit] ?? 0) }
    }
  }

  private mutating func index(_ column: Column, _ row: Int) -> Int {
    let value = column.value(ofRow: row, type: type)
    if let known = indexes[value] { return known }
    indexes[value] = units.count
    units.append(Unit(value: value))
    return units.count - 1
  }

  private func amount(_ column: Column, _ row: Int) -> Int128 {
    guard case .exact(let values) = column, values[row] != Column.missingExact else { return 0 }
    return Int128(values[row])
  }
}
