internal import Ledger

/// A column between its declaration and its plan.
struct ColumnDraft {
  var entry: YAMLEntry
  /// nil when it is no mapping.
  var mapping: Mapping?
  var type: ValueType?
}

extension Compiler {
  static let columnKeys = KeySet(
    place: .column,
    known: [
      "header", "value", "type", "length", "pad", "drop_left", "map", "in", "unit", "money",
      "required",
    ])
  private static let columnTypes: [ValueType] = [
    .text, .code, .money, .number, .integer, .rate, .date, .flag,
  ]

  mutating func columnDraft(_ entry: YAMLEntry, _ unpivot: UnpivotDraft?) -> ColumnDraft {
    guard let mapping = mapping(entry.value, Self.columnKeys, at: entry.key.position) else {
      return ColumnDraft(entry: entry)
    }
    if mapping["type"] == nil {
      diagnostics.add(.missingKey("type", in: .column, entry.name, at: entry.key.position))
    }
    let type = choice(mapping, "type", of: Self.columnTypes.map { ($0.rawValue, $0) })
    if let unpivot, unpivot.makes(entry.name) {
      for key in ["header", "value"] {
        guard let position = mapping.keyPosition(key) else { continue }
        diagnostics.add(.madeColumn(entry.name, key, at: position))
      }
    } else if (mapping["header"] == nil) == (mapping["value"] == nil) {
      diagnostics.add(.headerOrValue(entry.name, at: entry.key.position))
    }
    return ColumnDraft(entry: entry, mapping: mapping, type: type)
  }

  /// `in` of every column, once all sources are declared.
  mutating func readReferences(_ draft: SourceDraft) {
    for (index, column) in draft.columns.enumerated() {
      guard let mapping = column.mapping, mapping["in"] != nil else { continue }
      let reference = reference(mapping, column)
      names.sources[draft.index].columns[index].reference = reference.map { .to($0) } ?? .broken
    }
  }

  /// `in: units` or `in: units.unit`.
  private mutating func reference(_ mapping: Mapping, _ column: ColumnDraft) -> Reference? {
    guard let node = mapping["in"], let text = text(mapping, "in") else { return nil }
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    let name = parts.first ?? text
    guard let source = names.source(named: name) else {
      diagnostics.add(
        .unknownName(
          .source, name, known: names.sources.map(\.name), at: node.position))
      return nil
    }
    let target = names.sources[source]
    let wanted = parts.count > 1 ? parts[1] : column.entry.name
    guard let index = target.column(named: wanted) else {
      if !target.isBroken {
        let position = parts.count > 1 ? node.position(ofCharacter: name.count + 1) : node.position
        diagnostics.add(
          .unknownColumn(
            wanted, of: target.name, known: target.columns.map(\.name), at: position))
      }
      return nil
    }
    if let type = target.columns[index].type, !type.isText {
      diagnostics.add(.referenceType("\(target.name).\(wanted)", type, at: node.position))
      return nil
    }
    if parts.count == 1, !target.unique.contains(wanted) {
      diagnostics.add(.referenceNotUnique(wanted, source: target.name, at: node.position))
      return nil
    }
    return Reference(source: source, column: index)
  }

  mutating func readColumns(_ draft: SourceDraft) {
    for (index, column) in draft.columns.enumerated() {
      var result = ColumnPlan(
        name: column.entry.name, origin: .heading([]), type: column.type ?? .text,
        isRequired: false)
      if let mapping = column.mapping {
        result.origin = origin(mapping, column, source: draft.index)
        readCodeKeys(mapping, column.type, into: &result)
        readUnit(mapping, column.type, into: &result)
        statedRequirements[draft.index].append(flag(mapping, "required"))
      } else {
        statedRequirements[draft.index].append(nil)
      }
      if case .to(let reference) = names.sources[draft.index].columns[index].reference {
        result.reference = reference
      }
      plan.sources[draft.index].columns.append(result)
    }
    readUnpivot(draft)
  }

  private mutating func origin(
    _ mapping: Mapping, _ column: ColumnDraft, source: Int
  ) -> ColumnPlan.Origin {
    guard let node = mapping["value"] else { return .heading(texts(mapping, "header") ?? []) }
    guard text(mapping, "value") != nil, let text = ExpressionText(node) else {
      return .heading([])
    }
    if let type = column.type, let constant = plainConstant(text, type, source: source) {
      return .expression(constant)
    }
    let expectation = column.type.map { Expectation.type($0) } ?? .anything
    let value = expression(
      text, in: .row(source: source, whileReading: true), expecting: expectation)
    return value.map { .expression($0) } ?? .heading([])
  }

  /// `value: DTPT` or `value: 1056789` of a text column: words that are no name are the text
  /// itself.
  private func plainConstant(_ text: ExpressionText, _ type: ValueType, source: Int) -> Expression?
  {
    let isWords = text.text.allSatisfy { $0.isLetter || $0.isNumber || $0 == " " }
    guard type.isText, isWords else { return nil }
    let known =
      names.sources[source].columns.map(\.name) + names.parameters.map(\.name) + ["sheet", "file"]
    guard !known.contains(text.text), suggestion(for: text.text, among: known) == nil else {
      return nil
    }
    return Expression(.constant(.text(text.text)), type)
  }

  /// Keys that say how a code is read.
  private mutating func readCodeKeys(
    _ mapping: Mapping, _ type: ValueType?, into column: inout ColumnPlan
  ) {
    for key in ["length", "pad", "drop_left", "map", "in"] {
      guard let position = mapping.keyPosition(key), let type, type != .code else { continue }
      diagnostics.add(.keyOfOtherType(key, needs: "code", found: type, at: position))
    }
    if let node = mapping["length"] { column.length = wholeNumber(node, of: "length", in: 1...100) }
    column.pads = flag(mapping, "pad") ?? (column.length != nil)
    if column.pads, mapping["length"] == nil, type == .code,
      let position = mapping.keyPosition("pad")
    {
      diagnostics.add(.padWithoutLength(at: position))
    }
    column.dropLeft = text(mapping, "drop_left")
    guard let node = mapping["map"], let name = text(mapping, "map") else { return }
    column.map = names.map(named: name)
    if column.map == nil {
      diagnostics.add(
        .unknownName(
          .map, name, known: names.maps.map(\.name), at: node.position))
    }
  }

  /// `unit` (or `money`) of money, `unit` of rates.
  private mutating func readUnit(
    _ mapping: Mapping, _ type: ValueType?, into column: inout ColumnPlan
  ) {
    guard let type else { return }
    if mapping["unit"] != nil, let position = mapping.keyPosition("money") {
      diagnostics.add(.repeatedKey("unit", at: position))
    }
    let key = mapping["unit"] != nil ? "unit" : "money"
    guard let position = mapping.keyPosition(key) else { return }
    switch type {
    case .money: column.moneyUnit = moneyUnit(mapping, key)
    case .rate where key == "unit":
      column.isPercent = choice(mapping, key, of: [("percent", true), ("fraction", false)])
    default:
      diagnostics.add(
        .keyOfOtherType(
          key, needs: key == "unit" ? "money, rate" : "money", found: type, at: position))
    }
  }
}
