import Ledger

/// The names of all checks and fields in order of code point, and the rank of each finding's.
struct NameRanks {
  let names: [String]
  private var matches: [Int32] = []
  private var comparisons: [[Int32]] = []
  private var systemic: [[Int32]] = []
  private var checks: [Int32] = []
  private var notices: [(check: Int32, field: Int32)] = []

  init(_ keys: FindingKeys) {
    let plan = keys.plan
    var found: Set = [""]
    for match in plan.matches {
      found.insert(match.name)
      found.formUnion(match.comparisons.map(\.field))
    }
    found.formUnion(plan.checks.map(\.name))
    for notice in keys.notices { found.formUnion([notice.name.rawValue, notice.field]) }
    names = found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }

    let ranks = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    func rank(_ name: String) -> Int32 { ranks[name] ?? 0 }
    matches = plan.matches.map { rank($0.name) }
    comparisons = plan.matches.map { $0.comparisons.map { rank($0.field) } }
    systemic = zip(plan.matches, keys.reconciliation.matches).map { match, result in
      result.systemic.map { $0.comparison.map { rank(match.comparisons[$0].field) } ?? 0 }
    }
    checks = plan.checks.map { rank($0.name) }
    notices = keys.notices.map { (rank($0.name.rawValue), rank($0.field)) }
  }

  func check(of subject: Finding.Subject) -> Int32 {
    switch subject {
    case .pair(let match, _, _, _), .group(let match, _, _), .unmatched(let match, _, _),
      .set(let match, _), .systemic(let match, _):
      matches[match]
    case .check(let check, _): checks[check]
    case .notice(let index): notices[index].check
    }
  }

  func field(of subject: Finding.Subject) -> Int32 {
    switch subject {
    case .pair(let match, let comparison, _, _), .group(let match, let comparison, _):
      comparisons[match][comparison]
    case .systemic(let match, let group): systemic[match][group]
    case .notice(let index): notices[index].field
    // The empty name is the first by code point.
    case .unmatched, .set, .check: 0
    }
  }
}
