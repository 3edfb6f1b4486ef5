import Ledger

/// Finds out why the findings of a match came about: for each the narrowest cause whose arithmetic
/// holds, in the order of `Cause`.
struct Diagnosis {
  let plan: Plan
  let match: MatchPlan
  let left: Table
  let right: Table
  let intake: Intake
  let jobs: Int
  let result: MatchResult
  let agreement: Agreement
  var explanations: Explanations

  init(
    _ plan: Plan, _ match: MatchPlan, _ intake: Intake, _ result: MatchResult,
    _ findings: [Finding], jobs: Int
  ) {
    self.plan = plan
    self.match = match
    self.intake = intake
    self.jobs = jobs
    self.result = result
    left = intake.tables[match.left.source]
    right = intake.tables[match.right.source]
    agreement = Agreement(plan, match, intake)
    explanations = Explanations(findings)
  }

  /// The findings with their causes, and those that tell of one cause of many; into the result goes what
  /// bears them out.
  mutating func run(
    _ result: inout MatchResult, match index: Int
  ) async -> (findings: [Finding], systemic: [Finding]) {
    explainAbsentSenders()
    explainDifferences()
    await explainSplits()
    explainRepeats()
    await explainByOwnSide()
    explainShiftedDates()
    explainMiscodedRows()
    explainMistypedKeys()
    // Rows of other numbers that agree in everything compared are weaker evidence than one mistyped number,
    // and stronger than a date that the other side had not reached.
    explainShiftedDates(ignoringNumbers: true)
    explainMiscodedRows(ignoringNumbers: true)
    explainCutOffs()
    let findings = explanations.findings
    result.evidence = explanations.evidence.list
    let systemic = systemicGroups(of: findings)
    result.systemic = systemic.map(\.group)
    return (
      findings, systemic.indices.map { self.systemic(findings[systemic[$0].finding], index, $0) }
    )
  }

  /// The finding that tells of a group, of which another one is given.
  private func systemic(_ member: Finding, _ match: Int, _ group: Int) -> Finding {
    var finding = Finding(
      severity: .info, kind: .systemic, cause: member.cause,
      subject: .systemic(match: match, group: group))
    // What else bears causes out are rows.
    if finding.cause == .unitScale || finding.cause == .cutOff {
      finding.evidence = member.evidence
    }
    return finding
  }

  /// Each field that differs is judged by itself.
  private mutating func explainDifferences() {
    for (number, comparison) in match.comparisons.enumerated() {
      let fields = DifferingFields(comparison, plan, match, left: left, right: right)
      for (index, finding) in explanations.findings.enumerated() {
        let rows: RowSet
        switch finding.subject {
        case .pair(_, number, let left, let right): rows = RowSet(left: [left], right: [right])
        case .group(_, number, let group): rows = result.groups[group].rows
        default: continue
        }
        if let (cause, evidence) = fields.cause(of: rows) {
          explanations.explain(index, cause, evidence)
        }
      }
    }
  }

  /// All rows that stand alone and are still open.
  func counterparts(ignoringNumbers: Bool) -> Counterparts {
    Counterparts(
      agreement, left: explanations.openRows(.left), right: explanations.openRows(.right),
      ignoresNumbers: ignoringNumbers)
  }

  func table(_ side: MatchSide) -> Table { side == .left ? left : right }

  func source(_ side: MatchSide) -> Int {
    side == .left ? match.left.source : match.right.source
  }

  /// A column of a side that holds the same as a column of the other.
  func column(_ side: MatchSide, beside other: Int) -> Int? {
    let shared =
      match.comparisons.map { (left: $0.left, right: $0.right) }
      + match.passes.flatMap(\.columns)
    let named = shared.first { side == .left ? $0.right == other : $0.left == other }
    if let named { return side == .left ? named.left : named.right }
    let name = plan.sources[source(side.other)].columns[other].name
    return plan.sources[source(side)].columns.firstIndex { $0.name == name }
  }
}
