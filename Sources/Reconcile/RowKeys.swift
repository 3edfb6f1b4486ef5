import Ledger

/// One 64-bit hash of the equality columns for each row of a side; 0 marks a row that takes no part:
/// it is used, filtered, or a key value is missing.
///
/// The same values give the same hash on both sides; equality is verified on the values.
func keyHashes(of columns: [Column], _ outcomes: [Outcome]) -> [UInt64] {
  let rowCount = outcomes.count
  var hashes: [UInt64]
  if case .texts(let texts) = columns.first {
    hashes = (0..<rowCount).map { texts.range(ofRow: $0).isEmpty ? 0 : texts.hash(ofRow: $0) }
  } else {
    hashes = Array(repeating: seed, count: rowCount)
    if let first = columns.first { combine(first, into: &hashes) }
  }
  for column in columns.dropFirst() { combine(column, into: &hashes) }
  for row in 0..<rowCount where !outcomes[row].isMissing { hashes[row] = 0 }
  return hashes
}

private let seed: UInt64 = 0x51_7C_C1_B7_27_22_0A_95

private func combine(_ column: Column, into hashes: inout [UInt64]) {
  switch column {
  case .exact(let values):
    for row in hashes.indices {
      hashes[row] =
        values[row] == Column.missingExact
        ? 0 : join(hashes[row], UInt64(bitPattern: values[row]) &+ 1)
    }
  case .days(let values):
    for row in hashes.indices {
      hashes[row] =
        values[row] == Column.missingDay
        ? 0 : join(hashes[row], UInt64(bitPattern: Int64(values[row])) &+ 1)
    }
  case .symbols(let symbols):
    let names = symbols.names.map { hash(of: Array($0.utf8).span) }
    for row in hashes.indices {
      let id = Int(symbols.ids[row])
      hashes[row] = id == 0 ? 0 : join(hashes[row], names[id])
    }
  case .texts(let texts):
    for row in hashes.indices {
      hashes[row] = texts.range(ofRow: row).isEmpty ? 0 : join(hashes[row], texts.hash(ofRow: row))
    }
  }
}

@inline(__always)
private func join(_ hash: UInt64, _ value: UInt64) -> UInt64 {
  if hash == 0 { return 0 }
  let product = (hash ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
    by: value ^ 0xA076_1D64_78BD_642F)
  let folded = product.high ^ product.low
  return folded == 0 ? 1 : folded
}
