import Ledger

extension Diagnosis {
  /// Rows that the other side lacks because whoever should have sent them has sent nothing.
  mutating func explainAbsentSenders() {
    for side in [MatchSide.left, .right] {
      let absent = intake.absentSenders[source(side.other)]
      guard !absent.isEmpty, let senders = senders(ofRowsOn: side) else { continue }
      for open in explanations.openRows(side) {
        let sender = senders.text(ofRow: open.row)
        guard absent.contains(sender) else { continue }
        var evidence = Evidence()
        evidence.sender = sender
        explanations.explain(open.finding, .notSent, evidence)
      }
    }
  }

  /// The column of a side that says who should have sent a row's partner; nil where the other side
  /// expects nobody in particular.
  func senders(ofRowsOn side: MatchSide) -> Column? {
    guard let sender = plan.sources[source(side.other)].sender else { return nil }
    guard let sent = sender.column else {
      // Only paths name the sender; the list says what such a column is called.
      let name = plan.sources[sender.list.source].columns[sender.list.column].name
      let own = plan.sources[source(side)].columns.firstIndex { $0.name == name }
      return own.flatMap { table(side).columns[$0] }
    }
    return column(side, beside: sent).flatMap { table(side).columns[$0] }
  }
}
