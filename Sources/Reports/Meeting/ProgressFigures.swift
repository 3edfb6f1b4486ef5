import Ledger

/// How far a balance has come: the total, its kinds, and everyone who is ranked, each held against the
/// averages. An average is Σ done ÷ Σ planned, never the mean of rates.
struct ProgressFigures: Sendable {
  let plan: ReportPlan.Progress
  let balance: BalancePlan
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
    var file: String
    var key: String
    var planned: Ratio
    var done: Ratio
    var rate: Ratio?
    var earlierRate: Ratio?
    /// Done at the earlier day.
    var earlierDone: Ratio?

    var change: Ratio? { rate.flatMap { rate in earlierRate.flatMap(rate.subtracting) } }
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
    if plan.groups != nil { groups = ProgressGroup.all(ranked) }
  }

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
    guard let daysPast, let before = line.earlierDone, let grown = line.done.subtracting(before)
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

/// Reads lines from the levels of the balance.
private struct LineSource {
  struct Pair: Hashable {
    let ranked: String
    let kind: String

    init(_ ranked: String, _ kind: String) {
      self.ranked = ranked
      self.kind = kind
    }
  }

  private let facts: RunFacts
  private let plan: ReportPlan.Progress
  private let balance: BalancePlan
  private let labels: ReportLabels
  private let form: PlainForm

  init(_ facts: RunFacts, _ plan: ReportPlan.Progress, _ labels: ReportLabels) {
    self.facts = facts
    self.plan = plan
    balance = facts.plan.balances[plan.balance]
    self.labels = labels
    form = PlainForm(facts.plan.currency)
  }

  /// The lines of a level of at most one dimension, in its order.
  func lines(_ level: [Int]) -> [ProgressFigures.Line] {
    guard let figures = facts.reconciliation.balances[plan.balance].figures(level) else {
      return []
    }
    let earlier = earlierRows(level)
    return (0..<figures.rowCount).map { row in
      var line = line(figures, row)
      if level.isEmpty { line.label = "" }
      if level == [plan.ranked] {
        line.group = labels.group(figures.keys[0][row], of: balance.dimensions[plan.ranked])
      }
      if let known = earlier[line.key] { (line.earlierDone, line.earlierRate) = known }
      // Who was not there before had done nothing.
      if plan.earlier != nil, earlier[line.key] == nil { line.earlierDone = .zero }
      return line
    }
  }

  /// The lines of everyone who is ranked in each kind.
  func kindLines() -> [Pair: ProgressFigures.Line] {
    guard let kind = plan.kind else { return [:] }
    let level = [plan.ranked, kind].sorted()
    guard let figures = facts.reconciliation.balances[plan.balance].figures(level) else {
      return [:]
    }
    var lines: [Pair: ProgressFigures.Line] = [:]
    for row in 0..<figures.rowCount {
      let keys = [plan.ranked, kind].map { key(figures, row, only: $0) }
      lines[Pair(keys[0], keys[1])] = line(figures, row)
    }
    return lines
  }

  private func line(_ figures: BalanceResult.Level, _ row: Int) -> ProgressFigures.Line {
    let labels = zip(figures.dimensions, figures.keys).map {
      self.labels.name($1[row], of: balance.dimensions[$0])
    }
    return ProgressFigures.Line(
      label: labels.joined(separator: ", "), file: balance.fileName(ofLevel: figures.dimensions),
      key: key(figures, row), planned: figures.measures[plan.planned][row].ratio ?? .zero,
      done: figures.measures[plan.done][row].ratio ?? .zero,
      rate: figures.measures[plan.rate][row].ratio)
  }

  /// `unit=1088301; capital=SN`.
  private func key(_ figures: BalanceResult.Level, _ row: Int, only: Int? = nil) -> String {
    keyText(balance, figures, row, form, only: only)
  }

  private func earlierRows(_ level: [Int]) -> [String: (Ratio?, Ratio?)] {
    guard let earlier = plan.earlier else { return [:] }
    let before = facts.plan.balances[earlier.balance]
    let names = level.map { balance.dimensions[$0].name }
    guard
      let figures = facts.reconciliation.balances[earlier.balance].figures(
        names.compactMap(before.dimension).sorted())
    else { return [:] }
    var rows: [String: (Ratio?, Ratio?)] = [:]
    for row in 0..<figures.rowCount {
      rows[keyText(before, figures, row, form)] = (
        figures.measures[earlier.done][row].ratio, figures.measures[earlier.rate][row].ratio
      )
    }
    return rows
  }
}

/// The key of a balance's row as findings write it: `unit=1088301; capital=SN`.
func keyText(
  _ balance: BalancePlan, _ figures: BalanceResult.Level, _ row: Int, _ form: PlainForm,
  only: Int? = nil
) -> String {
  zip(figures.dimensions, figures.keys).compactMap { dimension, values in
    if let only, dimension != only { return nil }
    let plan = balance.dimensions[dimension]
    return "\(plan.name)=\(form.text(values[row], type: plan.type))"
  }.joined(separator: "; ")
}
