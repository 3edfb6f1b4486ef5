internal import Ledger

extension Compiler {
  private static let expectedKeys = KeySet(
    place: .expectedFinding,
    known: ["check", "key"] + ExpectedFinding.Column.allCases.map(\.rawValue))

  /// `expect` of a test: the findings that must occur.
  mutating func expectedFindings(_ mapping: Mapping) -> [ExpectedFinding] {
    var expected: [ExpectedFinding] = []
    for node in list(mapping, "expect") ?? [] {
      guard let mapping = self.mapping(node, Self.expectedKeys) else { continue }
      guard let check = text(mapping, "check") else {
        if mapping["check"] == nil {
          diagnostics.add(.missingKey("check", in: .expectedFinding, at: node.position))
        }
        continue
      }
      let position = mapping["check"]?.position
      guard let name = findingName(check, at: position) else { continue }
      if case .builtIn(let builtIn) = name, builtIn.isAboutFiles {
        diagnostics.add(.fileCheckInTest(check, at: position))
        continue
      }
      let key = expectedKey(mapping, of: name)
      let cells = ExpectedFinding.Column.allCases.compactMap { cell($0, mapping, of: name) }
      expected.append(ExpectedFinding(check: check, key: key, cells: cells))
    }
    return expected
  }

  private mutating func expectedKey(
    _ mapping: Mapping, of name: FindingName
  ) -> [(name: String, value: String)] {
    guard let node = mapping["key"], let entries = entries(of: node) else { return [] }
    let known = keyNames(of: name)
    var key: [(name: String, value: String)] = []
    for entry in entries {
      if let known, !known.contains(entry.name) {
        diagnostics.add(
          .unknownName(.keyPart, entry.name, known: known, at: entry.key.position))
      } else if let text = entry.value.scalar {
        key.append((entry.name, cleaned(text)))
      } else {
        _ = text(entry.value, of: entry.name)
      }
    }
    return key
  }

  private mutating func cell(
    _ column: ExpectedFinding.Column, _ mapping: Mapping, of name: FindingName
  ) -> ExpectedFinding.Cell? {
    switch column {
    case .status: return status(mapping)
    case .severity: return word(column, mapping, Severity.allCases.map(\.rawValue))
    case .kind: return word(column, mapping, FindingKind.allCases.map(\.rawValue))
    case .cause:
      if case .match = name { return word(column, mapping, Cause.allCases.map(\.rawValue)) }
      return without(column, mapping)
    case .owner, .message:
      return text(mapping, column.rawValue).map { ExpectedFinding.Cell(column: column, text: $0) }
    case .field:
      if case .match(let index) = name {
        return word(column, mapping, comparisons(ofMatch: index).map(\.field))
      }
      return without(column, mapping)
    case .left, .right: return figure(column, mapping, comparedTypes(of: name))
    case .difference: return figure(column, mapping, differenceTypes(of: name))
    }
  }

  /// `''` is the status of a finding that counts.
  private mutating func status(_ mapping: Mapping) -> ExpectedFinding.Cell? {
    if let node = mapping["status"], node.scalar?.isEmpty == true, !node.isEmpty {
      return ExpectedFinding.Cell(column: .status, text: "")
    }
    return word(.status, mapping, ["accepted", "pending"])
  }

  private mutating func word(
    _ column: ExpectedFinding.Column, _ mapping: Mapping, _ words: [String]
  ) -> ExpectedFinding.Cell? {
    choice(mapping, column.rawValue, of: words.map { ($0, $0) })
      .map { ExpectedFinding.Cell(column: column, text: $0) }
  }

  private mutating func without(
    _ column: ExpectedFinding.Column, _ mapping: Mapping
  ) -> ExpectedFinding.Cell? {
    if let position = mapping.keyPosition(column.rawValue) {
      diagnostics.add(.withoutColumn(column.rawValue, at: position))
    }
    return nil
  }

  /// A value of one of the types; nil types are those of a definition that is wrong.
  private mutating func figure(
    _ column: ExpectedFinding.Column, _ mapping: Mapping, _ types: [ValueType]?
  ) -> ExpectedFinding.Cell? {
    guard let types else { return nil }
    if types.isEmpty { return without(column, mapping) }
    guard let node = mapping[column.rawValue], let text = text(mapping, column.rawValue) else {
      return nil
    }
    var readings: [ValueType: Value] = [:]
    for type in types { readings[type] = constant(text, type) }
    if readings.isEmpty {
      let kinds = types.map(\.rawValue).joined(separator: ", ")
      diagnostics.add(
        .unusableValue(text, of: column.rawValue, expected: (kinds, kinds), at: node.position))
    }
    return ExpectedFinding.Cell(column: column, text: cleaned(text), readings: readings)
  }

  /// Types of what stands in `left` and `right`, each once.
  private func comparedTypes(of name: FindingName) -> [ValueType]? {
    switch name {
    case .match(let index):
      guard let differences = differenceTypes(of: name) else { return nil }
      let types = Set(comparisons(ofMatch: index).map(\.type) + differences.filter { $0 == .money })
      return ValueType.allCases.filter(types.contains)
    case .builtIn(.toleranceLimit): return [.money]
    case .check, .builtIn: return []
    }
  }

  private func comparisons(ofMatch index: Int) -> [MatchPlan.Comparison] {
    plan.matches.first { $0.name == names.matches[index].name }?.comparisons ?? []
  }
}

extension Notice.Name {
  /// Whether it says something of files as they were found and read.
  fileprivate var isAboutFiles: Bool {
    switch self {
    case .missingFile, .unreadableFile, .staleFile, .duplicateFile, .superseded, .totalRow,
      .rejects:
      true
    case .missingSender, .unknownCode, .unique, .toleranceLimit, .exceptionExpired,
      .exceptionUnused:
      false
    }
  }
}
