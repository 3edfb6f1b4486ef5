import Ledger

extension FindingList {
  /// What comes nearest to what was asked for and is not known, at most three: keys that share most parts
  /// with it, else values that few edits lead to, else the nearest values there are.
  package func keys(near argument: String) -> [String] {
    let question = Question(argument, facts.plan)
    if question.parts.count > 1 {
      let whole = wholeKeys(near: question.parts)
      if !whole.isEmpty { return whole }
    }
    for reach in [NearKeys.Reach.fewEdits, .any] {
      var near = NearKeys(question.values.filter { !$0.isEmpty }, reach)
      collectValues(of: Set(question.parts.map(\.name)), into: &near)
      if !near.nearest.isEmpty { return near.nearest }
    }
    return []
  }

  /// Values of keys by these names; of all where there are none.
  private func collectValues(of names: Set<String>, into near: inout NearKeys) {
    func isAsked(_ name: String) -> Bool { names.isEmpty || names.contains(name) }
    for match in facts.plan.matches {
      let columns = facts.plan.sources[match.left.source].columns
      for column in match.key where isAsked(columns[column.left].name) {
        near.add(facts.intake.tables[match.left.source].columns[column.left])
        near.add(facts.intake.tables[match.right.source].columns[column.right])
      }
    }
    for notice in facts.reconciliation.notices {
      for part in notice.key where isAsked(part.name) { near.add(part.value) }
    }
    for (balance, result) in zip(facts.plan.balances, facts.reconciliation.balances) {
      if names.isEmpty { near.add(balance.name) }
      for level in result.levels
      where level.dimensions.count == 1 && isAsked(balance.dimensions[level.dimensions[0]].name) {
        for case .text(let name) in level.keys[0] { near.add(name) }
      }
    }
  }

  /// Keys of rows of balances and of findings that have all these names and some of these values.
  private func wholeKeys(near parts: [(name: String, value: String)]) -> [String] {
    var near = NearWholeKeys(parts)
    let plain = PlainForm(facts.plan.currency)
    for (balance, result) in zip(facts.plan.balances, facts.reconciliation.balances) {
      for level in result.levels where level.dimensions.count >= parts.count {
        let dimensions = level.dimensions.map { balance.dimensions[$0] }
        guard near.fits(dimensions.map(\.name)) else { continue }
        for row in 0..<level.rowCount {
          near.add(
            zip(dimensions, level.keys).map { ($0.name, plain.text($1[row], type: $0.type)) })
        }
      }
    }
    let keys = FindingKeys(facts)
    for entry in order.entries.prefix(NearKeys.candidateCountMax) {
      near.add(
        keys.keyParts(of: facts.reconciliation.findings[Int(entry.finding)].subject)
          .map { ($0.name, $0.value) })
    }
    return near.nearest
  }
}

/// Keeps the keys of several parts that differ from one in the fewest of them, and by the fewest edits.
private struct NearWholeKeys {
  private let parts: [(name: String, value: String)]
  private var found: [String: (unequal: Int, edits: Int)] = [:]

  init(_ parts: [(name: String, value: String)]) { self.parts = parts }

  func fits(_ names: [String]) -> Bool { parts.allSatisfy { names.contains($0.name) } }

  mutating func add(_ key: [(name: String, value: String)]) {
    var (unequal, edits) = (0, 0)
    for part in parts {
      guard let value = key.first(where: { $0.name == part.name })?.value else { return }
      if value == part.value { continue }
      unequal += 1
      let limit = max(value.count, part.value.count)
      edits += editDistance(Array(part.value), Array(value), limit: limit)
    }
    guard unequal < parts.count else { return }
    found[key.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")] = (unequal, edits)
  }

  var nearest: [String] {
    found.sorted {
      ($0.value.unequal, $0.value.edits, $0.key) < ($1.value.unequal, $1.value.edits, $1.key)
    }
    .prefix(NearKeys.countMax).map(\.key)
  }
}

/// Keeps the texts that the fewest edits lead to.
private struct NearKeys {
  enum Reach { case fewEdits, any }

  private let wanted: [[Character]]
  private let reach: Reach
  /// Edits, and in front of them how much of the beginning is another where any text will do.
  private var found: [String: (start: Int, edits: Int)] = [:]
  private var candidateCount = 0

  /// Edits beyond which a text is another one.
  private static let distanceMax = 3
  static let countMax = 3
  /// Texts that are looked at where any will do.
  static let candidateCountMax = 100_000

  init(_ wanted: [String], _ reach: Reach) {
    self.wanted = wanted.map { Array($0.lowercased()) }
    self.reach = reach
  }

  mutating func add(_ column: Column?) {
    switch column {
    case .symbols(let symbols): symbols.names.dropFirst().forEach { add($0) }
    case .texts(let texts):
      for row in 0..<texts.count {
        let range = texts.range(ofRow: row)
        guard !range.isEmpty, isOfLength(range.count) else { continue }
        add(String(decoding: texts.bytes[range], as: UTF8.self))
      }
    case .exact, .days, nil: break
    }
  }

  private func isOfLength(_ count: Int) -> Bool {
    reach == .any
      || wanted.contains { abs(String($0).utf8.count - count) <= NearKeys.distanceMax }
  }

  mutating func add(_ text: String) {
    if reach == .any {
      candidateCount += 1
      if candidateCount > Self.candidateCountMax { return }
    }
    let letters = Array(text.lowercased())
    for wanted in wanted {
      let limit =
        switch reach {
        case .fewEdits: min(NearKeys.distanceMax, max(1, wanted.count / 3))
        case .any: max(wanted.count, letters.count)
        }
      let distance = editDistance(wanted, letters, limit: limit)
      if distance <= limit, reach == .any || distance < wanted.count {
        let shared = reach == .any ? zip(wanted, letters).prefix { $0 == $1 }.count : 0
        let near = (start: -shared, edits: distance)
        if let known = found[text], (known.start, known.edits) <= (near.start, near.edits) {
          continue
        }
        found[text] = near
      }
    }
  }

  var nearest: [String] {
    found.sorted { a, b in
      (a.value.start, a.value.edits, a.key) < (b.value.start, b.value.edits, b.key)
    }.prefix(NearKeys.countMax).map(\.key)
  }
}
