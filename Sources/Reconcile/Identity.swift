import Ledger

/// Tells which rows of one side are the same in every column that the plan declares.
struct Identity: Sendable {
  private let columns: [Column]

  init(_ table: Table) { columns = table.columns.compactMap(\.self) }

  /// Compares these columns alone.
  init(columns: [Column]) { self.columns = columns }

  /// Whether two rows hold the same values throughout.
  func isSame(_ a: Int, _ b: Int) -> Bool {
    columns.allSatisfy { column in
      switch column {
      case .exact(let values): values[a] == values[b]
      case .days(let values): values[a] == values[b]
      case .symbols(let symbols): symbols.ids[a] == symbols.ids[b]
      case .texts(let texts):
        texts.isSame(row: a, as: b, of: texts)
          || texts.range(ofRow: a).isEmpty && texts.range(ofRow: b).isEmpty
      }
    }
  }

  /// Whether all rows are the same as the first.
  func areSame(_ rows: [Int]) -> Bool {
    rows.dropFirst().allSatisfy { isSame(rows[0], $0) }
  }

  /// Rows gathered into classes of the same rows; classes and rows in order of appearance.
  func classes(of rows: [Int]) -> [[Int]] {
    var classesByHash: [UInt64: [Int]] = [:]
    var classes: [[Int]] = []
    for row in rows {
      let key = rowHash(row)
      if let known = classesByHash[key]?.first(where: { isSame(classes[$0][0], row) }) {
        classes[known].append(row)
      } else {
        classesByHash[key, default: []].append(classes.count)
        classes.append([row])
      }
    }
    return classes
  }

  private func rowHash(_ row: Int) -> UInt64 {
    columns.reduce(0x9E37_79B9_7F4A_7C15) { hash, column in
      let cell: UInt64 =
        switch column {
        case .exact(let values): UInt64(bitPattern: values[row])
        case .days(let values): UInt64(bitPattern: Int64(values[row]))
        case .symbols(let symbols): UInt64(symbols.ids[row])
        case .texts(let texts): texts.hash(ofRow: row)
        }
      return mixed(hash ^ cell, 0xE703_7ED1_A0B4_28DB)
    }
  }
}
