package import Ledger

extension Plan {
  /// The plan of `--only`: matches, balances and checks of these names, with what they need.
  ///
  /// Sources keep their indexes; those that nothing needs any more have no files, are not required
  /// and no column of theirs is used. An unknown name is a diagnostic `only-unknown` without a
  /// position.
  package func keeping(only kept: [String]) -> RuleReading {
    let known = matches.map(\.name) + balances.map(\.name) + checks.map(\.name)
    let unknown = kept.filter { !known.contains($0) }
    guard unknown.isEmpty else {
      return RuleReading(
        plan: nil, diagnostics: unknown.map { .onlyUnknown($0, known: known) })
    }
    var plan = self
    let checkIndexes = checks.indices.filter { kept.contains(checks[$0].name) }
    plan.checks = checkIndexes.map { checks[$0] }
    var neededMatches: Set<Int> = []
    var neededBalances: Set<Int> = []
    for check in plan.checks {
      switch check.subject {
      case .source: break
      case .match(let match): neededMatches.insert(match)
      case .balance(let balance, _): neededBalances.insert(balance)
      }
    }
    let matchIndexes = matches.indices.filter {
      neededMatches.contains($0) || kept.contains(matches[$0].name)
    }
    let balanceIndexes = balances.indices.filter {
      neededBalances.contains($0) || kept.contains(balances[$0].name)
    }
    plan.matches = matchIndexes.map { matches[$0] }
    plan.balances = balanceIndexes.map { balances[$0] }
    for check in plan.checks.indices {
      switch plan.checks[check].subject {
      case .source: break
      case .match(let match):
        plan.checks[check].subject = .match(matchIndexes.firstIndex(of: match) ?? 0)
      case .balance(let balance, let level):
        plan.checks[check].subject = .balance(
          balanceIndexes.firstIndex(of: balance) ?? 0, level: level)
      }
    }
    plan.keepExceptions(ofChecks: checkIndexes, matches: matchIndexes)
    plan.report.keep(balances: balanceIndexes, matches: matchIndexes)
    plan.dropUnneededSources()
    if !plan.matches.contains(where: \.countsWorkingDays) { plan.calendar = nil }
    return RuleReading(plan: plan, diagnostics: [])
  }

  /// Exceptions of the checks and matches that are kept, and those of built-ins, which may miss what
  /// would meet them.
  private mutating func keepExceptions(ofChecks checks: [Int], matches: [Int]) {
    exceptions = exceptions.compactMap { exception in
      var exception = exception
      switch exception.subject {
      case .check(let check):
        guard let index = checks.firstIndex(of: check) else { return nil }
        exception.subject = .check(index)
      case .match(let match):
        guard let index = matches.firstIndex(of: match) else { return nil }
        exception.subject = .match(index)
      case .builtIn: exception.isExpectedToBeMet = false
      }
      return exception
    }
  }

  private mutating func dropUnneededSources() {
    let needed = neededSources
    for source in sources.indices where !needed.contains(source) {
      sources[source].files = []
      sources[source].isRequired = false
      sources[source].isNeeded = false
      sources[source].sender = nil
      sources[source].freshness = nil
    }
    settleUse()
    for source in sources.indices where !needed.contains(source) {
      for column in sources[source].columns.indices {
        sources[source].columns[column].isUsed = false
        sources[source].columns[column].isInterned = false
      }
    }
  }

  /// Sources that are named, and those that list their codes or senders, to the end.
  private var neededSources: Set<Int> {
    var needed = Set(
      matches.flatMap { [$0.left.source, $0.right.source] } + balances.flatMap(\.sources))
    for check in checks {
      if case .source(let source) = check.subject { needed.insert(source) }
    }
    var open = Array(needed)
    while let source = open.popLast() {
      let lists = sources[source].columns.map(\.reference) + [sources[source].sender?.list]
      for target in lists.compactMap({ $0?.source })
      where needed.insert(target).inserted {
        open.append(target)
      }
    }
    return needed
  }
}

extension ReportPlan {
  /// Leaves out what speaks of other balances and matches; those that are kept have new indexes.
  fileprivate mutating func keep(balances kept: [Int], matches: [Int]) {
    minutes = minutes.flatMap { minutes in
      matches.firstIndex(of: minutes.match).map {
        Minutes(match: $0, unit: minutes.unit, party: minutes.party)
      }
    }
    tables = tables.compactMap { level in
      kept.firstIndex(of: level.balance).map {
        BalanceLevel(balance: $0, dimensions: level.dimensions)
      }
    }
    guard let stated = progress else { return }
    progress = kept.firstIndex(of: stated.balance).map {
      var progress = stated
      progress.balance = $0
      progress.earlier = stated.earlier.flatMap { earlier in
        kept.firstIndex(of: earlier.balance).map { index in
          var earlier = earlier
          earlier.balance = index
          return earlier
        }
      }
      return progress
    }
  }
}

extension MatchPlan {
  /// Whether any distance of days is counted in working days.
  fileprivate var countsWorkingDays: Bool {
    let tests = passes.flatMap(\.conditions).map(\.test) + comparisons.map(\.test)
    return pending?.countsWorkingDays == true
      || tests.contains { if case .withinWorkingDays = $0 { true } else { false } }
  }
}
