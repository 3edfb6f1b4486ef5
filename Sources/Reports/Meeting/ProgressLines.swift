import Ledger

/// Reads lines from the levels of the balance.
struct LineSource {
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
        let (code, dimension) = (figures.keys[0][row], balance.dimensions[plan.ranked])
        line.group = labels.group(code, of: dimension)
        line.owner = labels.owner(code, of: dimension)
      }
      if plan.earlier != nil { line.earlier = earlier[line.key] ?? .init() }
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

  private func earlierRows(_ level: [Int]) -> [String: ProgressFigures.Earlier] {
    guard let earlier = plan.earlier else { return [:] }
    let before = facts.plan.balances[earlier.balance]
    let same = level.compactMap { before.dimension(named: balance.dimensions[$0].name) }.sorted()
    guard let figures = facts.reconciliation.balances[earlier.balance].figures(same) else {
      return [:]
    }
    var rows: [String: ProgressFigures.Earlier] = [:]
    for row in 0..<figures.rowCount {
      func figure(_ measure: Int) -> Ratio? { figures.measures[measure][row].ratio }
      rows[keyText(before, figures, row, form)] = .init(
        file: before.fileName(ofLevel: same), planned: figure(earlier.planned) ?? .zero,
        done: figure(earlier.done) ?? .zero, rate: figure(earlier.rate))
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
