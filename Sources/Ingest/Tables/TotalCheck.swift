import Ledger

/// Total rows of one table, held against the rows they stand for.
struct TotalCheck {
  private var rows:
    [(line: Int, sums: [Int128], printed: [(column: Int, value: Int64, unit: Int64)])] = []
  /// Σ of each layout column over all rows so far, filtered ones included.
  private var sums: [Int128] = []

  /// A total row that adds up to nothing it could stand for.
  struct Mismatch {
    var line: Int
    var column: Int
    var printed: Int64
    var sum: Int128
  }

  /// Adds what a chunk printed and summed; `line` is the number of lines before it.
  mutating func add(_ chunk: ShapedChunk, line: Int) {
    if sums.isEmpty { sums = Array(repeating: 0, count: chunk.sums.count) }
    for (total, before) in zip(chunk.totals, chunk.sumsBeforeTotals) {
      rows.append((line + total.line + 1, zip(sums, before).map(+), total.printed))
    }
    for index in sums.indices { sums[index] += chunk.sums[index] }
  }

  /// Layout columns of which there is a total.
  var printedColumns: Set<Int> { Set(rows.flatMap { $0.printed.map(\.column) }) }

  /// Layout columns of which there is a total, and all are right.
  var provenColumns: Set<Int> { printedColumns.subtracting(mismatches().map(\.column)) }

  /// Totals that fit neither the rows since the total before, nor those up to the next, nor all rows.
  func mismatches() -> [Mismatch] {
    var found: [Mismatch] = []
    for (index, row) in rows.enumerated() {
      for (column, value, unit) in row.printed {
        let before = index > 0 ? rows[index - 1].sums[column] : 0
        let next = index + 1 < rows.count ? rows[index + 1].sums[column] : sums[column]
        let since = row.sums[column] - before
        let candidates = [
          since, next - row.sums[column], sums[column], row.sums[column],
        ]
        let fits = candidates.contains { sum in
          // Equal at the precision in which the total is printed.
          (sum - Int128(value)).magnitude * 2 <= UInt128(unit == 1 ? 0 : unit)
        }
        if !fits {
          found.append(Mismatch(line: row.line, column: column, printed: value, sum: since))
        }
      }
    }
    return found
  }
}
