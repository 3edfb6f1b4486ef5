import Ledger

/// Everyone by rate, held against the averages: for two pages of a meeting, in full, and as a sheet.
struct RankingTables {
  private let figures: ProgressFigures
  private let wording: ReportWording
  private let labels: ReportLabels
  private let remarks: ProgressRemarks

  /// Ranked lines that a page shows at most.
  static let rankedCountMax = 100

  init(_ figures: ProgressFigures, _ wording: ReportWording, _ labels: ReportLabels) {
    self.figures = figures
    self.wording = wording
    self.labels = labels
    remarks = ProgressRemarks(figures, wording)
  }

  /// Who a row is about: everyone, those of a group, or one of them.
  private struct Subject {
    var rank = Value.text("")
    var line: ProgressFigures.Line
    var kinds: [ProgressFigures.Line?]
    var remark = ""
    var isAll = false
  }

  /// A column with what it holds of everyone.
  private struct Part {
    var column: ReportTable.Column
    var value: (Subject) -> Value
    var origin: (Subject) -> ReportTable.Origin?

    init(
      _ column: ReportTable.Column, value: @escaping (Subject) -> Value,
      origin: @escaping (Subject) -> ReportTable.Origin? = { _ in nil }
    ) {
      self.column = column
      self.value = value
      self.origin = origin
    }
  }

  /// For the meeting: rates against the averages, and what it takes to reach the target.
  var ranking: ReportTable {
    let parts =
      [rank, name] + wholeFigures(group: "") + againstAverages + paces + [remark]
    let notes = [
      figures.kinds.isEmpty ? "" : wording.rankingNote,
      figures.groups.isEmpty ? "" : wording.groupsNote,
    ]
    return table(
      wording.ranking, note: notes.filter { !$0.isEmpty }.joined(separator: " "), parts)
  }

  /// Amounts and rates by kind; nil where no kinds are told apart.
  var byKind: ReportTable? {
    guard let kind = figures.kindName else { return nil }
    return table(
      wording.rankingByKind(labels.label(kind)), note: "",
      [rank, name] + figures.kinds.indices.flatMap(kindFigures) + wholeFigures(group: wording.all))
  }

  /// Everything in one table without sums, to be filtered and sorted, and what everyone together has.
  var sheet: (table: ReportTable, total: ReportTable.Row) {
    var parts = [rank, name]
    if !figures.groups.isEmpty {
      parts.append(Part(.init(wording.group, .words)) { .text($0.line.group) })
    }
    if figures.plan.owners != nil {
      parts.append(Part(.init(wording.owner, .words)) { .text($0.line.owner) })
    }
    parts += wholeFigures(group: "")
    parts += figures.kinds.indices.flatMap { kindFigures($0) } + againstAverages
    parts += (figures.plan.target == nil ? [] : [needed]) + paces + [remark]
    var table = ReportTable(
      title: wording.ranking, note: figures.kinds.isEmpty ? "" : wording.rankingNote,
      columns: parts.map(\.column))
    table.rows = figures.ranked.prefix(MeetingWorkbook.rowCountMax).map { row(of: $0, parts) }
    return (table, row(everyone, parts))
  }

  // MARK: Rows

  private var everyone: Subject {
    var line = figures.total
    line.label = wording.total
    return Subject(line: line, kinds: figures.kinds, isAll: true)
  }

  private func table(_ title: String, note: String, _ parts: [Part]) -> ReportTable {
    var table = ReportTable(title: title, note: note, columns: parts.map(\.column))
    table.rows = [row(everyone, parts, style: .total)]
    var left = Self.rankedCountMax
    for group in figures.groups where left > 0 {
      var line = group.line
      if line.label.isEmpty { line.label = wording.noGroup }
      table.rows.append(row(Subject(line: line, kinds: group.kinds), parts, style: .total))
      table.rows += group.members.prefix(left).map { row(of: $0, parts) }
      left -= group.members.count
    }
    if figures.groups.isEmpty {
      table.rows += figures.ranked.prefix(left).map { row(of: $0, parts) }
    }
    table.leftOutCount = max(0, figures.ranked.count - Self.rankedCountMax)
    return table
  }

  private func row(of ranked: ProgressFigures.Ranked, _ parts: [Part]) -> ReportTable.Row {
    row(
      Subject(
        rank: ranked.rank.map { .count($0) } ?? .missing, line: ranked.line, kinds: ranked.kinds,
        remark: remarks.remark(ranked)),
      parts)
  }

  private func row(
    _ subject: Subject, _ parts: [Part], style: ReportTable.Row.Style = .plain
  ) -> ReportTable.Row {
    var row = ReportTable.Row(
      parts.map { $0.value(subject) }, style: style, file: subject.line.file, key: subject.line.key)
    for (index, part) in parts.enumerated() { row.origins[index] = part.origin(subject) }
    return row
  }

  // MARK: Columns

  private var rank: Part { Part(.init(wording.rank, .count)) { $0.rank } }

  private var name: Part {
    let dimension = figures.balance.dimensions[figures.plan.ranked].name
    return Part(.ofRules(labels.label(dimension), .words)) { .text($0.line.label) }
  }

  private func wholeFigures(group: String) -> [Part] {
    let plan = figures.plan
    return [
      Part(column(plan.planned, .money, group)) { .exact($0.line.planned) },
      Part(column(plan.done, .money, group)) { .exact($0.line.done) },
      Part(column(plan.rate, .rate, group)) { $0.line.rate.asValue },
    ]
  }

  /// Against the average of everything, and of each kind.
  private var againstAverages: [Part] {
    let average = figures.total.rate
    let all = Part(.init(wording.all, .points, group: wording.against)) {
      $0.isAll ? .text("") : gap($0.line.rate, average)
    }
    return [all]
      + figures.kinds.indices.map { kind in
        let average = figures.kinds[kind].rate
        return Part(.ofRules(figures.kinds[kind].label, .points, group: wording.against)) {
          $0.isAll ? .text("") : gap($0.kinds[kind]?.rate, average)
        }
      }
  }

  private func kindFigures(_ kind: Int) -> [Part] {
    let plan = figures.plan
    return [
      ofKind(kind, plan.planned, .money) { .exact($0.planned) },
      ofKind(kind, plan.done, .money) { .exact($0.done) },
      ofKind(kind, plan.rate, .rate) { $0.rate.asValue },
    ]
  }

  private func ofKind(
    _ kind: Int, _ measure: Int, _ form: ReportTable.Form,
    _ value: @escaping (ProgressFigures.Line) -> Value
  ) -> Part {
    var column = column(measure, form, figures.kinds[kind].label)
    column.isElsewhere = true
    return Part(
      column, value: { $0.kinds[kind].map(value) ?? .missing },
      origin: { $0.kinds[kind].map { .init(file: $0.file, key: $0.key) } })
  }

  private var needed: Part {
    Part(.init(wording.stillNeeded, .money)) { figures.needed($0.line).asValue }
  }

  private var paces: [Part] {
    zip(figures.paceColumns(wording), figures.paces).map { column, pace in
      Part(column) { pace($0.line).asValue }
    }
  }

  private var remark: Part { Part(.init(wording.remark, .text)) { .text($0.remark) } }

  private func column(
    _ measure: Int, _ form: ReportTable.Form, _ group: String
  ) -> ReportTable.Column {
    let name = figures.balance.measures[measure].name
    return .ofRules(labels.label(name), form, group: group, csv: name)
  }
}

/// The difference in points; missing where one of them is.
func gap(_ rate: Ratio?, _ average: Ratio?) -> Value {
  guard let rate, let average else { return .missing }
  return rate.subtracting(average).asValue
}
