import Ledger

/// Figures of a balance for a screen: the total, and one dimension of few values.
struct BalanceSummary {
  private let plan: BalancePlan
  private let form: LanguageForm
  private let wording: SummaryWording
  private let headings: [String]
  private var rows: [Row] = []

  private struct Row {
    var name: String
    /// Shorter than the name, as a rule.
    var code: String
    var values: [Value]
  }

  /// Values of a dimension that a summary shows at most.
  private static let valueCountMax = 4

  /// nil where the balance has no total.
  init?(balance index: Int, _ facts: RunFacts) {
    plan = facts.plan.balances[index]
    form = facts.languageForm
    wording = SummaryWording(form)
    headings = plan.measures.map { facts.plan.report.labels[$0.name] ?? $0.name }
    let levels = facts.reconciliation.balances[index].levels
    guard let top = levels.first(where: { $0.dimensions.isEmpty }), top.rowCount > 0 else {
      return nil
    }
    rows = [Row(name: wording.total, code: wording.total, values: top.measures.map { $0[0] })]
    let groups = plan.levels.filter { $0.count == 1 }.compactMap { written in
      levels.first { $0.dimensions == written }
    }.filter { (2...BalanceSummary.valueCountMax).contains($0.rowCount) }
    if let group = groups.min(by: { $0.rowCount < $1.rowCount }) {
      let dimension = plan.dimensions[group.dimensions[0]]
      let names = facts.plan.report.writtenNames(of: dimension.name)
      for row in 0..<group.rowCount {
        let code = form.text(group.keys[0][row], type: dimension.type)
        rows.append(
          Row(name: names[code] ?? code, code: code, values: group.measures.map { $0[row] }))
      }
    }
  }

  func lines(width: Int) -> [SummaryLine] {
    // A name gives way to its code before a figure does.
    let named = layout(rows.map(\.name), width: width)
    let coded = layout(rows.map(\.code), width: width)
    return lines(named.shown.count < coded.shown.count ? coded : named)
  }

  /// What stands where.
  private struct Layout {
    var title: (upper: String, lower: String)
    var labels: [String]
    var labelWidth: Int
    /// Of all measures: headings of one or two lines, figures by row, and their widths.
    var headings: [(upper: String, lower: String)]
    var cells: [[String]]
    var widths: [Int]
    /// Measures there is room for.
    var shown: [Int]
  }

  private func layout(_ labels: [String], width: Int) -> Layout {
    let isMillions = rows[0].values.indices.contains { index in
      plan.measures[index].type == .money
        && rows[0].values[index].ratio.map { isLarge($0, form.currency) } == true
    }
    let cells = rows.map { row in
      zip(row.values, plan.measures).map { cell($0, $1.type, isMillions: isMillions) }
    }
    let figureWidths = plan.measures.indices.map { index in
      cells.map { $0[index].count }.max() ?? 0
    }
    let headings = zip(self.headings, figureWidths).map { inTwo($0, width: $1) }
    let unit = "(\(wording.moneyUnit(isMillions: isMillions)))"
    let isOneLine = headings.allSatisfy { $0.upper.isEmpty }
    let title = isOneLine ? ("", "\(plan.title) \(unit)") : (plan.title, unit)
    let labelWidth = min(30, ([title.0, title.1] + labels).map(\.count).max() ?? 0)
    let widths = zip(headings, figureWidths).map { max($0.upper.count, $0.lower.count, $1) }
    return Layout(
      title: title, labels: labels, labelWidth: labelWidth, headings: headings, cells: cells,
      widths: widths, shown: shownMeasures(widths, room: width - labelWidth))
  }

  private func lines(_ layout: Layout) -> [SummaryLine] {
    func line(_ label: String, _ cells: [String], _ colour: Paint.Colour) -> SummaryLine {
      let label = filled(shortened(label, to: layout.labelWidth), to: layout.labelWidth)
      var line = SummaryLine(label, colour)
      for index in layout.shown {
        line.add("  " + filled(cells[index], to: layout.widths[index], isNumber: true), colour)
      }
      return line
    }
    let title = layout.title
    return (title.upper.isEmpty ? [] : [line(title.upper, layout.headings.map(\.upper), .dim)])
      + [line(title.lower, layout.headings.map(\.lower), .dim)]
      + rows.indices.map { line(layout.labels[$0], layout.cells[$0], $0 == 0 ? .bold : .plain) }
  }

  /// A heading that is wider than its figures on two lines, cut between words where that is narrowest.
  private func inTwo(_ heading: String, width: Int) -> (upper: String, lower: String) {
    let words = heading.split(separator: " ")
    guard heading.count > width, words.count > 1 else { return ("", heading) }
    let halves = (1..<words.count).map {
      (words[..<$0].joined(separator: " "), words[$0...].joined(separator: " "))
    }
    return halves.min { max($0.0.count, $0.1.count) < max($1.0.count, $1.1.count) } ?? ("", heading)
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

extension ReportPlan {
  /// Names of a dimension's values that stand in the rule file.
  fileprivate func writtenNames(of dimension: String) -> [String: String] {
    for entry in names where entry.dimension == dimension {
      if case .written(let names) = entry.place { return names }
    }
    return [:]
  }
}
