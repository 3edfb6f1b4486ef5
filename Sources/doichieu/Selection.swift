import Ledger

/// The plan cut down to what `--only` names and to what that needs.
///
/// Sources that nothing needs any more keep their places, because everything refers to them by index,
/// but have no files: they are not read, and nothing is missed.
func selection(_ names: [String], of plan: Plan) throws(Failure) -> Plan {
  let known = plan.matches.map(\.name) + plan.balances.map(\.name) + plan.checks.map(\.name)
  if let unknown = names.first(where: { !known.contains($0) }) {
    throw Failure(
      .usage,
      [
        Diagnostic(
          code: "only-unknown",
          "--only \(unknown): there is no match, balance or check `\(unknown)`",
          vietnamese: "--only \(unknown): không có match, balance hay check nào tên `\(unknown)`",
          notes: ["\(known.joined(separator: ", "))"])
      ])
  }
  var chosen = plan
  chosen.checks = plan.checks.filter { names.contains($0.name) }
  let matches = plan.matches.indices.filter { index in
    names.contains(plan.matches[index].name)
      || chosen.checks.contains { $0.subject == .match(index) }
  }
  let balances = plan.balances.indices.filter { index in
    names.contains(plan.balances[index].name)
      || chosen.checks.contains { if case .balance(index, _) = $0.subject { true } else { false } }
  }
  chosen.matches = matches.map { plan.matches[$0] }
  chosen.balances = balances.map { plan.balances[$0] }
  for index in chosen.checks.indices {
    switch chosen.checks[index].subject {
    case .match(let match):
      chosen.checks[index].subject = .match(matches.firstIndex(of: match) ?? 0)
    case .balance(let balance, let level):
      chosen.checks[index].subject = .balance(
        balances.firstIndex(of: balance) ?? 0, level: level)
    case .source: break
    }
  }
  dropUnneeded(from: &chosen)
  return chosen
}

/// Takes away the files of sources, and the contents of maps, that nothing needs.
private func dropUnneeded(from plan: inout Plan) {
  let needed = neededSources(of: plan)
  for index in plan.sources.indices where !needed.contains(index) {
    plan.sources[index].files = []
    plan.sources[index].isRequired = false
  }
  let maps = Set(needed.flatMap { plan.sources[$0].columns.compactMap(\.map) })
  for index in plan.maps.indices where !maps.contains(index) {
    plan.maps[index].content = .entries([])
  }
}

private func neededSources(of plan: Plan) -> Set<Int> {
  var needed: Set<Int> = []
  for match in plan.matches { needed.formUnion([match.left.source, match.right.source]) }
  for balance in plan.balances { needed.formUnion(balance.sources) }
  for case .source(let source) in plan.checks.map(\.subject) { needed.insert(source) }
  // A source brings those that its codes are looked up in, and these theirs.
  var open = Array(needed)
  while let source = open.popLast() {
    for reference in plan.sources[source].columns.compactMap(\.reference)
    where needed.insert(reference.source).inserted {
      open.append(reference.source)
    }
  }
  return needed
}
