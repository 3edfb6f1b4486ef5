import Ledger

/// bien-ban-UNIT.html: the minutes that both sides of a reconciliation sign, one for each unit.
struct MinutesPage {
  let fileName: String
  private let facts: RunFacts
  private let wording: ReportWording
  private let tables: TableMarkup
  private let match: MatchPlan
  private let unit: UnitBridges.Unit
  private let name: String
  private let findings: [FindingRecord]

  /// Findings that are listed; the rest is counted.
  private static let findingCountMax = 200

  /// The minutes of all units; none where the rules ask for none.
  static func all(_ list: FindingList, besides taken: [String]) -> [MinutesPage] {
    guard let plan = list.facts.plan.report.minutes, let bridges = UnitBridges(plan, list) else {
      return []
    }
    let labels = ReportLabels(list.facts)
    let form = ReportForm(list.facts)
    var names = FileNames(taken: taken)
    var reader = FindingReader(list)
    return bridges.units.map { unit in
      let code = PlainForm(list.facts.plan.currency).text(unit.value, type: plan.unit.type)
      let records = unit.findings.prefix(findingCountMax).map { place in
        var record = FindingRecord()
        reader.read(place, into: &record)
        return record
      }
      return MinutesPage(
        fileName: names.name("bien-ban-", code, ".html"), facts: list.facts,
        wording: ReportWording(list.facts.languageForm),
        tables: TableMarkup(wording: ReportWording(list.facts.languageForm), form: form),
        match: list.facts.plan.matches[plan.match], unit: unit,
        name: labels.name(code, ofDimension: plan.unit.name), findings: records)
    }
  }

  var bytes: [UInt8] {
    page(
      wording.minutesTitle, wording.language,
      [
        .element(
          .header,
          of: [
            .element(.p, class: "kicker", facts.plan.report.title ?? facts.plan.title),
            .element(.h1, wording.minutesTitle), .element(.p, class: "unit", name),
            .element(.p, class: "meta", meta),
          ]),
        tables.block(bridge, id: "bridge", level: .h2), list, signatures,
      ])
  }

  private var titles: (left: String, right: String) {
    (facts.plan.sources[match.left.source].title, facts.plan.sources[match.right.source].title)
  }

  private var meta: String {
    ([match.title] + [facts.plan.asOf.map(wording.asOf)].compactMap(\.self)).joined(
      separator: " · ")
  }

  private var bridge: ReportTable {
    func row(_ label: String, _ side: UnitBridges.Side, isTotal: Bool = false) -> ReportTable.Row {
      ReportTable.Row(
        [.text(label), .count(side.rows), .money(side.amount)], style: isTotal ? .total : .plain)
    }
    var rows = [row(titles.left, unit.left, isTotal: true)]
    let steps = unit.steps.sorted {
      BridgeSteps.place($0.key.category, $0.key.cause)
        < BridgeSteps.place($1.key.category, $1.key.cause)
    }
    for (step, side) in steps {
      let known = step.cause.flatMap { $0 == .unknown ? nil : ": " + wording.cause($0) } ?? ""
      rows.append(
        row(wording.step(step.category, left: titles.left, right: titles.right) + known, side))
    }
    if unit.elsewhere.rows > 0 { rows.append(row(wording.elsewhere, unit.elsewhere)) }
    if unit.rest != 0 {
      rows.append(
        ReportTable.Row([
          .text(wording.step("within-tolerance", left: "", right: "")), .text(""),
          .money(unit.rest),
        ]))
    }
    rows.append(row(titles.right, unit.right, isTotal: true))
    return ReportTable(
      title: wording.bothTotals,
      columns: [
        .init(wording.step, .words), .init(wording.rows, .count),
        .init(wording.amountExact, .value(.money)),
      ], rows: rows)
  }

  private var list: HTML {
    var table = ReportTable(
      title: wording.differences(unit.findings.count),
      columns: [
        .init(wording.key, .words), .init(wording.finding, .words), .init(wording.place, .words),
        .init(wording.explanation, .words),
      ])
    table.rows = findings.map { record in
      let places = [record.text(.leftAt), record.text(.rightAt)].filter { !$0.isEmpty }
      return ReportTable.Row(
        [
          .text(clipped(record.text(.key), to: 160)),
          .text(clipped(record.text(.message), to: 300)),
          .text(clipped(places.joined(separator: " | "), to: 160)), .text(""),
        ], file: Discrepancies.name, key: "id=\(record.text(.id))")
    }
    table.leftOutCount = unit.findings.count - findings.count
    return tables.block(table, id: "differences", level: .h2)
  }

  /// Room to sign for both; names are the offices' to write.
  private var signatures: HTML {
    .element(
      .section, class: "signatures",
      of: [titles.left, name].map { title in
        .element(
          .div,
          of: [
            .element(.p, of: [.element(.b, wording.onBehalfOf(title))]),
            .element(.p, class: "note", wording.signHere),
          ])
      })
  }
}
