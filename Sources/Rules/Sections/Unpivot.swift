internal import Ledger

/// `unpivot` between its declaration and its plan.
struct UnpivotDraft {
  /// The column that says from which cell a row was made, with its values.
  var into: YAMLEntry
  var value: YAMLNode
  var cells: [(target: String, headings: [String])]

  private var names: [YAMLNode] { [into.key, value] }

  func makes(_ column: String) -> Bool { names.contains { $0.scalar == column } }

  /// Entries for the columns it makes that `columns` does not declare.
  func undeclared(among entries: [YAMLEntry]) -> [YAMLEntry] {
    names.filter { name in !entries.contains { $0.name == name.scalar } }
      .map { YAMLEntry(key: $0, value: $0) }
  }

  /// A column that was not declared: a code, and money.
  func column(_ entry: YAMLEntry, among made: [YAMLEntry]) -> ColumnDraft? {
    guard made.contains(where: { $0.name == entry.name }) else { return nil }
    return ColumnDraft(entry: entry, type: entry.name == into.name ? .code : .money)
  }
}

extension Compiler {
  private static let unpivotKeys = KeySet(place: .wideTable, known: ["into", "value"])

  /// `unpivot: {into: {capital: {DTPT: [heading, …], SN: heading}}, value: amount}`.
  mutating func unpivotDraft(_ draft: SourceDraft) -> UnpivotDraft? {
    guard let node = draft.mapping["unpivot"],
      let mapping = mapping(
        node, Self.unpivotKeys, at: draft.mapping.keyPosition("unpivot") ?? node.position)
    else { return nil }
    for key in Self.unpivotKeys.known where mapping[key] == nil {
      diagnostics.add(.missingKey(key, in: .wideTable, draft.entry.name, at: mapping.position))
    }
    let value = text(mapping, "value")
    guard let into = mapping["into"], let columns = entries(of: into) else { return nil }
    guard columns.count == 1, let column = columns.first else {
      diagnostics.add(.unpivotShape(at: into.position))
      return nil
    }
    let cells = cells(column)
    guard let value, let valueNode = mapping["value"], !cells.isEmpty else { return nil }
    if value == column.name {
      diagnostics.add(.repeatedDimension(value, at: valueNode.position))
      return nil
    }
    return UnpivotDraft(into: column, value: valueNode, cells: cells)
  }

  /// Targets and the headings of their cells; a heading leads to one target.
  private mutating func cells(_ column: YAMLEntry) -> [(target: String, headings: [String])] {
    guard let entries = entries(of: column.value) else { return [] }
    if entries.isEmpty { diagnostics.add(.emptyValue(of: column.name, at: column.value.position)) }
    let mapping = Mapping(position: column.key.position, entries: entries)
    var targets: [String: String] = [:]
    var cells: [(target: String, headings: [String])] = []
    for entry in entries {
      for node in list(mapping, entry.name) ?? [] {
        guard let heading = text(node, of: entry.name) else { continue }
        if let other = targets[foldedHeading(heading)], other != entry.name {
          diagnostics.add(.headingOfTwo(heading, other, entry.name, at: node.position))
        }
        targets[foldedHeading(heading)] = entry.name
        if cells.last?.target != entry.name { cells.append((entry.name, [])) }
        cells[cells.count - 1].headings.append(heading)
      }
    }
    return cells
  }

  /// Adds a column for each cell behind the declared ones.
  mutating func readUnpivot(_ draft: SourceDraft) {
    let declared = names.sources[draft.index]
    guard let unpivot = draft.unpivot, let into = declared.column(named: unpivot.into.name),
      let value = declared.column(named: unpivot.value.scalar ?? "")
    else { return }
    expect(declared.columns[into], among: [.code, .text], "code")
    expect(
      declared.columns[value], among: [.money, .number, .integer, .rate],
      "money, number, integer, rate")
    var source = plan.sources[draft.index]
    var result = UnpivotPlan(into: into, value: value, cells: [])
    for cell in unpivot.cells {
      var column = source.columns[value]
      // No declared name has an equals sign.
      column.name = "\(unpivot.into.name)=\(cell.target)"
      column.origin = .heading(cell.headings)
      result.cells.append(UnpivotPlan.Cell(column: source.columns.count, target: cell.target))
      source.columns.append(column)
      statedRequirements[draft.index].append(nil)
    }
    source.columns[into].origin = .unpivoted
    source.columns[value].origin = .unpivoted
    source.unpivot = result
    plan.sources[draft.index] = source
  }

  private mutating func expect(
    _ column: DeclaredColumn, among types: [ValueType], _ words: String
  ) {
    guard let type = column.type, !types.contains(type) else { return }
    diagnostics.add(.wrongType(type, expected: words, at: column.position))
  }
}
