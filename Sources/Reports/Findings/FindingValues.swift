import Ledger

extension RunFacts {
  /// The values of a finding; missing where there is nothing to compare.
  func values(of subject: Finding.Subject) -> FindingValues {
    switch subject {
    case .pair(let index, _, _, _), .group(let index, _, _), .unmatched(let index, _, _),
      .set(let index, _), .systemic(let index, _):
      let match = plan.matches[index]
      return match.values(
        of: subject, left: intake.tables[match.left.source],
        right: intake.tables[match.right.source], reconciliation.matches[index])
    case .check(let check, let failure):
      return FindingValues(
        difference: reconciliation.checks[check].failures[failure].difference,
        differenceType: plan.checks[check].difference?.type ?? .money)
    case .notice(let index): return reconciliation.notices[index].values
    }
  }
}
