import Ledger

/// What the cells of a table say about how its columns are written.
struct FormatDecision {
  /// By column of the plan; a column that showed nothing has no entry in its parts.
  var formats: [Int: DecidedFormat]
  /// Columns whose numbers all have a lone separator, which decides nothing by itself.
  var open: [BoundColumn] = []

  /// The format of the table's decided columns, when it is one; open columns follow it.
  var common: NumberFormat? {
    let openColumns = Set(open.map(\.column))
    let decided = Set(formats.filter { !openColumns.contains($0.key) }.compactMap(\.value.numbers))
    return decided.count == 1 ? decided.first : nil
  }

  /// Gives open columns their formats: what total rows proved, else what other columns have.
  mutating func settle(_ proven: [Int: NumberFormat]) throws(Unreadable) {
    let common = common
    for column in open {
      guard let format = proven[column.column] ?? common else { throw .undecidableNumbers(column) }
      formats[column.column]?.numbers = format
    }
  }
}

extension ReadingPlan {
  /// Decides every column's format from what its cells showed, as far as they decide it by
  /// themselves; cells that contradict each other evenly make the file unreadable.
  func decide(
    _ layout: Layout, numbers: [NumberEvidence], dates: [DateEvidence]
  ) throws(Unreadable) -> FormatDecision {
    var decision = FormatDecision(formats: [:])
    for (index, column) in layout.columns.enumerated() {
      var format = DecidedFormat()
      switch column.reading {
      case .date where source.dates == nil:
        format.dates = try decide(dates[index], column)
      case .number where source.numbers == nil:
        switch decide(numbers[index], column) {
        case .decided(let decided):
          format.numbers = decided
          // Unless cells such as `1500,000` show that decimals are written all the same.
          format.groupsOnly = isWhole(column) && !numbers[index].hasDecimals
        case .nothing: break
        case .undecided: decision.open.append(column)
        case .contradictory: throw .undecidableNumbers(column)
        }
        try decidePercent(&format, numbers[index], column)
      case .number:
        try decidePercent(&format, numbers[index], column)
      default: break
      }
      decision.formats[column.column] = format
    }
    return decision
  }

  private enum Decision {
    case decided(NumberFormat)
    case nothing
    case undecided
    case contradictory
  }

  private func decide(_ evidence: NumberEvidence, _ column: BoundColumn) -> Decision {
    if evidence.vietnamese != evidence.english {
      return .decided(evidence.vietnamese > evidence.english ? .vietnamese : .english)
    }
    if evidence.vietnamese > 0 { return .contradictory }
    if evidence.loneDot == 0, evidence.loneComma == 0 { return .nothing }
    guard isWhole(column) else { return .undecided }
    if evidence.loneDot == evidence.loneComma { return .contradictory }
    return .decided(evidence.loneDot > evidence.loneComma ? .vietnamese : .english)
  }

  /// Whole units have no decimals, so that a lone separator can only group.
  private func isWhole(_ column: BoundColumn) -> Bool {
    source.columns[column.column].type == .integer
      || currency.decimals == 0 && column.moneyExponent == 0
  }

  private func decide(
    _ evidence: DateEvidence, _ column: BoundColumn
  ) throws(Unreadable) -> DateFormat? {
    let counts = [
      (evidence.iso, DateFormat.iso), (evidence.dayFirst, .dayFirst),
      (evidence.monthFirst, .monthFirst),
    ].sorted { $0.0 > $1.0 }
    if evidence.dayFirst == 0, evidence.monthFirst == 0, evidence.either > 0, evidence.iso == 0 {
      guard language == .vietnamese else { throw undecidableDates(column) }
      return .dayFirst
    }
    if counts[0].0 == 0 { return evidence.serials > 0 && evidence.words == 0 ? .excel : nil }
    // Cells that fit either order count for the order that others prove.
    if evidence.iso > 0, evidence.iso <= evidence.either + evidence.dayFirst + evidence.monthFirst {
      if evidence.monthFirst > evidence.dayFirst { return .monthFirst }
      if evidence.dayFirst > evidence.monthFirst || language == .vietnamese { return .dayFirst }
      throw undecidableDates(column)
    }
    guard counts[0].0 > counts[1].0 else { throw undecidableDates(column) }
    return counts[0].1
  }

  private func decidePercent(
    _ format: inout DecidedFormat, _ evidence: NumberEvidence, _ column: BoundColumn
  ) throws(Unreadable) {
    let plan = source.columns[column.column]
    guard plan.type == .rate, plan.isPercent == nil else { return }
    // Read as a percentage because an earlier reading of the file had shown that it is one.
    if case .number(_, isRate: false) = column.reading {
      format.isPercent = true
    } else if evidence.hasPercentSign || evidence.hasLargeRate || column.heading.contains("%") {
      format.isPercent = true
    } else if evidence.cellCount > 0 {
      throw .undecidedRate(column: column.heading)
    }
  }

  private func undecidableDates(_ column: BoundColumn) -> Unreadable {
    .undecidable(column: column.heading, what: "date", option: "dates: dd/mm/yyyy")
  }
}

extension Unreadable {
  fileprivate static func undecidableNumbers(_ column: BoundColumn) -> Unreadable {
    .undecidable(column: column.heading, what: "number", option: "numbers: \"1.234,5\"")
  }
}
