package import Ledger

/// What `explain` can tell about.
package enum Topic: Sendable, Hashable {
  /// Rows that a match brought together, or a row that it left alone.
  case rows(match: Int, RowSet)
  /// A row of a source, for checks on it and for sources without a match.
  case row(source: Int, row: Int)
  /// A row of a balance at a level: ascending dimension indexes.
  case figures(balance: Int, level: [Int], row: Int)
  /// By index into the notices.
  case notice(Int)
  /// By index into the rejected rows.
  case reject(Int)
  /// A row of a file that is in no table: filtered, or replaced by a newer file's.
  case leftOut(source: Int, RowOrigin)
}

/// A topic with everything that is told about it.
package struct Explanation: Sendable {
  package var topic: Topic
  /// Findings about it, by their place in the order of the reports.
  package var findings: [Int]
  package var rows: [RowTrace] = []
  package var comparisons: [ComparisonTrace] = []
  package var aggregates: [AggregateTrace] = []
  package var checks: [CheckTrace] = []

  package init(topic: Topic, findings: [Int]) {
    self.topic = topic
    self.findings = findings
  }
}

extension FindingList {
  /// The topic of every finding, in the order of the reports.
  var topics: [Topic] {
    order.entries.map { topic(of: facts.reconciliation.findings[Int($0.finding)].subject) }
  }

  private func topic(of subject: Finding.Subject) -> Topic {
    let found = facts.reconciliation
    switch subject {
    case .pair(let match, _, _, _), .group(let match, _, _), .unmatched(let match, _, _),
      .set(let match, _):
      return .rows(match: match, found.matches[match].ownRows(of: subject))
    case .systemic(let match, let group):
      // One of its rows speaks for all.
      let systemic = found.matches[match].systemic[group]
      let rows = systemic.side == .left ? systemic.rows.left : systemic.rows.right
      return .rows(match: match, found.matches[match].rows(with: systemic.side, rows[0]))
    case .notice(let index): return .notice(index)
    case .check(let check, let failure):
      let row = found.checks[check].failures[failure].row
      switch facts.plan.checks[check].subject {
      case .source(let source): return .row(source: source, row: row)
      case .match(let match):
        return .rows(match: match, found.matches[match].rows(with: .left, row))
      case .balance(let balance, let level):
        return .figures(balance: balance, level: level, row: row)
      }
    }
  }
}
