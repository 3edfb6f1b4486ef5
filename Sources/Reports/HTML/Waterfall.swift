import Ledger

/// A bridge as a waterfall: each amount hangs where the one before it ended.
struct Waterfall {
  let steps: BridgeSteps
  let tables: TableMarkup
  private let low: Ratio
  private let high: Ratio

  init(_ steps: BridgeSteps, _ tables: TableMarkup) {
    self.steps = steps
    self.tables = tables
    var running = steps.left.amount
    var ends = [running, steps.right.amount]
    for step in steps.between {
      running += step.amount
      ends.append(running)
    }
    let (least, most) = (ends.min() ?? 0, ends.max() ?? 0)
    let span = most - least
    // Differences of a hundredth of the totals cannot be seen on an axis from 0.
    let isCut = least > 0 && least / 2 > span
    low = Ratio(isCut ? max(0, least - max(span / 4, 1)) : min(0, least))
    high = Ratio(max(most + (isCut ? span / 20 : 0), isCut ? most : 0))
  }

  /// Where the axis begins, when that is not 0.
  var axisStart: Ratio? { low > .zero ? low : nil }

  func markup(id: String) -> HTML {
    let wording = tables.wording
    var rows = [total(steps.left, isLeft: true)]
    var running = steps.left.amount
    for step in steps.between {
      rows.append(row(step, from: running))
      running += step.amount
    }
    rows.append(total(steps.right, isLeft: false))
    func heading(_ text: String, _ name: String) -> HTML {
      .element(.th, .init(.scope, "col"), .init(.class, name), of: [.text(text)])
    }
    let head = HTML.element(
      .tr,
      of: [
        heading(wording.step, "w"), .element(.td, class: "scale", ""),
        heading(wording.amountExact, "n"),
      ])
    return .element(
      .table, .init(.class, "bars waterfall"), .init(.ariaLabelledBy, id),
      of: [.element(.thead, of: [head]), .element(.tbody, of: rows.map(\.markup))])
  }

  private func place(_ amount: Int128) -> Int { Chart.place(Ratio(amount), from: low, to: high) }

  private func total(_ step: BridgeSteps.Step, isLeft: Bool) -> ChartRow {
    let end = place(step.amount)
    var shapes = [
      Chart.bar("whole", from: min(place(0), end), to: max(place(0), end), y: 5, height: 14)
    ]
    if axisStart != nil {
      // Two cuts through the bar: it does not begin at 0.
      shapes += [40, 56].map {
        .element(.path, .init(.class, "cut"), .init(.d, "M\($0 - 8) 24L\($0 + 8) 0"), of: [])
      }
    }
    shapes.append(Chart.line("link", x: end, from: isLeft ? 19 : 0, to: isLeft ? 24 : 5))
    return row(step, shapes, .value(.money), isTotal: true)
  }

  private func row(_ step: BridgeSteps.Step, from start: Int128) -> ChartRow {
    let (a, b) = (place(start), place(start + step.amount))
    // What is too small for the scale is a hair all the same.
    let right = max(max(a, b), min(a, b) + 3)
    return row(
      step,
      [
        Chart.line("link", x: a, from: 0, to: 5),
        Chart.bar(step.amount < 0 ? "less" : "plus", from: min(a, b), to: right, y: 5, height: 14),
        Chart.line("link", x: b, from: 19, to: 24),
      ], .change, isTotal: false)
  }

  private func row(
    _ step: BridgeSteps.Step, _ shapes: [HTML], _ form: ReportTable.Form, isTotal: Bool
  ) -> ChartRow {
    let text = tables.form.text(.money(step.amount), form)
    return ChartRow(
      label: step.label,
      remark: tables.wording.many(step.rows, "dòng", "row", "rows"),
      picture: Chart.picture("\(step.label): \(text)", height: 24, shapes),
      figure: tables.value(.money(step.amount), form), isTotal: isTotal, file: steps.file,
      key: step.key, csv: "amount")
  }
}
