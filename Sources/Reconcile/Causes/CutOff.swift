import Ledger

extension Diagnosis {
  /// Rows that are younger than everything the other side has, or has of their sender.
  mutating func explainCutOffs() {
    let dates = plan.dateColumns(of: match)
    for side in [MatchSide.left, .right] {
      let rows = explanations.openRows(side)
      let (own, other) = side == .left ? (dates.left, dates.right) : (dates.right, dates.left)
      guard !rows.isEmpty, let own, let other, case .days(let days) = table(side).columns[own]
      else { continue }
      let newest = NewestDates(
        intake, plan.sources[source(side.other)], index: source(side.other), column: other)
      let senders = senders(ofRowsOn: side)
      for open in rows where days[open.row] != Column.missingDay {
        guard let last = newest.date(of: senders?.text(ofRow: open.row)), last < days[open.row]
        else { continue }
        var evidence = Evidence()
        evidence.day = last
        explanations.explain(open.finding, .cutOff, evidence)
      }
    }
  }
}

/// The newest dates of a source, rows that its `where` leaves out included.
private struct NewestDates {
  private var bySender: [String: Int32] = [:]
  private let namesSenders: Bool

  init(_ intake: Intake, _ source: SourcePlan, index: Int, column: Int) {
    namesSenders = source.sender?.column != nil
    let table = intake.tables[index]
    if case .days(let days) = table.columns[column] {
      if let sender = source.sender?.column, case .symbols(let senders) = table.columns[sender] {
        var newest = Array(repeating: Column.missingDay, count: senders.names.count)
        for (id, day) in zip(senders.ids, days) { newest[Int(id)] = max(newest[Int(id)], day) }
        for (name, day) in zip(senders.names, newest) { add(name, day) }
      } else if let day = days.max() {
        add("", day)
      }
    }
    for file in intake.files where file.source == index {
      for table in file.tables {
        for (name, day) in table.coverage.newestOfMatches[column] ?? [:] { add(name, day) }
      }
    }
  }

  private mutating func add(_ sender: String, _ day: Int32) {
    guard day != Column.missingDay else { return }
    bySender[sender] = max(day, bySender[sender] ?? day)
  }

  /// The newest date of a sender where rows name their senders, else of all rows.
  func date(of sender: String?) -> Int32? {
    if namesSenders, let sender { return bySender[sender] }
    return bySender.values.max()
  }
}
