import Ledger

extension RunFacts {
  /// The values of a finding; missing where there is nothing to compare.
  func values(of subject: Finding.Subject) -> FindingValues {
    switch subject {
    case .pair(let index, _, _, _), .group(let index, _, _), .unmatched(let index, _, _),
      .set(let index, _), .systemic(let index, _):
      // Asked for by the million: a match put into a variable would be copied each time.
      return plan.matches[index].values(
        of: subject, left: intake.tables[plan.matches[index].left.source],
        right: intake.tables[plan.matches[index].right.source], reconciliation.matches[index])
    case .check(let check, let failure):
      return FindingValues(
        difference: reconciliation.checks[check].failures[failure].difference,
        differenceType: plan.checks[check].difference?.type ?? .money)
    case .notice(let index): return reconciliation.notices[index].values
    }
  }
}
