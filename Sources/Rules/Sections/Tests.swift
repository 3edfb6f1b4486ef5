internal import Ledger

extension Compiler {
  static let testKeys = KeySet(place: .test, known: ["set", "given", "expect"])

  /// `tests`: rows that are given, and the findings that must come of them.
  mutating func readTests(_ entries: [YAMLEntry]) {
    for entry in entries {
      guard let mapping = mapping(entry.value, Self.testKeys, at: entry.key.position) else {
        continue
      }
      for key in ["given", "expect"] where mapping[key] == nil {
        diagnostics.add(.missingKey(key, in: .test, entry.name, at: entry.key.position))
      }
      plan.tests.append(
        TestPlan(
          name: entry.name, position: entry.key.position, settings: settings(mapping),
          given: given(mapping), expected: expectedFindings(mapping)))
    }
  }

  /// Parameters that have another value in the test.
  private mutating func settings(_ mapping: Mapping) -> [(name: String, value: String)] {
    guard let node = mapping["set"], let entries = entries(of: node) else { return [] }
    var settings: [(name: String, value: String)] = []
    for entry in entries {
      guard let index = names.parameter(named: entry.name) else {
        diagnostics.add(
          .unknownName(
            .parameter, entry.name, known: names.parameters.map(\.name), at: entry.key.position))
        continue
      }
      guard let text = text(entry.value, of: entry.name, keyAt: entry.key.position),
        let type = names.parameters[index].value?.type
      else { continue }
      if constant(text, type) == nil {
        diagnostics.add(.parameterValue(text, type, at: entry.value.position))
      }
      settings.append((entry.name, text))
    }
    return settings
  }

  private mutating func given(_ mapping: Mapping) -> [TestPlan.Given] {
    guard let node = mapping["given"], let entries = entries(of: node) else { return [] }
    let sources = Mapping(position: node.position, entries: entries)
    var given: [TestPlan.Given] = []
    for entry in entries {
      guard let source = names.source(named: entry.name) else {
        diagnostics.add(
          .unknownName(
            .source, entry.name, known: names.sources.map(\.name), at: entry.key.position))
        continue
      }
      var rows: [[Int: Value]] = []
      for node in list(sources, entry.name) ?? [] { rows.append(row(node, of: source)) }
      given.append(TestPlan.Given(source: source, rows: rows))
    }
    return given
  }

  private mutating func row(_ node: YAMLNode, of source: Int) -> [Int: Value] {
    let declared = names.sources[source]
    var row: [Int: Value] = [:]
    for cell in entries(of: node) ?? [] {
      guard let column = declared.column(named: cell.name) else {
        if !declared.isBroken {
          diagnostics.add(
            .unknownColumn(
              cell.name, of: declared.name, known: declared.columns.map(\.name),
              at: cell.key.position))
        }
        continue
      }
      guard let type = declared.columns[column].type else { continue }
      row[column] = value(cell, type)
    }
    return row
  }

  /// A normalised value; an empty cell is missing. nil, reported, when it is not of the type.
  private mutating func value(_ cell: YAMLEntry, _ type: ValueType) -> Value? {
    if cell.value.scalar?.isEmpty == true { return .missing }
    guard let text = text(cell.value, of: cell.name) else { return nil }
    if let value = constant(text, type), type.isText || value.stored(as: type) != nil {
      return value
    }
    diagnostics.add(.parameterValue(text, type, at: cell.value.position))
    return nil
  }
}
