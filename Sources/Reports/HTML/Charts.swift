import Ledger

/// Drawing in whole numbers: 1000 units are the width of a chart, whatever its size on paper.
enum Chart {
  static let width = 1000

  /// Where a value stands between two others, 0…1000.
  static func place(_ value: Ratio, from low: Ratio, to high: Ratio) -> Int {
    guard let span = high.subtracting(low), span > .zero, let part = value.subtracting(low),
      let share = part.divided(by: span), let scaled = share.multiplied(by: Ratio(width)),
      let place = scaled.rounded(decimals: 0)
    else { return 0 }
    return Int(min(max(place, 0), Int128(width)))
  }

  /// A picture that fills its cell; `height` in the units of its width only by chance.
  static func picture(_ title: String, height: Int, _ shapes: [HTML]) -> HTML {
    .element(
      .svg, .init(.viewBox, "0 0 \(width) \(height)"), .init(.preserveAspectRatio, "none"),
      .init(.role, "img"), .init(.focusable, "false"),
      of: [.element(.svgTitle, title)] + shapes)
  }

  static func bar(_ name: String, from left: Int, to right: Int, y: Int, height: Int) -> HTML {
    .element(
      .rect, .init(.class, name), .init(.x, String(left)), .init(.y, String(y)),
      .init(.width, String(right - left)), .init(.height, String(height)), of: [])
  }

  static func line(_ name: String, x: Int, from top: Int, to bottom: Int) -> HTML {
    .element(
      .line, .init(.class, name), .init(.x1, String(x)), .init(.y1, String(top)),
      .init(.x2, String(x)), .init(.y2, String(bottom)), of: [])
  }
}

extension Chart {
  /// A line that is seen on any bar: it has a rim of the colour of the page.
  static func mark(_ name: String, x: Int, from top: Int, to bottom: Int) -> [HTML] {
    ["rim \(name)", name].map { line($0, x: x, from: top, to: bottom) }
  }
}

/// A row of a chart that is a table: what it is about, the picture, the figure.
struct ChartRow {
  var label: String
  /// Below the label.
  var remark = ""
  var picture: HTML
  var figure: HTML
  var isTotal = false
  var file: String
  var key: String
  /// The CSV column of the figure.
  var csv: String
  /// Characters of a key in the markup: hostile ones are longer.
  static let keyLengthMax = 160

  var markup: HTML {
    var attributes: [HTML.Attribute] = [.init(.dataFile, file)]
    if isTotal { attributes.insert(.init(.class, "total"), at: 0) }
    if !key.isEmpty { attributes.append(.init(.dataKey, clipped(key, to: Self.keyLengthMax))) }
    let remark: [HTML] = remark.isEmpty ? [] : [.text(" "), .element(.small, remark)]
    return .element(
      .tr, attributes,
      [
        .element(.th, [.init(.scope, "row"), .init(.class, "w")], [.text(label)] + remark),
        .element(.td, class: "chart", of: [picture]),
        .element(.td, [.init(.class, "n"), .init(.dataColumn, csv)], [figure]),
      ])
  }
}

/// Rates of everyone who is ranked: bars, the overall average as a line through all of them, and for
/// each a mark where its own plans would stand at the averages of their kinds.
struct RankedChart {
  let figures: ProgressFigures
  let tables: TableMarkup
  let label: String

  static let rowCountMax = 60

  func markup(id: String) -> HTML {
    let (wording, form) = (tables.wording, tables.form)
    let rates =
      figures.ranked.compactMap(\.line.rate) + [figures.total.rate, Ratio(1)].compactMap(\.self)
    let high = rates.max() ?? Ratio(1)
    let rows = figures.ranked.prefix(Self.rowCountMax).map { row in
      ChartRow(
        label: row.line.label, picture: picture(row, high),
        figure: tables.value(row.line.rate.asValue, .rate), file: row.line.file, key: row.line.key,
        csv: figures.balance.measures[figures.plan.rate].name
      ).markup
    }
    let head = HTML.element(
      .tr,
      of: [
        .element(.th, .init(.scope, "col"), .init(.class, "w"), of: [.text(label)]),
        .element(
          .th, .init(.scope, "col"), .init(.class, "scale"),
          of: [
            .element(.span, form.text(.exact(.zero), .rate)),
            .element(.span, form.text(.exact(high), .rate)),
          ]),
        .element(.th, .init(.scope, "col"), .init(.class, "n"), of: [.text(wording.rate)]),
      ])
    return .element(
      .table, .init(.class, "bars"), .init(.ariaLabelledBy, id),
      of: [.element(.thead, of: [head]), .element(.tbody, of: Array(rows))])
  }

  private func picture(_ row: ProgressFigures.Ranked, _ high: Ratio) -> HTML {
    let (wording, form) = (tables.wording, tables.form)
    func place(_ rate: Ratio) -> Int { Chart.place(rate, from: .zero, to: high) }
    var shapes: [HTML] = []
    if let rate = row.line.rate {
      let isBelow =
        figures.kinds.isEmpty ? figures.isBelowAverage(row) : figures.isBelowItsKind(row)
      shapes.append(
        Chart.bar(isBelow ? "below" : "above", from: 0, to: place(rate), y: 5, height: 14))
    }
    if let average = figures.total.rate {
      shapes += Chart.mark("average", x: place(average), from: 0, to: 24)
    }
    if let expected = row.expected {
      shapes += Chart.mark("expected", x: place(expected), from: 2, to: 22)
    }
    let title = wording.bar(
      form.text(row.line.rate.asValue, .rate),
      average: form.text(figures.total.rate.asValue, .rate),
      expected: row.expected.map { form.text(.exact($0), .rate) })
    return Chart.picture(title, height: 24, shapes)
  }

  /// What lines and colours stand for.
  func legend(kinds: String?) -> HTML {
    let (wording, form) = (tables.wording, tables.form)
    func item(_ shape: HTML, _ text: String) -> HTML {
      let picture = HTML.element(
        .svg, .init(.viewBox, "0 0 24 24"), .init(.ariaHidden, "true"), .init(.focusable, "false"),
        of: [shape])
      return .element(.li, of: [picture, .text(text)])
    }
    var items = [
      item(Chart.bar("above", from: 2, to: 22, y: 7, height: 10), wording.legendAbove),
      item(Chart.bar("below", from: 2, to: 22, y: 7, height: 10), wording.legendBelow),
      item(
        Chart.line("average", x: 12, from: 0, to: 24),
        wording.legendAverage(form.text(figures.total.rate.asValue, .rate))),
    ]
    if let kinds {
      items.append(
        item(Chart.line("expected", x: 12, from: 2, to: 22), wording.legendExpected(kinds)))
    }
    return .element(.ul, class: "legend", of: items)
  }
}
