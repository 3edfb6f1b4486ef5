import Ledger

/// What an exact column adds up to on both sides of some rows; missing cells are left out.
struct RowSums {
  var left: Int128
  var right: Int128

  init(_ rows: RowSet, left: [Int64], right: [Int64]) {
    self.left = sum(of: rows.left, left)
    self.right = sum(of: rows.right, right)
  }
}

private func sum(of rows: [Int], _ values: [Int64]) -> Int128 {
  var sum: Int128 = 0
  for row in rows where values[row] != Column.missingExact { sum += Int128(values[row]) }
  return sum
}
