import Ledger

/// Total and subtotal rows of one table, held against the rows they stand for.
struct TotalCheck {
  private struct Row {
    enum Kind {
      /// Begins with a label such as `Tổng cộng`.
      case labelled([PrintedSum])
      /// Figures without a code at a level of the outline.
      case subtotal([PrintedSum], ChunkReject)
      /// A row with a mark of the outline that is no total.
      case step
    }
    var line: Int
    /// Σ of each layout column over all rows before it, filtered ones included.
    var sums: [Int128]
    var mark: OutlineMark?
    var kind: Kind
  }
  private var rows: [Row] = []
  /// Σ of each layout column over all rows so far.
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
    let first = rows.count
    for (total, before) in zip(chunk.totals, chunk.sumsBeforeTotals) {
      rows.append(
        Row(
          line: line + total.line + 1, sums: zip(sums, before).map(+), mark: nil,
          kind: .labelled(total.printed)))
    }
    for (step, before) in zip(chunk.outline, chunk.sumsBeforeSteps) {
      var kind = Row.Kind.step
      if var reject = step.subtotal?.reject, let printed = step.subtotal?.printed {
        reject.line += line + 1
        kind = .subtotal(printed, reject)
      }
      rows.append(
        Row(
          line: line + step.line + 1, sums: zip(sums, before).map(+), mark: step.mark, kind: kind))
    }
    if !chunk.outline.isEmpty { rows[first...].sort { $0.line < $1.line } }
    for index in sums.indices { sums[index] += chunk.sums[index] }
  }

  /// Layout columns of which there is a total or a subtotal.
  var printedColumns: Set<Int> {
    Set(
      rows.flatMap { row -> [Int] in
        switch row.kind {
        case .labelled(let printed), .subtotal(let printed, _): printed.map(\.column)
        case .step: []
        }
      })
  }

  /// Layout columns of which there is a total, and all are right.
  var provenColumns: Set<Int> { printedColumns.subtracting(finish().mismatches.map(\.column)) }

  /// Totals that add up to nothing they could stand for, and rows without a code that are no
  /// subtotals because the next row does not stand deeper.
  func finish() -> (mismatches: [Mismatch], rejects: [ChunkReject]) {
    let levels = levels()
    var (mismatches, rejects) = ([Mismatch](), [ChunkReject]())
    var sumsAtTotal: [Int128]?
    for (index, row) in rows.enumerated() {
      switch row.kind {
      case .step: continue
      case .labelled(let printed):
        // The rows since the total before, those up to the next, all rows, or all so far.
        let next = rows[(index + 1)...].first {
          if case .labelled = $0.kind { true } else { false }
        }
        let before = sumsAtTotal ?? Array(repeating: 0, count: sums.count)
        mismatches += unmatched(printed, line: row.line) { column in
          [
            row.sums[column] - before[column],
            (next?.sums ?? sums)[column] - row.sums[column], sums[column], row.sums[column],
          ]
        }
        sumsAtTotal = row.sums
      case .subtotal(let printed, let reject):
        guard index + 1 < rows.count, rows[index + 1].sums == row.sums, isDeeper(levels, index)
        else {
          rejects.append(reject)
          continue
        }
        // The rows below it down to the next one that stands as high.
        let end = rows.indices[(index + 1)...].first { levels[$0] <= levels[index] }
        let below = end.map { rows[$0].sums } ?? sums
        mismatches += unmatched(printed, line: row.line) { [below[$0] - row.sums[$0]] }
      }
    }
    return (mismatches, rejects)
  }

  private func isDeeper(_ levels: [Int], _ index: Int) -> Bool { levels[index + 1] > levels[index] }

  /// Levels of all rows; a labelled total stands above everything.
  private func levels() -> [Int] {
    var levels = OutlineLevels()
    return rows.map { row in row.mark.map { levels.level(of: $0) } ?? 0 }
  }

  private func unmatched(
    _ printed: [PrintedSum], line: Int, candidates: (Int) -> [Int128]
  ) -> [Mismatch] {
    printed.compactMap { printed in
      let sums = candidates(printed.column)
      // Equal at the precision in which the total is printed.
      let fits = sums.contains { sum in
        (sum - Int128(printed.value)).magnitude * 2
          <= UInt128(printed.unit == 1 ? 0 : printed.unit)
      }
      return fits
        ? nil
        : Mismatch(
          line: line, column: printed.column, printed: printed.value, sum: sums.first ?? 0)
    }
  }
}
