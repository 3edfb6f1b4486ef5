import Ledger

/// Figures of a balance for a screen: the total, and one dimension of few values.
struct BalanceSummary {
  private let plan: BalancePlan
  private let form: LanguageForm
  private let wording: SummaryWording
  private var rows: [(label: String, values: [Value])] = []

  /// Values of a dimension that a summary shows at most.
  private static let valueCountMax = 4

  /// nil where the balance has no total.
  init?(balance index: Int, _ facts: RunFacts) {
    plan = facts.plan.balances[index]
    form = facts.languageForm
    wording = SummaryWording(form)
    let levels = facts.reconciliation.balances[index].levels
    guard let top = levels.first(where: { $0.dimensions.isEmpty }), top.rowCount > 0 else {
      return nil
    }
    rows = [(wording.total, top.measures.map { $0[0] })]
    let groups = plan.levels.filter { $0.count == 1 }.compactMap { written in
      levels.first { $0.dimensions == written }
    }.filter { (2...BalanceSummary.valueCountMax).contains($0.rowCount) }
    if let group = groups.min(by: { $0.rowCount < $1.rowCount }) {
      let type = plan.dimensions[group.dimensions[0]].type
      for row in 0..<group.rowCount {
        rows.append((form.text(group.keys[0][row], type: type), group.measures.map { $0[row] }))
      }
    }
  }

  func lines(width: Int) -> [SummaryLine] {
    let isMillions = rows[0].values.indices.contains { index in
      plan.measures[index].type == .money
        && rows[0].values[index].ratio.map { isLarge($0, form.currency) } == true
    }
    let unit = wording.moneyUnit(isMillions: isMillions)
    let head = "\(plan.name) (\(unit))"
    let labelWidth = min(30, max(head.count, rows.map(\.label.count).max() ?? 0))
    let cells = rows.map { row in
      zip(row.values, plan.measures).map { cell($0, $1.type, isMillions: isMillions) }
    }
    let widths = plan.measures.indices.map { index in
      max(plan.measures[index].name.count, cells.map { $0[index].count }.max() ?? 0)
    }
    let shown = shownMeasures(widths, room: width - labelWidth)
    var header = SummaryLine(filled(shortened(head, to: labelWidth), to: labelWidth), .dim)
    for index in shown {
      header.add("  " + filled(plan.measures[index].name, to: widths[index], isNumber: true), .dim)
    }
    return [header]
      + zip(rows, cells).enumerated().map { number, row in
        let colour: Paint.Colour = number == 0 ? .bold : .plain
        let label = shortened(row.0.label, to: labelWidth)
        var line = SummaryLine(filled(label, to: labelWidth), colour)
        for index in shown {
          line.add("  " + filled(row.1[index], to: widths[index], isNumber: true), colour)
        }
        return line
      }
  }

  private func cell(_ value: Value, _ type: ValueType, isMillions: Bool) -> String {
    guard type == .money, isMillions, let ratio = value.ratio,
      let millions = ratio.divided(by: Ratio(powerOfTen(6 + form.currency.decimals))),
      let rounded = millions.rounded(decimals: 0)
    else { return form.text(value, type: type) }
    return form.text(.exact(Ratio(rounded)), type: .integer)
  }

  /// As many measures as there is room for; rates are the last to go.
  private func shownMeasures(_ widths: [Int], room: Int) -> [Int] {
    var shown = Array(widths.indices)
    while shown.reduce(0, { $0 + widths[$1] + 2 }) > room, !shown.isEmpty {
      let last = shown.lastIndex { plan.measures[$0].type != .rate } ?? shown.count - 1
      shown.remove(at: last)
    }
    return shown
  }
}
