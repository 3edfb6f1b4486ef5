import Ledger

extension FindingList {
  /// The values of keys that come nearest to what was asked for and is not known, at most three.
  package func keys(near argument: String) -> [String] {
    let question = Question(argument, facts.plan)
    var near = NearKeys(question.values.filter { !$0.isEmpty })
    for match in facts.plan.matches {
      for column in match.key {
        near.add(facts.intake.tables[match.left.source].columns[column.left])
        near.add(facts.intake.tables[match.right.source].columns[column.right])
      }
    }
    for notice in facts.reconciliation.notices { notice.key.forEach { near.add($0.value) } }
    for (balance, result) in zip(facts.plan.balances, facts.reconciliation.balances) {
      near.add(balance.name)
      for level in result.levels where level.dimensions.count == 1 {
        for case .text(let name) in level.keys[0] { near.add(name) }
      }
    }
    return near.nearest
  }
}

/// Keeps the texts that few edits lead to.
private struct NearKeys {
  private let wanted: [[Character]]
  private var found: [String: Int] = [:]

  /// Edits beyond which a text is another one.
  private static let distanceMax = 3
  private static let countMax = 3

  init(_ wanted: [String]) { self.wanted = wanted.map { Array($0.lowercased()) } }

  mutating func add(_ column: Column?) {
    switch column {
    case .symbols(let symbols): symbols.names.dropFirst().forEach { add($0) }
    case .texts(let texts):
      for row in texts.ends.indices {
        let range = texts.range(ofRow: row)
        guard !range.isEmpty, isOfLength(range.count) else { continue }
        add(String(decoding: texts.bytes[range], as: UTF8.self))
      }
    case .exact, .days, nil: break
    }
  }

  private func isOfLength(_ count: Int) -> Bool {
    wanted.contains { abs(String($0).utf8.count - count) <= NearKeys.distanceMax }
  }

  mutating func add(_ text: String) {
    let letters = Array(text.lowercased())
    for wanted in wanted {
      let limit = min(NearKeys.distanceMax, max(1, wanted.count / 3))
      let distance = editDistance(wanted, letters, limit: limit)
      if distance <= limit, distance < wanted.count {
        found[text] = min(distance, found[text] ?? distance)
      }
    }
  }

  var nearest: [String] {
    found.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(NearKeys.countMax).map(\.key)
  }
}
