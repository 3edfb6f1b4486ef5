package import Ledger

/// What expressions take from outside their rows: the rows that codes are followed to (`unit.name`),
/// by code, and abbreviations.
package struct References: Sendable {
  private var indexes: [Reference: [String: Int]] = [:]
  private var tables: [Int: Table] = [:]
  let abbreviations: Abbreviations

  /// Prepares what `expressions` follow; a code that stands in several rows leads to the first.
  package init(plan: Plan, tables: [Table], for expressions: [Expression]) {
    abbreviations = plan.abbreviations
    var keys: Set<Reference> = []
    for expression in expressions { collectFollowed(expression, into: &keys) }
    for key in keys {
      let table = tables[key.source]
      self.tables[key.source] = table
      var index: [String: Int] = [:]
      if let column = table.columns[key.column] {
        for row in 0..<table.rowCount {
          guard case .text(let code) = column.value(ofRow: row, type: .code) else { continue }
          if index[code] == nil { index[code] = row }
        }
      }
      indexes[key] = index
    }
  }

  /// The values of a column of the rows that codes lead to, once for each name.
  func follow(_ codes: TextVector, key: Reference, column: Int, type: ValueType) -> Vector {
    let index = indexes[key] ?? [:]
    let isUsed = codes.isUsed
    let cells = tables[key.source]?.columns[column]
    let values = codes.names.indices.map { name -> Value in
      guard isUsed[name], !codes.names[name].isEmpty, let row = index[codes.names[name]],
        let cells
      else { return .missing }
      return cells.value(ofRow: row, type: type)
    }
    if type.isText {
      return .text(
        TextVector(
          names: values.map { if case .text(let text) = $0 { text } else { "" } }, ids: codes.ids))
    }
    return Vector(values, type: type).gathered(.rows(codes.ids.map { Int($0) }))
  }
}

private func collectFollowed(_ expression: Expression, into keys: inout Set<Reference>) {
  if case .follow(_, let source, let key, _) = expression.node {
    keys.insert(Reference(source: source, column: key))
  }
  for part in expression.parts { collectFollowed(part, into: &keys) }
}
