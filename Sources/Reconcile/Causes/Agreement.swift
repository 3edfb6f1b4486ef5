import Ledger

/// What a row of each side must agree in to explain each other: the key, and the compared columns each
/// within its tolerance. Columns that are not compared do not matter.
struct Agreement: Sendable {
  struct Field: Sendable {
    let column: MatchPlan.SharedColumn
    let type: ValueType
    let window: Window
    /// Some side has `in` or `map`.
    let isCoded: Bool
    /// How the column is mistyped, where rows are looked up by it.
    let key: KeyWriting?
    /// By which rows are only looked up: where it is missing it says nothing.
    let isLookup: Bool
    /// Not compared: that it differs is told, but it keeps no rows apart.
    let isAside: Bool

    /// The parts of a row agree with it in this.
    var isCode: Bool { !isLookup && !isAside && !type.isExact }

    /// Agreeing rows have the same hash.
    var isHashed: Bool { window.test == .equal && !isLookup }
  }

  let left: Table
  let right: Table
  let fields: [Field]
  /// The first money and the first date among the fields.
  let amount: Field?
  let date: Field?

  init(_ plan: Plan, _ match: MatchPlan, _ intake: Intake) {
    let left = intake.tables[match.left.source]
    let right = intake.tables[match.right.source]
    let sources = (plan.sources[match.left.source], plan.sources[match.right.source])
    var fields: [Field] = []
    func add(
      _ column: MatchPlan.SharedColumn, _ test: MatchPlan.Test, isCompared: Bool,
      isAside: Bool = false
    ) {
      guard let l = left.columns[column.left], let r = right.columns[column.right] else { return }
      let (own, other) = (sources.0.columns[column.left], sources.1.columns[column.right])
      let isCoded = own.isCoded || other.isCoded
      let isKey = match.key.contains(column) && own.type.isText
      fields.append(
        Field(
          column: column, type: own.type,
          window: Window(left: l, right: r, test: test, intake.calendar),
          isCoded: isCoded, key: isKey ? KeyWriting(left: own, right: other) : nil,
          isLookup: !isCompared && !isCoded, isAside: isAside))
    }
    for comparison in match.comparisons {
      let column = MatchPlan.SharedColumn(
        name: comparison.field, left: comparison.left, right: comparison.right)
      add(column, comparison.test, isCompared: true)
    }
    func isNew(_ column: MatchPlan.SharedColumn) -> Bool {
      !fields.contains { $0.column.left == column.left && $0.column.right == column.right }
    }
    for column in match.key where isNew(column) { add(column, .equal, isCompared: false) }
    for column in match.bridges where isNew(column) { add(column, .equal, isCompared: true) }
    if case (let l?, let r?) = plan.dateColumns(of: match) {
      let column = MatchPlan.SharedColumn(name: "", left: l, right: r)
      if isNew(column) { add(column, .equal, isCompared: true, isAside: true) }
    }
    self.left = left
    self.right = right
    self.fields = fields
    amount = fields.first { $0.type == .money }
    date = fields.first { $0.type == .date }
  }

  /// Whether two rows agree in a field.
  func agrees(_ field: Field, _ left: Int, _ right: Int) -> Bool {
    if field.isLookup {
      let missing = field.window.pair.missing(left, right)
      if missing.left || missing.right { return true }
    }
    return field.window.agrees(left, right)
  }

  /// One hash for each row of a side over these fields.
  func hashes(_ fields: [Field], _ side: MatchSide) -> CellHashes {
    CellHashes(
      fields.compactMap {
        side == .left ? left.columns[$0.column.left] : right.columns[$0.column.right]
      })
  }

  /// How far amounts may lie apart that several rows make up.
  func slack(_ amount: Int128, rowCount: Int) -> Int128 {
    switch self.amount?.window.test {
    case .within(let lower, let upper), .withinWorkingDays(let lower, let upper):
      Int128(max(lower.magnitude, upper.magnitude)) * Int128(rowCount)
    case .withinShare(let share):
      share.multiplied(by: Ratio(abs(amount) * Int128(rowCount))).map {
        $0.numerator / $0.denominator
      } ?? 0
    case .equal, .folded, nil: 0
    }
  }
}
