import Ledger

/// The tables of a balance's progress.
struct ProgressTables {
  let figures: ProgressFigures
  let wording: ReportWording
  let labels: ReportLabels
  let form: ReportForm

  /// Ranked lines that a page shows at most.
  static let rankedCountMax = 100

  private var measures: [BalancePlan.Measure] { figures.balance.measures }
  private var rankedLabel: String {
    labels.label(figures.balance.dimensions[figures.plan.ranked].name)
  }
  private func column(_ measure: Int, _ form: ReportTable.Form) -> ReportTable.Column {
    .ofRules(labels.label(measures[measure].name), form, csv: measures[measure].name)
  }

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
    columns += paceColumns
    let lines = [figures.total] + figures.kinds
    let rows = lines.enumerated().map { index, line in
      ReportTable.Row(
        [
          .text(index == 0 ? wording.total : line.label), .exact(line.planned), .exact(line.done),
          line.rate.asValue,
        ] + (plan.earlier == nil ? [] : [line.change.asValue])
          + (plan.target == nil ? [] : [figures.needed(line).asValue]) + paces(line),
        style: index == 0 ? .total : .plain, file: line.file, key: line.key)
    }
    let days = wording.days(
      figures.daysPast, since: plan.earlier?.since, figures.daysLeft, until: plan.until)
    return ReportTable(
      title: wording.progress,
      note: [wording.averages, days].filter { !$0.isEmpty }.joined(separator: " "),
      columns: columns, rows: rows)
  }

  /// Columns that need days before and after.
  private var paceColumns: [ReportTable.Column] {
    var columns: [ReportTable.Column] = []
    if hasNeed { columns.append(.init(wording.neededMonthly, .money)) }
    if figures.daysPast != nil { columns.append(.init(wording.paceMonthly, .money)) }
    if hasNeed, figures.daysPast != nil { columns.append(.init(wording.multiple, .multiple)) }
    return columns
  }

  private var hasNeed: Bool { figures.plan.target != nil && figures.daysLeft != nil }

  private func paces(_ line: ProgressFigures.Line) -> [Value] {
    var values: [Value] = []
    if hasNeed { values.append(figures.neededMonthly(line).asValue) }
    if figures.daysPast != nil { values.append(figures.paceMonthly(line).asValue) }
    if hasNeed, figures.daysPast != nil { values.append(figures.multiple(line).asValue) }
    return values
  }

  /// Everyone by rate, held against the averages.
  var ranking: ReportTable {
    let plan = figures.plan
    var columns = [
      ReportTable.Column(wording.rank, .count), .ofRules(rankedLabel, .words),
      column(plan.planned, .money), column(plan.done, .money), column(plan.rate, .rate),
      .init(wording.againstAll, .points),
    ]
    for kind in figures.kinds {
      columns.append(.init(wording.rate, .rate, group: kind.label))
      columns.append(.init(wording.against, .points, group: kind.label))
    }
    if hasNeed { columns.append(.init(wording.neededMonthly, .money)) }
    if hasNeed, figures.daysPast != nil { columns.append(.init(wording.multiple, .multiple)) }
    columns.append(.init(wording.remark, .text))
    let notes = [
      figures.kinds.isEmpty ? "" : wording.rankingNote,
      figures.groups.isEmpty ? "" : wording.groupsNote,
    ]
    var table = ReportTable(
      title: wording.ranking, note: notes.filter { !$0.isEmpty }.joined(separator: " "),
      columns: columns)
    var total = figures.total
    total.label = wording.total
    table.rows = [sumRow(total, figures.kinds, isAll: true)]
    var left = Self.rankedCountMax
    for group in figures.groups where left > 0 {
      var line = group.line
      if line.label.isEmpty { line.label = wording.noGroup }
      table.rows.append(sumRow(line, group.kinds, isAll: false))
      table.rows += group.members.prefix(left).map(rankingRow)
      left -= group.members.count
    }
    if figures.groups.isEmpty { table.rows += figures.ranked.prefix(left).map(rankingRow) }
    table.leftOutCount = max(0, figures.ranked.count - Self.rankedCountMax)
    return table
  }

  private func rankingRow(_ row: ProgressFigures.Ranked) -> ReportTable.Row {
    rankingRow(row.rank.map { .count($0) } ?? .missing, row.line, row.kinds, remark(row))
  }

  /// A row without a rank: everyone, or those of a group.
  private func sumRow(
    _ line: ProgressFigures.Line, _ kinds: [ProgressFigures.Line?], isAll: Bool
  ) -> ReportTable.Row {
    var row = rankingRow(.text(""), line, kinds, "", isAll: isAll)
    row.style = .total
    return row
  }

  private func rankingRow(
    _ rank: Value, _ line: ProgressFigures.Line, _ kinds: [ProgressFigures.Line?],
    _ remark: String, isAll: Bool = false
  ) -> ReportTable.Row {
    var values: [Value] = [
      rank, .text(line.label), .exact(line.planned), .exact(line.done), line.rate.asValue,
      isAll ? .text("") : points(line.rate, figures.total.rate),
    ]
    for (own, kind) in zip(kinds, figures.kinds) {
      values.append((own?.rate).asValue)
      values.append(isAll ? .text("") : points(own?.rate, kind.rate))
    }
    if hasNeed { values.append(figures.neededMonthly(line).asValue) }
    if hasNeed, figures.daysPast != nil { values.append(figures.multiple(line).asValue) }
    values.append(.text(remark))
    return ReportTable.Row(values, file: line.file, key: line.key)
  }

  private func points(_ rate: Ratio?, _ average: Ratio?) -> Value {
    guard let rate, let average else { return .missing }
    return rate.subtracting(average).asValue
  }

  /// What the eye should stop at, in two words.
  func remark(_ row: ProgressFigures.Ranked) -> String {
    if row.isAtZero { return wording.remarkZero }
    if let limit = figures.plan.rateLimit, let rate = row.line.rate, rate < limit {
      return wording.remarkLow
    }
    if let limit = figures.plan.paceLimit, let multiple = figures.multiple(row.line),
      multiple > limit
    {
      return wording.remarkPace
    }
    if figures.isBelowItsKind(row) { return wording.remarkBelowKind }
    guard figures.isBelowAverage(row) else { return "" }
    return figures.kinds.isEmpty ? wording.remarkBelowKind : wording.remarkComposition
  }

  /// Those who have plans and have done nothing.
  var atZero: ReportTable {
    let plan = figures.plan
    let rows = figures.ranked.filter(\.isAtZero).map(\.line)
    var table = ReportTable(
      title: wording.atZero,
      columns: [.ofRules(rankedLabel, .words), column(plan.planned, .money)])
    table.rows = rows.prefix(Self.rankedCountMax).map {
      ReportTable.Row([.text($0.label), .exact($0.planned)], file: $0.file, key: $0.key)
    }
    table.leftOutCount = rows.count - table.rows.count
    if rows.isEmpty { table.note = wording.nobodyAtZero(rankedLabel) }
    return table
  }
}
