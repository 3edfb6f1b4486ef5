internal import Ledger

extension Compiler {
  /// Puts computed columns in an order in which each finds the columns it needs; a cycle is an
  /// error of every column in it.
  mutating func orderComputedColumns(_ draft: SourceDraft) {
    let columns = plan.sources[draft.index].columns
    var needs: [Int: Set<Int>] = [:]
    for (index, column) in columns.enumerated() {
      guard case .expression(let value) = column.origin else { continue }
      needs[index] = Set(value.columnsOfRow)
    }
    var order: [Int] = []
    var waiting = needs.keys.sorted()
    while !waiting.isEmpty {
      let ready = waiting.filter { needs[$0, default: []].isDisjoint(with: waiting) }
      guard !ready.isEmpty else { break }
      order += ready
      waiting.removeAll { ready.contains($0) }
    }
    for index in waiting where reaches(index, from: index, needs) {
      let column = draft.columns[index]
      let position = column.mapping?["value"]?.position ?? column.entry.key.position
      diagnostics.add(.cyclicColumn(column.entry.name, at: position))
    }
    plan.sources[draft.index].computedOrder = order
  }

  private func reaches(_ goal: Int, from start: Int, _ needs: [Int: Set<Int>]) -> Bool {
    var seen: Set<Int> = []
    var open = Array(needs[start, default: []])
    while let next = open.popLast() {
      if next == goal { return true }
      if seen.insert(next).inserted { open += needs[next, default: []] }
    }
    return false
  }

  /// A source that follows codes while it is read needs the other source first: that must end.
  mutating func checkReadingOrder(_ draft: SourceDraft) {
    let needs = Dictionary(
      uniqueKeysWithValues: plan.sources.indices.map { ($0, plan.sources[$0].followedWhileReading) }
    )
    if reaches(draft.index, from: draft.index, needs) {
      diagnostics.add(.followCycle(draft.entry.name, at: draft.entry.key.position))
    }
  }
}

extension SourcePlan {
  /// Sources whose rows must be known before this one's can be computed and filtered.
  var followedWhileReading: Set<Int> {
    var expressions = columns.compactMap { column in
      if case .expression(let value) = column.origin { value } else { nil }
    }
    if let filter { expressions.append(filter) }
    return Set(expressions.flatMap(\.followedSources))
  }
}
