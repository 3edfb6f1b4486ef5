import Ledger

/// How far a balance has come: the total, its kinds, and everyone who is ranked, each held against the
/// averages. An average is Σ done ÷ Σ planned, never the mean of rates.
struct ProgressFigures: Sendable {
  let plan: ReportPlan.Progress
  let balance: BalancePlan
  /// The balance of the earlier day; nil where there is none.
  let earlier: BalancePlan?
  /// Days before and after `as_of` by which paces are reckoned.
  let daysPast: Int?
  let daysLeft: Int?
  let total: Line
  /// By key; empty where no kinds are told apart.
  private(set) var kinds: [Line] = []
  /// By rate, the highest first; without a rate last.
  private(set) var ranked: [Ranked] = []
  /// Blocks of those who are ranked, by rate as they are; empty where they are not grouped.
  private(set) var groups: [ProgressGroup] = []

  /// Figures of one key of a level.
  struct Line: Sendable {
    var label: String
    /// What it belongs to; empty for nothing.
    var group = ""
    /// Who answers for it; empty for nobody.
    var owner = ""
    var file: String
    var key: String
    var planned: Ratio
    var done: Ratio
    var rate: Ratio?
    /// The same at the earlier day; nil where no such day is known.
    var earlier: Earlier?

    var change: Ratio? { rate.flatMap { rate in earlier?.rate.flatMap(rate.subtracting) } }
  }

  /// Figures of the earlier day. Who was not there then had neither plans nor done anything.
  struct Earlier: Sendable {
    /// Empty where no file has them.
    var file = ""
    var planned = Ratio.zero
    var done = Ratio.zero
    var rate: Ratio?
  }

  struct Ranked: Sendable {
    /// From 1; the same rate, the same rank. nil without a rate.
    var rank: Int?
    var line: Line
    /// One for each kind; nil where nothing is planned of it.
    var kinds: [Line?]
    /// The rate that these plans would have if each kind of them had come as far as its average.
    var expected: Ratio?
  }

  /// nil where there is nothing to show.
  init?(_ facts: RunFacts, _ labels: ReportLabels) {
    guard let plan = facts.plan.report.progress else { return nil }
    self.plan = plan
    balance = facts.plan.balances[plan.balance]
    earlier = plan.earlier.map { facts.plan.balances[$0.balance] }
    let days = { (from: Day?, to: Day?) -> Int? in
      guard let from, let to, from < to else { return nil }
      return Int(to.number) - Int(from.number)
    }
    daysPast = days(plan.earlier?.since, facts.plan.asOf)
    daysLeft = days(facts.plan.asOf, plan.until)
    let source = LineSource(facts, plan, labels)
    guard let total = source.lines([]).first else { return nil }
    self.total = total
    if let kind = plan.kind { kinds = source.lines([kind]) }
    ranked = rank(source)
    if plan.groups != nil { groups = ProgressGroup.all(self) }
  }

  /// The dimension of the kinds.
  var kindName: String? { plan.kind.map { balance.dimensions[$0].name } }

  /// What is still to be done to reach the target; nil without one.
  func needed(_ line: Line) -> Ratio? {
    guard let target = plan.target, let wanted = line.planned.multiplied(by: target),
      let rest = wanted.subtracting(line.done)
    else { return nil }
    return max(rest, .zero)
  }

  /// What is to be done in each 30 days that are left.
  func neededMonthly(_ line: Line) -> Ratio? {
    guard let daysLeft, let needed = needed(line) else { return nil }
    return monthly(needed, days: daysLeft)
  }

  /// What was done in 30 days since the earlier day.
  func paceMonthly(_ line: Line) -> Ratio? {
    guard let daysPast, let earlier = line.earlier, let grown = line.done.subtracting(earlier.done)
    else { return nil }
    return monthly(grown, days: daysPast)
  }

  /// How many times as fast it must go on; nil where nothing was done since.
  func multiple(_ line: Line) -> Ratio? {
    guard let needed = neededMonthly(line), let pace = paceMonthly(line), pace > .zero else {
      return nil
    }
    return needed.divided(by: pace)
  }

  private func monthly(_ amount: Ratio, days: Int) -> Ratio? {
    amount.multiplied(by: Ratio(30, over: Int128(days)))
  }

  private func rank(_ source: LineSource) -> [Ranked] {
    let rows = source.lines([plan.ranked])
    let kindLines = source.kindLines()
    let ranked = rows.map { line in
      let own = kinds.map { kind in kindLines[LineSource.Pair(line.key, kind.key)] }
      return Ranked(line: line, kinds: own, expected: expected(own, line))
    }
    var sorted = ranked.enumerated().sorted { a, b in
      switch (a.element.line.rate, b.element.line.rate) {
      case (let x?, let y?) where x != y: x > y
      case (_?, nil): true
      case (nil, _?): false
      default: a.offset < b.offset
      }
    }.map(\.element)
    for index in sorted.indices where sorted[index].line.rate != nil {
      let isTied = index > 0 && sorted[index - 1].line.rate == sorted[index].line.rate
      sorted[index].rank = isTied ? sorted[index - 1].rank : index + 1
    }
    return sorted
  }

  /// Σ planned × average of the kind ÷ Σ planned.
  private func expected(_ own: [Line?], _ line: Line) -> Ratio? {
    guard !kinds.isEmpty, line.planned > .zero else { return nil }
    var sum = Ratio.zero
    for (own, kind) in zip(own, kinds) {
      guard let own, own.planned != .zero else { continue }
      guard let rate = kind.rate, let part = own.planned.multiplied(by: rate),
        let next = sum.adding(part)
      else { return nil }
      sum = next
    }
    return sum.divided(by: line.planned)
  }
}

extension ProgressFigures.Ranked {
  /// Something is planned and nothing done.
  var isAtZero: Bool { line.planned > .zero && line.done == .zero }
  /// The same at the earlier day.
  var wasAtZero: Bool {
    line.earlier.map { $0.planned > .zero && $0.done == .zero } ?? false
  }
}

extension ProgressFigures {
  /// Lower than the average of everything.
  func isBelowAverage(_ row: Ranked) -> Bool {
    guard let rate = row.line.rate, let average = total.rate else { return false }
    return rate < average
  }

  /// Lower than the average of the same kind in one of its kinds.
  func isBelowItsKind(_ row: Ranked) -> Bool {
    zip(row.kinds, kinds).contains { own, kind in
      guard let rate = own?.rate, let average = kind.rate else { return false }
      return rate < average
    }
  }
}
