import Ledger

/// How many findings there are of each sort, and what they add up to.
struct FindingTally: Sendable {
  /// Findings of one severity, check and kind, in the order of the reports.
  struct Line: Sendable, Equatable {
    var severity: Severity
    var check: String
    var kind: FindingKind
    var standing: Finding.Standing
    var count = 0
    /// Σ of the differences in money, in smallest units; nil where there are none.
    var money: Int128?
    /// Where its findings begin, as an index into the list.
    var first: Int
  }
  private(set) var lines: [Line] = []

  init(_ order: FindingOrder, _ facts: RunFacts) {
    var indexes: [LineKey: Int] = [:]
    for (place, entry) in order.entries.enumerated() {
      let finding = facts.reconciliation.findings[Int(entry.finding)]
      let key = LineKey(
        severity: entry.severity, check: entry.check, kind: entry.kind, standing: finding.standing)
      let index = indexes[key] ?? lines.count
      if index == lines.count {
        indexes[key] = index
        lines.append(
          Line(
            severity: entry.severity, check: order.names[Int(entry.check)], kind: entry.kind,
            standing: finding.standing, first: place))
      }
      lines[index].count += 1
      let values = facts.values(of: finding.subject)
      if values.differenceType == .money, let money = values.difference.ratio?.rounded(decimals: 0)
      {
        lines[index].money = (lines[index].money ?? 0) + money
      }
    }
    lines.sort { a, b in
      a.severity != b.severity
        ? a.severity < b.severity
        : a.check != b.check
          ? a.check.utf8.lexicographicallyPrecedes(b.check.utf8)
          : (a.kind.rawValue, a.standing.rawValue) < (b.kind.rawValue, b.standing.rawValue)
    }
  }

  /// Findings of a severity that are neither pending nor accepted.
  func count(_ severity: Severity) -> Int {
    lines.filter { $0.severity == severity && $0.standing == .counted }.reduce(0) { $0 + $1.count }
  }

  /// Findings of a standing, whatever their severity.
  func count(_ standing: Finding.Standing) -> Int {
    lines.filter { $0.standing == standing }.reduce(0) { $0 + $1.count }
  }
}

private struct LineKey: Hashable {
  let severity: Severity
  let check: Int32
  let kind: FindingKind
  let standing: Finding.Standing
}
