import Ledger

/// Findings by who answers for them, the one with most errors first.
struct OwnerTally: Sendable {
  struct Owner: Sendable {
    var name: String
    var errors = 0
    var warnings = 0
    var infos = 0
    /// Neither pending nor accepted findings count as errors, warnings or infos.
    var pending = 0
    var accepted = 0
    /// Σ of the differences in money of what counts, neither pending nor accepted; nil where there are none.
    var money: Int128?
    /// Places in the list of findings, ascending.
    var findings: [Int32] = []
  }
  private(set) var owners: [Owner] = []

  init(_ list: FindingList) {
    let reader = OwnerReader(list.facts)
    var indexes: [String: Int] = [:]
    // The owners of matches are known by number, and there may be a million findings.
    var indexesByNumber = [Int?](repeating: nil, count: list.facts.reconciliation.owners.count)
    for (place, entry) in list.order.entries.enumerated() {
      let finding = list.facts.reconciliation.findings[Int(entry.finding)]
      let number = finding.owner
      let isNumbered = if case .check = finding.subject { false } else { true }
      let index: Int
      if isNumbered, let known = indexesByNumber[number] {
        index = known
      } else {
        let name = reader.owner(of: finding)
        index = indexes[name] ?? owners.count
        if index == owners.count {
          indexes[name] = index
          owners.append(Owner(name: name))
        }
        if isNumbered { indexesByNumber[number] = index }
      }
      owners[index].findings.append(Int32(place))
      switch (finding.standing, entry.severity) {
      case (.pending, _): owners[index].pending += 1
      case (.accepted, _): owners[index].accepted += 1
      case (.counted, .error): owners[index].errors += 1
      case (.counted, .warning): owners[index].warnings += 1
      case (.counted, .info): owners[index].infos += 1
      }
      // What has one cause is counted with its rows; what waits or is accepted is no difference now.
      if finding.kind == .systemic || finding.standing != .counted { continue }
      let values = list.facts.values(of: finding.subject)
      if values.differenceType == .money, let money = values.difference.ratio?.rounded(decimals: 0)
      {
        owners[index].money = (owners[index].money ?? 0) + money
      }
    }
    owners.sort { a, b in
      let (x, y) = (
        [a.errors, a.warnings, a.infos, a.pending, a.accepted],
        [b.errors, b.warnings, b.infos, b.pending, b.accepted]
      )
      if x != y { return y.lexicographicallyPrecedes(x) }
      return a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
    }
  }
}

/// Who answers for a finding.
struct OwnerReader: Sendable {
  private let checks: [CheckResult]
  private let owners: [String]

  init(_ facts: RunFacts) {
    checks = facts.reconciliation.checks
    owners = facts.reconciliation.owners
  }

  /// Empty for nobody.
  func owner(of finding: Finding) -> String {
    if case .check(let check, let failure) = finding.subject {
      return checks[check].failures[failure].owner
    }
    return owners[finding.owner]
  }
}
