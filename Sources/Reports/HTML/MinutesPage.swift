import Ledger

/// bien-ban-UNIT.html: the minutes that both sides of a reconciliation sign, one for each unit.
struct MinutesPage {
  let fileName: String
  fileprivate let facts: RunFacts
  fileprivate let tables: TableMarkup
  fileprivate let plan: ReportPlan.Minutes
  fileprivate let unit: UnitBridges.Unit
  /// Of the unit, alone and with its code.
  fileprivate let name: String
  fileprivate let title: String
  fileprivate let findings: [(record: FindingRecord, key: String)]

  private var wording: ReportWording { tables.wording }
  private var match: MatchPlan { facts.plan.matches[plan.match] }

  var bytes: [UInt8] {
    page(
      wording.minutesTitle, wording.language,
      [
        .element(
          .header,
          of: [
            .element(
              .p, [.init(.class, "kicker")] + tables.ownAttributes,
              [.text(facts.plan.report.title ?? facts.plan.title)]),
            .element(.h1, wording.minutesTitle), .element(.p, class: "unit", title),
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
        .init(wording.amountExact, .change),
      ], rows: rows)
  }

  private var list: HTML {
    var table = ReportTable(
      title: wording.differences(unit.findings.count),
      columns: [
        .init(wording.key, .words), .init(wording.finding, .words), .init(wording.place, .words),
        .init(wording.explanation, .words),
      ])
    table.rows = findings.map { record, key in
      let places = [record.text(.leftAt), record.text(.rightAt)].filter { !$0.isEmpty }
      return ReportTable.Row(
        [
          .text(clipped(key, to: FindingTables.textLengthMax)),
          .text(clipped(record.text(.message), to: FindingTables.textLengthMax)),
          .text(clipped(places.joined(separator: " | "), to: FindingTables.textLengthMax)),
          .text(""),
        ], file: Discrepancies.name, key: "id=\(record.text(.id))")
    }
    table.leftOutCount = unit.findings.count - findings.count
    return tables.block(table, id: "differences", level: .h2)
  }

  /// Room to sign for both; names and day are the offices' to write.
  private var signatures: HTML {
    let parties = [plan.party ?? titles.left, name].map { party in
      HTML.element(
        .div,
        of: [
          .element(.p, of: [.element(.b, wording.onBehalfOf(party))]),
          .element(.p, class: "note", wording.signHere),
        ])
    }
    return .element(
      .section, class: "signatures",
      of: [.element(.p, class: "day", wording.placeAndDay)] + parties)
  }
}

/// The minutes of all units, each made when it is asked for: thousands of them need no room.
struct MinutesPages: ~Copyable {
  private let plan: ReportPlan.Minutes
  private let facts: RunFacts
  private let labels: ReportLabels
  private let tables: TableMarkup
  private let units: [UnitBridges.Unit]
  private var next = 0
  private var names = FileNames(taken: [])
  private var reader: FindingReader
  private let keys: FindingKeys
  private let list: FindingList

  /// Findings that are listed; the rest is counted.
  private static let findingCountMax = 200

  /// nil where the rules ask for none.
  init?(_ list: FindingList) {
    guard let plan = list.facts.plan.report.minutes, let bridges = UnitBridges(plan, list) else {
      return nil
    }
    self.plan = plan
    facts = list.facts
    labels = ReportLabels(list.facts)
    tables = TableMarkup(list.facts)
    units = bridges.units
    reader = FindingReader(list)
    keys = FindingKeys(list.facts)
    self.list = list
  }

  var count: Int { units.count }

  /// The minutes of the next unit, in the order of the units' codes.
  mutating func page() -> MinutesPage? {
    guard next < units.count else { return nil }
    let unit = units[next]
    next += 1
    let code = PlainForm(facts.plan.currency).text(unit.value, type: plan.unit.type)
    var records: [(record: FindingRecord, key: String)] = []
    for place in unit.findings.prefix(Self.findingCountMax) {
      var record = FindingRecord()
      reader.read(place, into: &record)
      let parts = keys.keyParts(of: list.finding(at: place).subject)
      records.append((record, labels.key(parts, tables.wording)))
    }
    return MinutesPage(
      fileName: names.name("bien-ban-", code, ".html"), facts: facts, tables: tables, plan: plan,
      unit: unit, name: labels.name(code, ofDimension: plan.unit.name),
      title: labels.named(code, ofDimension: plan.unit.name), findings: records)
  }
}
