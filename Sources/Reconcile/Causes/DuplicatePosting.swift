import Ledger

extension Diagnosis {
  /// Rows that stand alone and are explained by another row of their own side.
  ///
  /// What is found out about the rows of one side changes nothing for the other, so both are looked
  /// through at once.
  mutating func explainByOwnSide() async {
    let (left, right) = (OwnSide(self, .left), OwnSide(self, .right))
    let rights = explanations.openRows(.right)
    async let relativesRight = right.relatives(of: rights)
    let relativesLeft = left.relatives(of: explanations.openRows(.left))
    explain(relativesLeft, left, .left)
    explain(await relativesRight, right, .right)
  }

  private mutating func explain(_ relatives: [Relatives], _ own: OwnSide, _ side: MatchSide) {
    if own.hasDates {
      for family in relatives { explainDuplicatePostings(family, own, side) }
    }
    for family in relatives { explainReversals(family, own, side) }
  }

  /// A row is posted twice when one of the same codes, amount and date is paired, or is not and comes
  /// earlier. Of several paired ones it is not known which.
  private mutating func explainDuplicatePostings(
    _ family: Relatives, _ own: OwnSide, _ side: MatchSide
  ) {
    let runs = (SameDayRows(family.positive), SameDayRows(family.negative))
    for open in family.wanted {
      guard let day = own.day(open.row) else { continue }
      let run = own.isPositive(open.row) ? runs.0.runs[day] : runs.1.runs[day]
      guard let run else { continue }
      if run.pairedCount > 1 {
        explanations.close(open.finding)
      } else if let twin = run.firstPaired ?? (run.first < open.row ? run.first : nil) {
        explanations.explain(open.finding, .duplicatePosting, Evidence(side, [twin]))
      }
    }
  }
}

/// Rows of one amount by their day.
private struct SameDayRows {
  struct Run {
    var first: Int
    var firstPaired: Int?
    var pairedCount = 0
  }
  private(set) var runs: [Int32: Run] = [:]

  /// `rows` ascend by day, then by row.
  init(_ rows: [DatedRow]) {
    for row in rows {
      var run = runs[row.day] ?? Run(first: row.row)
      if row.isPaired {
        run.firstPaired = run.firstPaired ?? row.row
        run.pairedCount += 1
      }
      runs[row.day] = run
    }
  }
}
