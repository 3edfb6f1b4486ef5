import Ledger

extension ReadingPlan {
  /// Decides every column's format from what its cells showed; a column that showed nothing stays
  /// open, and one that cannot be decided makes the file unreadable.
  func decide(
    _ layout: Layout, numbers: [NumberEvidence], dates: [DateEvidence]
  ) throws(Unreadable) -> [Int: DecidedFormat] {
    var formats: [Int: DecidedFormat] = [:]
    var open: [BoundColumn] = []
    for (index, column) in layout.columns.enumerated() {
      var format = DecidedFormat()
      switch column.reading {
      case .date where source.dates == nil:
        format.dates = try decide(dates[index], column)
      case .number where source.numbers == nil:
        switch decide(numbers[index], source.columns[column.column]) {
        case .decided(let decided): format.numbers = decided
        case .nothing: break
        case .undecided: open.append(column)
        case .contradictory: throw undecidable(column)
        }
        try decidePercent(&format, numbers[index], column)
      case .number:
        try decidePercent(&format, numbers[index], column)
      default: break
      }
      formats[column.column] = format
    }
    // Lone separators follow a neighbour of the same file that could be decided.
    let decided = Set(
      layout.columns.compactMap { formats[$0.column]?.numbers })
    for column in open {
      guard decided.count == 1 else { throw undecidable(column) }
      formats[column.column]?.numbers = decided.first
    }
    return formats
  }

  private enum Decision {
    case decided(NumberFormat)
    case nothing
    case undecided
    case contradictory
  }

  private func decide(_ evidence: NumberEvidence, _ column: ColumnPlan) -> Decision {
    if evidence.vietnamese != evidence.english {
      return .decided(evidence.vietnamese > evidence.english ? .vietnamese : .english)
    }
    if evidence.vietnamese > 0 { return .contradictory }
    if evidence.loneDot == 0, evidence.loneComma == 0 { return .nothing }
    // Whole currency units have no decimals, so that a lone separator can only group.
    let isWhole =
      column.type == .integer
      || column.type == .money && currency.decimals == 0
        && (column.moneyExponent ?? source.moneyExponent) == 0
    guard isWhole else { return .undecided }
    if evidence.loneDot > 0, evidence.loneComma > 0 { return .contradictory }
    return .decided(evidence.loneDot > 0 ? .vietnamese : .english)
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
    if counts[0].0 == 0 { return nil }
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

  private func undecidable(_ column: BoundColumn) -> Unreadable {
    .undecidable(column: column.heading, what: "number", option: "numbers: \"1.234,5\"")
  }

  private func undecidableDates(_ column: BoundColumn) -> Unreadable {
    .undecidable(column: column.heading, what: "date", option: "dates: dd/mm/yyyy")
  }
}
