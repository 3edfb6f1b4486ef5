import Ledger

/// Hashes of some columns of a row that are the same on both sides of a match.
struct CellHashes: Sendable {
  private let columns: [Column]
  /// Of the names of each column of symbols.
  private let names: [[UInt64]]

  init(_ columns: [Column]) {
    self.columns = columns
    names = columns.map { column in
      guard case .symbols(let symbols) = column else { return [] }
      return symbols.names.map { Ledger.hash(of: Array($0.utf8).span) }
    }
  }

  func hash(ofRow row: Int) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for (index, column) in columns.enumerated() {
      let cell: UInt64 =
        switch column {
        case .exact(let values): UInt64(bitPattern: values[row])
        case .days(let values): UInt64(bitPattern: Int64(values[row]))
        case .symbols(let symbols): names[index][Int(symbols.ids[row])]
        case .texts(let texts): texts.hash(ofRow: row)
        }
      hash = mixed(hash ^ cell, 0xE703_7ED1_A0B4_28DB)
    }
    return hash
  }
}
