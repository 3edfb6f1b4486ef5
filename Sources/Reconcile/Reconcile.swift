import Expressions
package import Ledger

/// Matches, totals and checks what was read, and proves the result complete.
package func reconcile(
  _ plan: Plan, _ intake: Intake, jobs: Int, progress: RunProgress = RunProgress()
) async throws(BrokenLaw) -> Reconciliation {
  let references = References(plan: plan, tables: intake.tables, for: plan.expressions)
  var found = Reconciliation()
  found.add(intake.notices)
  plan.assignOwners(ofNotices: intake.notices, &found, references)
  // Balances, and the checks of rows and balances, need nothing from matches: they are worked out
  // beside them.
  async let beside = besideMatches(plan, intake, references)
  func rowCount(_ match: MatchPlan) -> Int {
    intake.tables[match.left.source].rowCount + intake.tables[match.right.source].rowCount
  }
  progress.begin(
    .matching, itemCount: plan.matches.count,
    unitCount: plan.matches.reduce(0) { $0 + rowCount($1) })
  var met: Set<Int> = []
  for (index, match) in plan.matches.enumerated() where !progress.isCancelled {
    progress.begin(item: match.title, unitCount: rowCount(match))
    let worked = await Match(
      plan: plan, index: index, intake: intake, references: references,
      exceptions: Exceptions(plan) { $0 == .match(index) }, jobs: jobs, progress: progress
    ).run()
    met.formUnion(worked.met)
    found.matches.append(worked.result)
    found.findings += plan.owned(
      worked.findings, of: match, worked.result, intake.tables, references, &found.owners)
    found.add(toleranceNotices(of: match, worked.result, plan.language))
  }
  guard !progress.isCancelled else { return found }
  progress.begin(.checking)
  let (balances, early) = await beside
  found.balances = balances.map(\.result)
  let late = await results(
    plan, plan.checks.indices.filter { early[$0] == nil }, intake, found.matches, balances,
    references)
  for index in plan.checks.indices {
    guard let worked = early[index] ?? late[index] else { continue }
    met.formUnion(worked.judged.met)
    found.checks.append(worked.result)
    found.findings += zip(worked.result.failures.indices, worked.judged.exemptions).map {
      var finding = Finding(
        severity: plan.checks[index].severity, kind: .failed,
        subject: .check(check: index, failure: $0))
      finding.exemption = $1
      return finding
    }
  }
  found.exemptNotices(plan, references, &met)
  found.add(exceptionNotices(plan, met: met))
  try enforceLaws(plan, intake, found)
  return found
}

/// The balances, and the results of the checks that read no match, by index.
private func besideMatches(
  _ plan: Plan, _ intake: Intake, _ references: References
) async -> (balances: [Balance.Worked], checks: [Int: Check.Worked]) {
  let balances = plan.balances.indices.map { index in
    Balance(
      plan: plan.balances[index], tables: intake.tables, sources: plan.sources,
      references: references
    ).run(levels: plan.levels(ofBalance: index))
  }
  let checks = plan.checks.indices.filter {
    if case .match = plan.checks[$0].subject { false } else { true }
  }
  return (balances, await results(plan, checks, intake, [], balances, references))
}

/// The results of some checks, by index; none needs another.
private func results(
  _ plan: Plan, _ checks: [Int], _ intake: Intake, _ matches: [MatchResult],
  _ balances: [Balance.Worked], _ references: References
) async -> [Int: Check.Worked] {
  await withTaskGroup(of: (Int, Check.Worked).self) { group in
    for index in checks {
      group.addTask {
        let check = Check(
          plan: plan.checks[index], whole: plan, tables: intake.tables, matches: matches,
          balances: balances, references: references,
          exceptions: Exceptions(plan) { $0 == .check(index) })
        return (index, check.run())
      }
    }
    return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
  }
}

extension Plan {
  /// Findings of a match with those who answer for them.
  func owned(
    _ findings: [Finding], of match: MatchPlan, _ result: MatchResult, _ tables: [Table],
    _ references: References, _ owners: inout [String]
  ) -> [Finding] {
    guard let owner = match.owner, !findings.isEmpty else { return findings }
    let rows = findings.map { $0.rows(in: result) }
    let frame = Frame(
      left: tables[match.left.source], leftSource: sources[match.left.source],
      leftRows: rows.map(\.left), right: tables[match.right.source],
      rightSource: sources[match.right.source], rightRows: rows.map(\.right),
      references: references)
    guard case .text(let names) = try? evaluate(owner, over: frame) else { return findings }
    let indexes = ownerIndexes(of: findings.indices.map(names.text), in: &owners)
    return zip(findings, indexes).map { finding, owner in
      var finding = finding
      finding.owner = owner
      return finding
    }
  }

  /// Those who answer for the senders that findings of notices are about.
  func assignOwners(
    ofNotices notices: [Notice], _ found: inout Reconciliation, _ references: References
  ) {
    for (index, source) in sources.enumerated() {
      let about = notices.indices.filter { notices[$0].sender?.source == index }
      guard !about.isEmpty, let owner = source.sender?.owner else { continue }
      let values = about.map { notices[$0].sender?.value ?? "" }
      let column = Column.symbols(
        SymbolColumn(ids: values.indices.map { UInt32($0) + 1 }, names: [""] + values))
      var row = SourcePlan(name: source.name, title: source.title, files: [])
      row.columns = [
        ColumnPlan(name: "", origin: .heading([]), type: .code, isRequired: false)
      ]
      let frame = Frame(
        table: Table(columns: [column], rowCount: values.count), source: row,
        references: references)
      guard case .text(let names) = try? evaluate(owner, over: frame) else { continue }
      let indexes = ownerIndexes(of: values.indices.map(names.text), in: &found.owners)
      for (finding, owner) in zip(about, indexes) { found.findings[finding].owner = owner }
    }
  }

  /// The places of names in the list of owners, which grows by those it lacks.
  private func ownerIndexes(of names: [String], in owners: inout [String]) -> [Int] {
    var indexes: [String: Int] = [:]
    for (index, name) in owners.enumerated() { indexes[name] = index }
    return names.map { name in
      if let known = indexes[name] { return known }
      indexes[name] = owners.count
      owners.append(name)
      return owners.count - 1
    }
  }

  /// Every expression that is evaluated after reading.
  var expressions: [Expression] {
    var all: [Expression?] = sources.map { $0.sender?.owner }
    for match in matches { all += [match.left.filter, match.right.filter, match.owner] }
    for balance in balances {
      all += balance.aggregates.map(\.filter) + balance.measures.map(\.expression)
    }
    for check in checks {
      all += [check.condition, check.difference, check.owner]
      for case .expression(let part) in check.message?.parts ?? [] { all.append(part) }
    }
    return all.compactMap(\.self) + exceptions.map(\.condition)
  }

  /// Levels of a balance that are written or that a check needs.
  func levels(ofBalance index: Int) -> Set<[Int]> {
    var levels = Set(balances[index].levels.map { $0.sorted() })
    // The top level is in every summary.
    levels.insert([])
    for (number, check) in checks.enumerated() {
      guard case .balance(index, let level) = check.subject else { continue }
      levels.insert(level)
      levels.formUnion(check.totals(with: Exceptions(self) { $0 == .check(number) }))
    }
    return levels
  }
}

extension Reconciliation {
  /// Adds notices with their findings.
  mutating func add(_ notices: [Notice]) {
    for notice in notices {
      findings.append(
        Finding(
          severity: notice.severity, kind: notice.kind, subject: .notice(self.notices.count)))
      self.notices.append(notice)
    }
  }
}

extension Finding {
  /// The first row of each side that a match's finding is about; −1 where there is none.
  func rows(in result: MatchResult) -> (left: Int, right: Int) {
    let rows = result.ownRows(of: subject)
    return (rows.left.first ?? -1, rows.right.first ?? -1)
  }
}
