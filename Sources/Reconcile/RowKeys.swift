import Ledger

/// The hashes of one side's keys: of the equality columns of each row.
///
/// The same values give the same hash on both sides, however each side holds them; equality is verified
/// on the values.
struct RowKeys: Sendable {
  private let columns: [Column]
  /// For each column of symbols the hashes of its names.
  private let names: [[UInt64]]
  private let outcomes: [Outcome]

  /// Rows hashed at a time: they are gone through column by column, and stay in the first-level cache.
  private static let blockRowCount = 2048

  /// `outcomes` tells which rows are free to take part.
  init(_ columns: [Column], _ outcomes: [Outcome]) {
    self.columns = columns
    self.outcomes = outcomes
    names = columns.map { column in
      guard case .symbols(let symbols) = column else { return [] }
      return symbols.names.map { hash(of: Array($0.utf8).span) }
    }
  }

  /// Calls `body` with each free row whose key lacks no value.
  func forEach(_ body: (_ row: Int, _ hash: UInt64) -> Void) {
    var hashes: [UInt64] = []
    for start in stride(from: 0, to: outcomes.count, by: RowKeys.blockRowCount) {
      let rows = start..<min(start + RowKeys.blockRowCount, outcomes.count)
      hashes.removeAll(keepingCapacity: true)
      for row in rows { hashes.append(outcomes[row].isMissing ? seed : 0) }
      for (column, names) in zip(columns, names) { combine(column, names, rows, into: &hashes) }
      for (row, hash) in zip(rows, hashes) where hash != 0 { body(row, hash) }
    }
  }
}

private let seed: UInt64 = 0x51_7C_C1_B7_27_22_0A_95

/// Adds a column to the hashes of some rows; a missing value makes the hash 0, and it stays 0.
private func combine(
  _ column: Column, _ names: [UInt64], _ rows: Range<Int>, into hashes: inout [UInt64]
) {
  switch column {
  case .exact(let values):
    for (place, row) in rows.enumerated() {
      hashes[place] =
        values[row] == Column.missingExact
        ? 0 : join(hashes[place], UInt64(bitPattern: values[row]))
    }
  case .days(let values):
    for (place, row) in rows.enumerated() {
      hashes[place] =
        values[row] == Column.missingDay
        ? 0 : join(hashes[place], UInt64(bitPattern: Int64(values[row])))
    }
  case .symbols(let symbols):
    for (place, row) in rows.enumerated() {
      let id = Int(symbols.ids[row])
      hashes[place] = id == 0 ? 0 : join(hashes[place], names[id])
    }
  case .texts(let texts):
    for (place, row) in rows.enumerated() {
      hashes[place] =
        texts.range(ofRow: row).isEmpty ? 0 : join(hashes[place], texts.hash(ofRow: row))
    }
  }
}

@inline(__always)
private func join(_ hash: UInt64, _ value: UInt64) -> UInt64 {
  if hash == 0 { return 0 }
  let joined = mixed(hash ^ 0x9E37_79B9_7F4A_7C15, value ^ 0xA076_1D64_78BD_642F)
  return joined == 0 ? 1 : joined
}
