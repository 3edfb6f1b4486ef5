import Ledger

extension RunFacts {
  /// What bears out the cause of a match's finding; empty where nothing more is known.
  func evidence(of finding: Finding) -> Evidence {
    guard finding.hasEvidence, let match = finding.subject.match else { return Evidence() }
    return reconciliation.matches[match].evidence[Int(finding.evidence)]
  }

  /// What the rows of a side have in the column that tells two rows apart.
  func code(_ side: MatchSide, _ own: RowSet, _ evidence: Evidence, _ match: Int) -> Value {
    guard let column = evidence.column else { return .missing }
    let plan = plan.matches[match]
    return switch side {
    case .left: text(plan.left.source, column.left, (evidence.partners.left + own.left).first)
    case .right: text(plan.right.source, column.right, (evidence.partners.right + own.right).first)
    }
  }

  private func text(_ source: Int, _ column: Int, _ row: Int?) -> Value {
    guard let row else { return .missing }
    return intake.tables[source].columns[column]?.value(ofRow: row, type: .code) ?? .missing
  }
}

extension RunFacts {
  /// The side of a row that stands alone, or of what has one cause; the right side of all else.
  func side(of subject: Finding.Subject) -> MatchSide {
    switch subject {
    case .unmatched(_, let side, _): side
    case .systemic(let match, let group): reconciliation.matches[match].systemic[group].side
    default: .right
    }
  }
}

extension Evidence {
  /// 10^exponent.
  var scale: Ratio { Ratio(powerOfTen(exponent)) }
}

extension Finding.Subject {
  /// The match that it is about; nil for checks and notices.
  var match: Int? {
    switch self {
    case .pair(let match, _, _, _), .group(let match, _, _), .unmatched(let match, _, _),
      .set(let match, _), .systemic(let match, _):
      match
    case .check, .notice: nil
    }
  }

}

extension Finding {
  /// Something beyond its own rows speaks for its cause.
  var hasEvidence: Bool { evidence >= 0 }
}
