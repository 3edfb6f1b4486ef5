import Ledger

/// What the eye should stop at, in two words.
struct ProgressRemarks {
  private let figures: ProgressFigures
  private let wording: ReportWording

  init(_ figures: ProgressFigures, _ wording: ReportWording) {
    self.figures = figures
    self.wording = wording
  }

  /// How a sheet colours the remarks of a column.
  func marks(in column: Int) -> SheetTable.Marks {
    SheetTable.Marks(
      column: column,
      words: [
        (.error, wording.remarkZero), (.error, wording.remarkLow), (.warning, wording.remarkPace),
        (.warning, wording.remarkBelowKind), (.info, wording.remarkComposition),
      ])
  }

  /// The worst that can be said of one; empty for nothing.
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

  /// What has changed since the earlier day; empty for nothing worth a word.
  func movement(_ row: ProgressFigures.Ranked) -> String {
    if row.wasAtZero { return row.isAtZero ? wording.stillAtZero : wording.hasStarted }
    switch figures.crossing(row) {
    case .up: return wording.roseAbove
    case .down: return wording.fellBelow
    case nil: return ""
    }
  }
}
