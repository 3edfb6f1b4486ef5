import Ledger

/// Finds out why the findings of a match came about: for each the narrowest cause whose arithmetic
/// holds, in the order of `Cause`.
struct Diagnosis {
  let plan: Plan
  let match: MatchPlan
  let left: Table
  let right: Table
  private var evidence = EvidenceList()

  init(_ plan: Plan, _ match: MatchPlan, left: Table, right: Table) {
    self.plan = plan
    self.match = match
    self.left = left
    self.right = right
  }

  /// Gives the findings their causes, and the result what bears them out.
  mutating func run(_ findings: inout [Finding], _ result: inout MatchResult) {
    if findings.isEmpty { return }
    explainDifferences(&findings, result)
    result.evidence = evidence.list
  }

  /// Each field that differs is judged by itself.
  private mutating func explainDifferences(_ findings: inout [Finding], _ result: MatchResult) {
    for (number, comparison) in match.comparisons.enumerated() {
      let fields = DifferingFields(comparison, plan, match, left: left, right: right)
      for index in findings.indices {
        let rows: RowSet
        switch findings[index].subject {
        case .pair(_, number, let left, let right): rows = RowSet(left: [left], right: [right])
        case .group(_, number, let group): rows = result.groups[group].rows
        default: continue
        }
        guard let (cause, evidence) = fields.cause(of: rows) else { continue }
        findings[index].cause = cause
        findings[index].evidence = self.evidence.add(evidence)
      }
    }
  }
}

/// What bears causes out; what is said of many findings alike is kept once.
struct EvidenceList {
  private(set) var list: [Evidence] = []
  private var places: [Evidence: Int32] = [:]

  /// The place of the evidence in the list; −1 for none.
  mutating func add(_ evidence: Evidence?) -> Int32 {
    guard let evidence else { return -1 }
    if let known = places[evidence] { return known }
    let place = Int32(truncatingIfNeeded: list.count)
    list.append(evidence)
    if evidence.partners.left.isEmpty, evidence.partners.right.isEmpty {
      places[evidence] = place
    }
    return place
  }
}
