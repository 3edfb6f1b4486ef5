import Ledger

/// The tables of a balance's progress.
struct ProgressTables {
  let figures: ProgressFigures
  let wording: ReportWording
  let labels: ReportLabels
  let form: ReportForm

  private var rankedLabel: String {
    labels.label(figures.balance.dimensions[figures.plan.ranked].name)
  }
  private func column(_ measure: Int, _ form: ReportTable.Form) -> ReportTable.Column {
    let name = figures.balance.measures[measure].name
    return .ofRules(labels.label(name), form, csv: name)
  }

  var rankings: RankingTables { RankingTables(figures, wording, labels) }

  /// The total and each kind: what is planned, done and still needed.
  var kinds: ReportTable {
    let plan = figures.plan
    var columns = [
      ReportTable.Column(wording.kind, .words), column(plan.planned, .money),
      column(plan.done, .money), column(plan.rate, .rate),
    ]
    if let earlier = plan.earlier {
      columns.append(.init(wording.sincePoints(earlier.since), .points))
    }
    if let target = plan.target {
      columns.append(.init(wording.needed(form.text(target: target)), .money))
    }
    columns += figures.paceColumns(wording)
    let lines = [figures.total] + figures.kinds
    let rows = lines.enumerated().map { index, line in
      ReportTable.Row(
        [
          .text(index == 0 ? wording.total : line.label), .exact(line.planned), .exact(line.done),
          line.rate.asValue,
        ] + (plan.earlier == nil ? [] : [line.change.asValue])
          + (plan.target == nil ? [] : [figures.needed(line).asValue])
          + figures.paces.map { $0(line).asValue },
        style: index == 0 ? .total : .plain, file: line.file, key: line.key)
    }
    let days = wording.days(
      figures.daysPast, since: plan.earlier?.since, figures.daysLeft, until: plan.until)
    return ReportTable(
      title: wording.progress,
      note: [wording.averages, days].filter { !$0.isEmpty }.joined(separator: " "),
      columns: columns, rows: rows)
  }

  /// Those who have plans and have done nothing.
  var atZero: ReportTable {
    let plan = figures.plan
    let hasOwners = plan.owners != nil
    let rows = figures.ranked.filter(\.isAtZero).map(\.line)
    var table = ReportTable(
      title: wording.atZero,
      columns: [.ofRules(rankedLabel, .words)] + (hasOwners ? [.init(wording.owner, .words)] : [])
        + [column(plan.planned, .money)])
    table.rows = rows.prefix(RankingTables.rankedCountMax).map {
      ReportTable.Row(
        [.text($0.label)] + (hasOwners ? [.text($0.owner)] : []) + [.exact($0.planned)],
        file: $0.file, key: $0.key)
    }
    table.leftOutCount = rows.count - table.rows.count
    if rows.isEmpty { table.note = wording.nobodyAtZero(rankedLabel) }
    return table
  }

  // MARK: Since the earlier day

  /// Who crossed the average since the earlier day, and who is still at zero; empty without such a day.
  var movements: String {
    guard let earlier = figures.plan.earlier else { return "" }
    func names(_ isMeant: (ProgressFigures.Ranked) -> Bool) -> String {
      wording.names(figures.ranked.filter(isMeant).map(\.line.label))
    }
    return wording.movements(
      since: earlier.since, risen: names { figures.crossing($0) == .up },
      fallen: names { figures.crossing($0) == .down },
      atZero: names { $0.isAtZero && $0.wasAtZero })
  }

  /// Plans, what was done and rates then and now; nil without an earlier day.
  var changes: ReportTable? {
    guard let then = figures.plan.earlier, let before = figures.earlier else { return nil }
    let plan = figures.plan
    func columns(
      _ measures: [Int], of balance: BalancePlan, _ group: String, isElsewhere: Bool
    ) -> [ReportTable.Column] {
      zip(measures, [.money, .money, .rate] as [ReportTable.Form]).map { measure, form in
        let name = balance.measures[measure].name
        return .ofRules(
          labels.label(name), form, group: group, csv: name, isElsewhere: isElsewhere)
      }
    }
    let now = columns(
      [plan.planned, plan.done, plan.rate], of: figures.balance, wording.now, isElsewhere: false)
    let differences = zip(now, [.growth, .growth, .points] as [ReportTable.Form]).map {
      ReportTable.Column.ofRules($0.heading, $1, group: wording.difference)
    }
    let remarks = ProgressRemarks(figures, wording)
    var table = ReportTable(
      title: wording.changes(since: then.since), note: wording.changesNote,
      columns: [.ofRules(rankedLabel, .words)]
        + columns(
          [then.planned, then.done, then.rate], of: before, wording.day(then.since),
          isElsewhere: true) + now + differences + [.init(wording.remark, .text)])
    var total = figures.total
    total.label = wording.total
    let ranked = figures.ranked.prefix(RankingTables.rankedCountMax)
    table.rows =
      ([total] + figures.kinds).map { change($0, "", style: .total) }
      + ranked.map { change($0.line, remarks.movement($0), style: .plain) }
    table.leftOutCount = figures.ranked.count - ranked.count
    return table
  }

  private func change(
    _ line: ProgressFigures.Line, _ remark: String, style: ReportTable.Row.Style
  ) -> ReportTable.Row {
    let then = line.earlier ?? .init()
    var row = ReportTable.Row(
      [
        .text(line.label), .exact(then.planned), .exact(then.done), then.rate.asValue,
        .exact(line.planned), .exact(line.done), line.rate.asValue,
        line.planned.subtracting(then.planned).asValue, line.done.subtracting(then.done).asValue,
        gap(line.rate, then.rate), .text(remark),
      ], style: style, file: line.file, key: line.key)
    for column in 1...3 { row.origins[column] = .init(file: then.file, key: line.key) }
    return row
  }
}

extension ProgressFigures {
  enum Crossing { case up, down }

  /// Whether one came over the average of everything since the earlier day, or fell below it.
  func crossing(_ row: Ranked) -> Crossing? {
    guard let rate = row.line.rate, let average = total.rate, let then = row.line.earlier?.rate,
      let averageThen = total.earlier?.rate
    else { return nil }
    return switch (then < averageThen, rate < average) {
    case (true, false): .up
    case (false, true): .down
    default: nil
    }
  }

  /// What is to be done and was done in 30 days, and how many times as fast it must go on: as far as it
  /// is known.
  var paces: [(Line) -> Ratio?] {
    (hasNeed ? [neededMonthly] : []) + (daysPast == nil ? [] : [paceMonthly])
      + (hasNeed && daysPast != nil ? [multiple] : [])
  }

  /// The columns of the paces.
  func paceColumns(_ wording: ReportWording) -> [ReportTable.Column] {
    func column(_ heading: String, _ form: ReportTable.Form) -> ReportTable.Column {
      .init(heading, form, group: wording.monthly)
    }
    return (hasNeed ? [column(wording.neededMonthly, .money)] : [])
      + (daysPast == nil ? [] : [column(wording.paceMonthly, .money)])
      + (hasNeed && daysPast != nil ? [column(wording.multiple, .multiple)] : [])
  }

  private var hasNeed: Bool { plan.target != nil && daysLeft != nil }
}
