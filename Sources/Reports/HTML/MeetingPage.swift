import Ledger

/// report.html: two pages for the meeting, then annexes, each from a new page.
struct MeetingPage {
  static let fileName = "report.html"

  private let report: MeetingReport
  private let wording: ReportWording
  private let form: ReportForm
  private let tables: TableMarkup

  init(_ report: MeetingReport) {
    self.report = report
    wording = report.wording
    form = report.form
    tables = TableMarkup(report.facts)
  }

  var bytes: [UInt8] {
    let annexes = annexes
    return page(
      report.title, wording.language,
      [firstSheet(annexes)] + secondSheet + annexes.map(\.markup), footer: footer)
  }

  // MARK: The pages for the meeting

  private func firstSheet(_ annexes: [Annex]) -> HTML {
    var parts = [header, verdict(annexes)]
    if let progress = report.progress, let progressTables = report.progressTables {
      parts.append(cards(progress))
      parts.append(tables.block(progressTables.kinds, id: "kinds"))
      let movements = progressTables.movements
      if !movements.isEmpty { parts.append(.element(.p, class: "movements", movements)) }
    }
    var pair: [HTML] = []
    if let progressTables = report.progressTables {
      pair.append(tables.block(progressTables.atZero.first(6), id: "zero"))
    }
    pair.append(tables.block(report.findings.owners.first(6), id: "owners"))
    parts += report.bridges.prefix(1).map { waterfall($0.short(wording), id: "waterfall") }
    parts.append(.element(.div, class: "pair", of: pair))
    return .element(.section, class: "sheet", of: parts)
  }

  private var header: HTML {
    var meta = [wording.unit(isMillions: form.isMillions)]
    if let asOf = report.facts.plan.asOf { meta.insert(wording.asOf(asOf), at: 0) }
    return .element(
      .header,
      of: [
        .element(.p, class: "kicker", wording.kicker),
        .element(.h1, tables.ownAttributes, [.text(report.title)]),
        .element(.p, class: "meta", meta.joined(separator: " · ")),
      ])
  }

  /// Whether anything can be concluded, why not, and what was found.
  private func verdict(_ annexes: [Annex]) -> HTML {
    let isIncomplete = report.facts.intake.isIncomplete
    let reasons = report.facts.incompleteBecause.map { clipped($0, to: 300) }
    let read = wording.summary.inputs(
      files: report.facts.intake.fileCount, rows: report.facts.intake.dataRowCount,
      rejected: report.facts.intake.account.rejected,
      asOf: nil)
    var parts: [HTML] = [
      .element(.p, class: "says", isIncomplete ? wording.incomplete : wording.complete)
    ]
    if isIncomplete {
      var items = reasons.prefix(5).map { HTML.element(.li, $0) }
      if reasons.count > 5 { items.append(.element(.li, wording.more(reasons.count - 5))) }
      parts.append(.element(.ul, of: Array(items)))
      if !report.facts.only.isEmpty {
        parts.append(.element(.p, wording.summary.only(report.facts.only) + "."))
      }
    } else {
      parts.append(.element(.p, wording.completeBecause(only: report.facts.only)))
    }
    parts.append(
      .element(
        .p,
        of: [.element(.b, wording.summary.counts(report.tally)), .text(". " + read + ".")]))
    let links = annexes.map { annex in
      HTML.element(.li, of: [.element(.a, .init(.href, "#" + annex.id), of: [.text(annex.title)])])
    }
    return .group([
      .element(
        .section, .init(.class, isIncomplete ? "verdict incomplete" : "verdict"), of: parts),
      .element(
        .nav, .init(.class, "annexes"), .init(.ariaLabel, wording.contents),
        of: [.element(.ul, of: links)]),
    ])
  }

  /// The rates, large, each with its way to the target.
  private func cards(_ progress: ProgressFigures) -> HTML {
    let lines = [progress.total] + progress.kinds.prefix(5)
    return .element(
      .div, class: "cards",
      of: lines.enumerated().map { index, line in
        card(line, label: index == 0 ? wording.all : line.label, isTotal: index == 0, progress)
      })
  }

  private func card(
    _ line: ProgressFigures.Line, label: String, isTotal: Bool, _ progress: ProgressFigures
  ) -> HTML {
    let measures = progress.balance.measures
    func figure(_ ratio: Ratio?, _ form: ReportTable.Form, _ measure: Int) -> HTML {
      .element(
        .span, .init(.dataColumn, measures[measure].name), of: [tables.value(ratio.asValue, form)])
    }
    var facts: [[HTML]] = [
      [
        figure(line.done, .money, progress.plan.done), .text(" / "),
        figure(line.planned, .money, progress.plan.planned),
      ]
    ]
    if let target = progress.plan.target, let gap = line.rate?.subtracting(target) {
      facts.append([
        .text(wording.toTarget(form.text(target: target), form.text(.exact(gap), .points)))
      ])
    }
    if let earlier = progress.plan.earlier, let change = line.change {
      facts.append([.text(wording.since(earlier.since, form.text(.exact(change), .points)))])
    }
    return .element(
      .div, [.init(.class, "card"), .init(.dataFile, line.file), .init(.dataKey, line.key)],
      [
        .element(.h3, isTotal ? [] : tables.ownAttributes, [.text(label)]),
        .element(
          .p, class: "figure", of: [figure(line.rate, .rate, progress.plan.rate)]),
        gauge(line, progress),
      ] + facts.map { .element(.p, of: $0) })
  }

  private func gauge(_ line: ProgressFigures.Line, _ progress: ProgressFigures) -> HTML {
    let high = max(Ratio(1), line.rate ?? .zero, progress.plan.target ?? .zero)
    func place(_ rate: Ratio) -> Int { Chart.place(rate, from: .zero, to: high) }
    var shapes = [Chart.bar("track", from: 0, to: Chart.width, y: 5, height: 14)]
    if let rate = line.rate {
      shapes.append(Chart.bar("done", from: 0, to: place(rate), y: 5, height: 14))
    }
    var title = form.text(line.rate.asValue, .rate)
    if let target = progress.plan.target {
      shapes += Chart.mark("target", x: place(target), from: 0, to: 24)
      title += "; " + wording.target(form.text(target: target)).lowercased()
    }
    return Chart.picture(title, height: 24, shapes)
  }

  private func waterfall(_ steps: BridgeSteps, id: String) -> HTML {
    let chart = Waterfall(steps, tables)
    var parts: [HTML] = [
      .element(.h3, .init(.id, id), of: [.text(wording.bridge(steps.title))]),
      chart.markup(id: id),
    ]
    var note = wording.residual(form.text(.money(steps.residual), .value(.money))) + ". "
    if let start = chart.axisStart {
      note += wording.axisNote(form.text(.exact(start), .value(.money))) + " "
    }
    parts.append(.element(.p, class: "source", note + wording.source(steps.file)))
    return .element(.div, class: "block", of: parts)
  }

  private var secondSheet: [HTML] {
    guard let progress = report.progress, let progressTables = report.progressTables,
      !progress.ranked.isEmpty
    else { return [] }
    let ranking = progressTables.rankings.ranking
    let kinds = progress.plan.kind.map {
      report.labels.label(progress.balance.dimensions[$0].name).lowercased()
    }
    let chart = RankedChart(figures: progress, tables: tables, label: ranking.columns[1].heading)
    var parts: [HTML] = [
      .element(
        .h2, .init(.id, "rates"),
        of: [.text(kinds.map(wording.rankedChart) ?? wording.rankedChartPlain)]),
      chart.legend(kinds: kinds), chart.markup(id: "rates"),
    ]
    let left = progress.ranked.count - RankedChart.rowCountMax
    if left > 0 { parts.append(.element(.p, class: "source", wording.more(left))) }
    parts.append(tables.block(ranking, id: "ranking"))
    return [.element(.section, class: "sheet", of: parts)]
  }

  // MARK: The annexes

  private struct Annex {
    let id: String
    let title: String
    let parts: [HTML]

    var markup: HTML {
      .element(
        .section, .init(.class, "annex"), .init(.ariaLabelledBy, id),
        of: [.element(.h2, .init(.id, id), of: [.text(title)])] + parts)
    }
  }

  private var annexes: [Annex] {
    var annexes: [(title: String, tables: [ReportTable], pictures: [HTML])] = []
    if !report.findings.findings.isEmpty {
      let left = report.findings.ownerCount - report.findings.findings.count
      annexes.append(
        (
          wording.findings, [report.findings.owners] + report.findings.findings,
          left > 0 ? [.element(.p, class: "note", wording.others(left))] : []
        ))
    }
    if !report.bridges.isEmpty {
      // The first picture stands on the first page, unless it is shorter there.
      let isShorter =
        report.bridges[0].short(wording).between.count < report.bridges[0].between.count
      let pictures = report.bridges.dropFirst(isShorter ? 0 : 1).enumerated().map {
        waterfall($1, id: "waterfall-\($0 + 2)")
      }
      annexes.append((wording.bridges, report.bridges.map { $0.table(wording) }, pictures))
    }
    if !report.details.isEmpty { annexes.append((wording.tables, report.details, [])) }
    annexes.append((wording.rowAccount, [report.sources] + report.outcomes, []))
    var used = [report.tolerances, report.parameters].filter { !$0.rows.isEmpty }
    used.append(report.inputs)
    annexes.append((wording.inputs, used, []))
    return annexes.enumerated().map { number, annex in
      let id = "annex-\(number + 1)"
      let blocks = annex.tables.enumerated().map { tables.block($1, id: "\(id)-\($0 + 1)") }
      return Annex(
        id: id, title: wording.annex(number + 1, annex.title), parts: annex.pictures + blocks)
    }
  }

  private var footer: HTML {
    let digest = report.rulesDigest
    return .element(
      .footer,
      of: [.element(.p, class: "source", wording.rules(report.facts.plan.name, digest))])
  }
}

extension ReportTable {
  /// The table with no more than its first rows.
  fileprivate func first(_ count: Int) -> ReportTable {
    var table = self
    table.rows = Array(rows.prefix(count))
    table.leftOutCount += rows.count - table.rows.count
    return table
  }
}
