import Ledger

/// What both forms of an explanation say, piece by piece.
struct Teller {
  let list: FindingList
  /// Rows as their files have them, by source.
  let raw: [Int: [RowOrigin: RawRow]]
  let form: LanguageForm
  let wording: ExplanationWording

  init(_ list: FindingList, raw: [Int: [RowOrigin: RawRow]]) {
    self.list = list
    self.raw = raw
    form = list.facts.languageForm
    wording = ExplanationWording(form)
  }

  var facts: RunFacts { list.facts }
  var plan: Plan { list.facts.plan }

  /// A cell as the file has it and as it was read; nil where there is none of the two.
  struct Cell {
    var name: String
    var heading: String?
    var raw: String?
    /// nil for a column that no rule uses.
    var value: Value?
    var type: ValueType
  }

  func origin(_ source: Int, _ row: Int) -> RowOrigin {
    facts.intake.tables[source].origin(ofRow: row)
  }

  /// Every declared column of a row.
  func cells(_ source: Int, _ row: Int) -> [Cell] {
    let (table, plan) = (facts.intake.tables[source], plan.sources[source])
    let rawRow = raw[source]?[origin(source, row)]
    return plan.columns.indices.compactMap { index in
      let column = plan.columns[index]
      let value = table.columns[index].map { $0.value(ofRow: row, type: column.type) }
      let written = rawRow?.cells.first { $0.column == rawColumn(index, source, row) }
      let isCell = plan.unpivot?.cells.contains { $0.column == index } == true
      if isCell || value == nil && written == nil { return nil }
      return Cell(
        name: column.name, heading: written?.heading, raw: written?.text, value: value,
        type: column.type)
    }
  }

  /// The cells of a row that is in no table, as its file has them.
  func cells(_ source: Int, at origin: RowOrigin) -> [Cell] {
    (raw[source]?[origin]?.cells ?? []).map { cell in
      let column = plan.sources[source].columns[cell.column]
      return Cell(
        name: column.name, heading: cell.heading, raw: cell.text, value: nil, type: column.type)
    }
  }

  /// The column whose cell a value was read from: in a wide table that of the row's own cell.
  private func rawColumn(_ index: Int, _ source: Int, _ row: Int) -> Int {
    let plan = plan.sources[source]
    guard let unpivot = plan.unpivot, index == unpivot.value,
      case .text(let target) =
        facts.intake.tables[source].columns[unpivot.into]?.value(ofRow: row, type: .code)
    else { return index }
    return unpivot.cells.first { $0.target == target }?.column ?? index
  }

  // MARK: places

  /// `file:line` of a row of a match.
  func place(_ side: MatchSide, _ row: Int, _ match: Int) -> String {
    let plan = plan.matches[match]
    return "\(origin(side == .left ? plan.left.source : plan.right.source, row))"
  }

  func places(_ side: MatchSide, _ rows: [Int], _ match: Int) -> String {
    let shown = rows.prefix(5).map { place(side, $0, match) }.joined(separator: ", ")
    return rows.count > 5 ? "\(shown), +\(rows.count - 5)" : shown
  }

  /// The other rows of a pair, group or set, as one of them sees it.
  func places(_ rows: RowSet, without row: Int, on side: MatchSide, _ match: Int) -> String {
    let lefts = rows.left.filter { side != .left || $0 != row }
    let rights = rows.right.filter { side != .right || $0 != row }
    return [places(.left, lefts, match), places(.right, rights, match)].filter { !$0.isEmpty }
      .joined(separator: " | ")
  }

  // MARK: conditions

  /// The name of a condition's columns, as the rule file writes it.
  func name(_ left: Int, _ right: Int, _ match: Int) -> String {
    let (own, other) = names(left, right, match)
    return own == other ? own : "left.\(own) = right.\(other)"
  }

  private func names(_ left: Int, _ right: Int, _ match: Int) -> (String, String) {
    let plan = plan.matches[match]
    return (
      self.plan.sources[plan.left.source].columns[left].name,
      self.plan.sources[plan.right.source].columns[right].name
    )
  }

  func text(_ condition: MatchPlan.Condition, _ match: Int) -> String {
    let name = name(condition.left, condition.right, match)
    switch condition.test {
    case .equal: return name
    case .folded: return "folded(\(name))"
    default:
      let source = plan.matches[match].left.source
      let type = plan.sources[source].columns[condition.left].type
      return "\(name) within " + allowed(condition.test, type, in: rules)
    }
  }

  /// All conditions of a pass.
  func text(ofPass pass: Int, _ match: Int) -> String {
    let plan = plan.matches[match].passes[pass]
    let conditions = plan.conditions.map { text($0, match) }.joined(separator: ", ")
    switch plan.manner {
    case .oneToOne: return conditions
    case .total: return conditions + "; total"
    case .subset(let subset):
      return conditions
        + "; subset: \(name(subset.left, subset.right, match)), at_most: \(subset.partCountMax)"
    }
  }

  /// How far a test lets values be apart, as people say it: `3 ngày`, `-2..5 ngày`, `1.000`, `5%`; 0
  /// for an equality.
  func allowed(_ test: MatchPlan.Test, _ type: ValueType) -> String {
    allowed(test, type, in: bounds)
  }

  private func allowed(
    _ test: MatchPlan.Test, _ type: ValueType, in words: BoundWords
  ) -> String {
    switch test {
    case .equal, .folded: return "0"
    case .withinShare(let share): return words.value(.exact(share), .rate)
    case .within(let lower, let upper):
      return bounds(lower, upper, type, words) + (type == .date ? " " + words.days : "")
    case .withinWorkingDays(let lower, let upper):
      return bounds(lower, upper, type, words) + " " + words.workingDays
    }
  }

  private func bounds(
    _ lower: Int64, _ upper: Int64, _ type: ValueType, _ words: BoundWords
  ) -> String {
    func text(_ bound: Int64) -> String {
      words.value(stored(bound, type), type == .date ? .integer : type)
    }
    return lower == 0 - upper ? text(upper) : "\(text(lower))..\(text(upper))"
  }

  /// Words for bounds: those of the language, or those of the rule language.
  private struct BoundWords {
    var value: (Value, ValueType) -> String
    var days: String
    var workingDays: String
  }

  private var bounds: BoundWords {
    BoundWords(
      value: { form.text($0, type: $1) }, days: form.dayWord(areWorking: false),
      workingDays: form.dayWord(areWorking: true))
  }

  private var rules: BoundWords {
    let rules = RuleForm(plan.currency)
    return BoundWords(
      value: { rules.text($0, type: $1) }, days: "days", workingDays: "working days")
  }

  /// A stored number as a value.
  func stored(_ number: Int64, _ type: ValueType) -> Value {
    .exact(Ratio(Int128(number), over: powerOfTen(type.storedDecimals)))
  }

  // MARK: candidates

  /// Why a candidate was not taken, or that it could have been.
  func reason(
    _ candidate: CandidateTrace, for trace: RowTrace, _ pass: PassTrace, _ match: Int
  ) -> String {
    let other: MatchSide = trace.side == .left ? .right : .left
    if let use = candidate.use {
      return wording.use(
        use, places(use.rows, without: candidate.row, on: other, match))
    }
    guard let failed = candidate.failed else {
      if pass.sums != nil { return wording.fitsAlone }
      let isExact = plan.matches[match].passes[pass.pass].conditions.allSatisfy(\.test.isEquality)
      return wording.fits(
        isExact ? nil : candidate.deviation.map { form.text(.exact($0), type: .number) })
    }
    let condition = plan.matches[match].passes[pass.pass].conditions[failed]
    let rest = candidate.failedCount - 1
    return self.reason(condition, candidate, trace, match)
      + (rest > 0 ? wording.otherConditions(rest) : "")
  }

  private func reason(
    _ condition: MatchPlan.Condition, _ candidate: CandidateTrace, _ trace: RowTrace, _ match: Int
  ) -> String {
    let plan = plan.matches[match]
    let name = name(condition.left, condition.right, match)
    let type = self.plan.sources[plan.left.source].columns[condition.left].type
    if let difference = candidate.difference {
      var isWorking = false
      if case .withinWorkingDays = condition.test { isWorking = true }
      return "\(name): "
        + wording.apart(
          self.difference(stored(difference, type), type, countsWorkingDays: isWorking),
          allowed: allowed(condition.test, type))
    }
    let (left, right) =
      trace.side == .left ? (trace.row, candidate.row) : (candidate.row, trace.row)
    return wording.unequal(
      name, text(plan.left.source, condition.left, left),
      text(plan.right.source, condition.right, right))
  }

  /// A cell in the form of the language.
  private func text(_ source: Int, _ column: Int, _ row: Int) -> String {
    let type = plan.sources[source].columns[column].type
    return form.text(
      facts.intake.tables[source].columns[column]?.value(ofRow: row, type: type) ?? .missing,
      type: type)
  }

  /// A signed difference with its unit.
  func difference(_ value: Value, _ type: ValueType, countsWorkingDays: Bool) -> String {
    guard type == .date else { return form.text(value, type: type, manner: .difference) }
    let count = form.text(value, type: .integer, manner: .difference)
    return "\(count) \(form.dayWord(areWorking: countsWorkingDays))"
  }
}
