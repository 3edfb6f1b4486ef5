import Ledger

/// Finds, among the rows of one key, rows that several rows of the other side add up to.
struct SubsetFinder: Sendable {
  let subset: MatchPlan.Subset
  let left: [Int64]
  let right: [Int64]
  let windows: [Window]
  /// Tell rows apart by amount and by what the windows look at.
  let identities: (left: Identity, right: Identity)
  let stepCountMax: Int

  /// What the rows of one key give.
  struct Finds {
    var groups: [RowSet] = []
    var ties: [RowSet] = []
    /// Rows whose search gave up, or whose answer such a search may share.
    var undecided: [(side: MatchSide, row: Int)] = []

    var isEmpty: Bool { groups.isEmpty && ties.isEmpty && undecided.isEmpty }
  }

  func finds(in rows: RowSet) -> Finds {
    let lefts = SubsetSide(rows.left, on: .left, left, identities.left, windows)
    let rights = SubsetSide(rows.right, on: .right, right, identities.right, windows)
    var account = SubsetAccount(left: lefts, right: rights)
    for index in lefts.classes.indices {
      account.add(answer(for: index, of: lefts, among: rights), of: .left, index)
    }
    for index in rights.classes.indices {
      account.add(answer(for: index, of: rights, among: lefts), of: .right, index)
    }
    return account.finds()
  }

  /// What the rows of a class, which are all alike, add up from.
  func answer(
    for index: Int, of side: SubsetSide, among others: SubsetSide
  ) -> SubsetAnswer {
    let row = side.classes[index][0]
    let places = others.reach.range(of: row)
    guard places.count <= stepCountMax else { return SubsetAnswer(outcome: .gaveUp, reach: places) }
    var candidates: [(value: Int64, index: Int)] = []
    for other in others.reach.order[places] {
      let partner = others.classes[other][0]
      let isWithin = windows.allSatisfy {
        side.side == .left ? $0.admits(row, partner) : $0.admits(partner, row)
      }
      if isWithin { candidates.append((others.amounts[partner], other)) }
    }
    candidates.sort { $0 < $1 }
    let bounds = bounds(of: Int128(side.amounts[row]), on: side.side)
    let search = SubsetSearch(
      amounts(candidates, others), from: bounds.lowerBound, through: bounds.upperBound,
      partCountMax: subset.partCountMax, stepCountMax: stepCountMax)
    let outcome = search.run()
    let used = outcome.used
    let parts = candidates.filter { used.contains($0.value) }.map(\.index)
    return SubsetAnswer(outcome: outcome, parts: parts, reach: places)
  }

  /// The distinct amounts of candidates, which ascend, with the rows that have them.
  private func amounts(
    _ candidates: [(value: Int64, index: Int)], _ side: SubsetSide
  ) -> [SubsetSearch.Amount] {
    var amounts: [SubsetSearch.Amount] = []
    for (value, index) in candidates {
      let count = side.classes[index].count
      if amounts.last?.value == value {
        amounts[amounts.count - 1].count += count
      } else {
        amounts.append(SubsetSearch.Amount(value: value, count: count))
      }
    }
    return amounts
  }

  /// Sums of parts that a row goes with.
  private func bounds(of amount: Int128, on side: MatchSide) -> ClosedRange<Int128> {
    side == .left
      ? amount + Int128(subset.lower)...amount + Int128(subset.upper)
      : amount - Int128(subset.upper)...amount - Int128(subset.lower)
  }
}

/// The rows of one side of a key that can be part of a sum, alike ones together.
struct SubsetSide {
  let side: MatchSide
  let classes: [[Int]]
  let amounts: [Int64]
  let reach: Reach

  /// A row without an amount, or with 0, could stand in any sum and stands in none.
  init(
    _ rows: [Int], on side: MatchSide, _ amounts: [Int64], _ identity: Identity,
    _ windows: [Window]
  ) {
    self.side = side
    self.amounts = amounts
    classes = identity.classes(
      of: rows.filter { amounts[$0] != 0 && amounts[$0] != Column.missingExact })
    reach = Reach(windows, rows: classes.map { $0[0] }, on: side)
  }
}
