import Ledger

/// The equality columns of a pass.
struct KeyColumns: Sendable {
  private let lefts: [Column]
  private let rights: [Column]
  private let pairs: [ColumnPair]

  /// nil when a column was not read, so that nothing can be equal in it.
  init?(_ conditions: [MatchPlan.Condition], _ pairing: borrowing Pairing) {
    var lefts: [Column] = []
    var rights: [Column] = []
    for condition in conditions where condition.test.isEquality {
      guard let left = pairing.left.columns[condition.left],
        let right = pairing.right.columns[condition.right]
      else { return nil }
      guard case .folded(let abbreviations) = condition.test else {
        lefts.append(left)
        rights.append(right)
        continue
      }
      lefts.append(keys(of: left, abbreviations, pairing.result.leftOutcomes))
      rights.append(keys(of: right, abbreviations, pairing.result.rightOutcomes))
    }
    self.lefts = lefts
    self.rights = rights
    pairs = zip(lefts, rights).map { ColumnPair(left: $0, right: $1) }
  }

  func leftKeys(_ outcomes: [Outcome]) -> RowKeys { RowKeys(lefts, outcomes) }

  func rightKeys(_ outcomes: [Outcome]) -> RowKeys { RowKeys(rights, outcomes) }

  func areEqual(_ left: Int, _ right: Int) -> Bool {
    pairs.allSatisfy { $0.isEqual(left, right) }
  }

  /// Those of some pairs whose keys are not the same.
  func unequal(_ rows: [RowPair]) -> [RowPair] { pairs.flatMap { $0.unequal(rows) } }

  /// Rows of one hash by their keys: nearly always one key.
  func split(_ group: RowSet) -> [RowSet] {
    var keys: [RowSet] = []
    for row in group.left {
      if let index = keys.firstIndex(where: { isSame($0.left[0], row, of: lefts) }) {
        keys[index].left.append(row)
      } else {
        keys.append(RowSet(left: [row], right: []))
      }
    }
    for row in group.right {
      let index = keys.firstIndex { key in
        key.left.first.map { areEqual($0, row) } ?? isSame(key.right[0], row, of: rights)
      }
      if let index {
        keys[index].right.append(row)
      } else {
        keys.append(RowSet(left: [], right: [row]))
      }
    }
    return keys
  }

  private func isSame(_ a: Int, _ b: Int, of columns: [Column]) -> Bool {
    columns.allSatisfy { column in
      switch column {
      case .exact(let values): values[a] == values[b]
      case .days(let values): values[a] == values[b]
      case .symbols(let symbols): symbols.ids[a] == symbols.ids[b]
      case .texts(let texts): texts.isSame(row: a, as: b, of: texts)
      }
    }
  }
}

/// A text column as `folded()` reads it; rows that are not free stay empty.
private func keys(
  of column: Column, _ abbreviations: Abbreviations, _ outcomes: [Outcome]
) -> Column {
  var result = Array(repeating: UInt32(0), count: outcomes.count)
  var names = [""]
  var ids = ["": UInt32(0)]
  func id(_ text: String) -> UInt32 {
    let text = abbreviations.key(of: text)
    if let known = ids[text] { return known }
    let new = UInt32(truncatingIfNeeded: names.count)
    ids[text] = new
    names.append(text)
    return new
  }
  if case .symbols(let symbols) = column {
    let meanings = symbols.names.map(id)
    for row in outcomes.indices { result[row] = meanings[Int(symbols.ids[row])] }
  } else {
    for row in outcomes.indices where outcomes[row].isMissing {
      result[row] = id(column.text(ofRow: row))
    }
  }
  return .symbols(SymbolColumn(ids: result, names: names))
}
