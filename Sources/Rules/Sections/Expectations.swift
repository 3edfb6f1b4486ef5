internal import Ledger

extension Compiler {
  /// `each`, `fresh` and `latest`: whose rows a source must hold, how new, of which files.
  mutating func readExpectations(_ draft: SourceDraft) {
    plan.sources[draft.index].sender = sender(draft)
    plan.sources[draft.index].freshness = freshness(draft)
    plan.sources[draft.index].latest = latest(draft)
  }

  /// `each: units.unit`.
  private mutating func sender(_ draft: SourceDraft) -> SenderPlan? {
    guard let node = draft.mapping["each"], let text = text(draft.mapping, "each") else {
      return nil
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      diagnostics.add(.eachShape(text, at: node.position))
      return nil
    }
    guard let list = names.source(named: parts[0]) else {
      diagnostics.add(
        .unknownName(.source, parts[0], known: names.sources.map(\.name), at: node.position))
      return nil
    }
    if list == draft.index {
      diagnostics.add(.eachOfItself(at: node.position))
      return nil
    }
    let target = names.sources[list]
    guard let column = target.column(named: parts[1]) else {
      if !target.isBroken {
        diagnostics.add(
          .unknownColumn(
            parts[1], of: target.name, known: target.columns.map(\.name),
            at: node.position(ofCharacter: parts[0].count + 1)))
      }
      return nil
    }
    if let type = target.columns[column].type, !type.isText {
      diagnostics.add(.referenceType(text, type, at: node.position))
      return nil
    }
    let reference = Reference(source: list, column: column)
    let own = ownColumn(of: names.sources[draft.index], for: reference, named: parts[1])
    return SenderPlan(
      list: reference, column: own,
      nameColumn: target.columns.indices.first { $0 != column && target.columns[$0].type == .text },
      owner: senderOwner(draft, reference, own: own))
  }

  /// The `owner` over a row of the sender alone, in a column named as the list's and followed as the
  /// source's own, else into the list.
  private mutating func senderOwner(
    _ draft: SourceDraft, _ list: Reference, own: Int?
  ) -> Expression? {
    let target = names.sources[list.source]
    let listed = target.columns[list.column]
    var column = DeclaredColumn(name: listed.name, position: listed.position, type: .code)
    let isUnique = target.unique == [listed.name]
    column.reference = isUnique ? .to(list) : listed.reference
    if let own, names.sources[draft.index].columns[own].reference != .none {
      column.reference = names.sources[draft.index].columns[own].reference
    }
    var row = DeclaredSource(name: draft.entry.name, position: draft.entry.key.position)
    row.columns = [column]
    names.sources.append(row)
    defer { names.sources.removeLast() }
    return owner(draft.mapping, in: .row(source: names.sources.count - 1, whileReading: false))
  }

  /// The column of the same name, else the first one that must exist in the list.
  private func ownColumn(
    of source: DeclaredSource, for list: Reference, named name: String
  ) -> Int? {
    source.columns.firstIndex { $0.name == name && $0.type?.isText == true }
      ?? source.columns.firstIndex { $0.reference == .to(list) }
  }

  /// `fresh: 2 days`, or `fresh: {exported: 2 days}` where the date column must be said.
  private mutating func freshness(_ draft: SourceDraft) -> FreshnessPlan? {
    guard let node = draft.mapping["fresh"] else { return nil }
    useAsOf(for: "fresh", at: draft.mapping.keyPosition("fresh") ?? node.position)
    let source = names.sources[draft.index]
    guard case .mapping(let entries) = node.content else {
      guard let days = wholeDays(node, of: "fresh") else { return nil }
      let dates = source.columns.indices.filter { source.columns[$0].type == .date }
      if dates.count == 1 { return FreshnessPlan(column: dates[0], days: days) }
      if !source.isBroken, source.columns.allSatisfy({ $0.type != nil }) {
        diagnostics.add(
          .freshDate(source.name, dates: dates.map { source.columns[$0].name }, at: node.position))
      }
      return nil
    }
    guard entries.count == 1, let entry = entries.first else {
      diagnostics.add(.daysShape("fresh", at: node.position))
      return nil
    }
    let days = wholeDays(entry.value, of: "fresh")
    guard let column = source.column(named: entry.name) else {
      if !source.isBroken {
        diagnostics.add(
          .unknownColumn(
            entry.name, of: source.name, known: source.columns.map(\.name), at: entry.key.position))
      }
      return nil
    }
    if let type = source.columns[column].type, type != .date {
      diagnostics.add(.wrongType(type, expected: "date", at: entry.key.position))
      return nil
    }
    return days.map { FreshnessPlan(column: column, days: $0) }
  }

  /// `latest: file`, or `latest: unit`.
  private mutating func latest(_ draft: SourceDraft) -> LatestPlan? {
    guard let node = draft.mapping["latest"], let text = text(draft.mapping, "latest") else {
      return nil
    }
    if text == "file" { return .file }
    let source = names.sources[draft.index]
    guard let column = source.column(named: text) else {
      if !source.isBroken {
        diagnostics.add(
          .unknownColumn(
            text, of: source.name, known: ["file"] + source.columns.map(\.name),
            at: node.position))
      }
      return nil
    }
    if let type = source.columns[column].type, !type.isText {
      diagnostics.add(.referenceType(text, type, at: node.position))
      return nil
    }
    return .value(column: column)
  }

  /// Notes that a key is measured by `as_of`, which must be there.
  mutating func useAsOf(for key: String, at position: Position) {
    guard let index = names.parameter(named: "as_of") else {
      diagnostics.add(.missingAsOf(for: key, at: position))
      return
    }
    names.parameters[index].isUsed = true
  }

  /// `5 days`.
  mutating func wholeDays(_ node: YAMLNode, of key: String) -> Int32? {
    guard let text = text(node, of: key) else { return nil }
    if let days = wholeDays(text) { return days }
    diagnostics.add(
      .unusableValue(
        text, of: key, expected: ("days such as `5 days`", "số ngày như `5 days`"),
        at: node.position))
    return nil
  }
  func wholeDays(_ text: String) -> Int32? {
    guard case .exact(let value)? = constant(text, .days), text.contains("day"), value >= .zero
    else { return nil }
    return Int32(exactly: value.numerator)
  }
}
