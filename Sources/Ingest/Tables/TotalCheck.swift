import Ledger

/// Total and subtotal rows of one table, held against the rows they stand for.
struct TotalCheck {
  struct Row {
    enum Kind {
      /// Begins with a label such as `Tổng cộng`.
      case labelled([PrintedSum])
      /// A row of the outline.
      case step(OutlineStep.Role)
    }
    /// From 1.
    var line: Int
    /// Where it stands in its chunk.
    var place: ChunkLine
    /// The data rows before it, filtered ones included.
    var before: Sums
    var mark: OutlineMark?
    var kind: Kind
    /// See `OutlineStep`.
    var namesSum = false

    var isLabelled: Bool { if case .labelled = kind { true } else { false } }

    var printed: [PrintedSum] {
      switch kind {
      case .labelled(let printed), .step(.subtotal(let printed, _)): printed
      case .step: []
      }
    }
  }
  var rows: [Row] = []
  private(set) var chunkCount = 0
  /// Of all data rows so far.
  var sums = Sums()

  /// How many rows there are, and Σ of each layout column over them.
  struct Sums {
    var rowCount = 0
    var columns: [Int128] = []

    static func + (a: Sums, b: Sums) -> Sums {
      Sums(rowCount: a.rowCount + b.rowCount, columns: zip(a.columns, b.columns).map(+))
    }

    static func - (a: Sums, b: Sums) -> Sums {
      Sums(rowCount: a.rowCount - b.rowCount, columns: zip(a.columns, b.columns).map(-))
    }
  }

  /// A line of a chunk, both from 0.
  struct ChunkLine {
    var chunk: Int
    var line: Int
  }

  /// A total row that adds up to nothing it could stand for or cannot be read, or parts of a row that are
  /// more than it.
  struct Mismatch {
    var fault = SumFault.total
    var line: Int
    var column: Int
    var printed: PrintedSum
    /// The nearest of the sums that it could be.
    var sum: Int128
  }

  struct Verdict {
    var mismatches: [Mismatch] = []
    /// Rows without a code that are no subtotals because the next row does not stand deeper.
    var rejects: [ChunkReject] = []
    /// Lines of total rows that say nothing, because a rejected row may stand in their sum.
    var uncomparedLines: [Int] = []
  }

  /// Adds what a chunk printed and summed; `line` is the number of lines before it.
  mutating func add(_ chunk: ShapedChunk, line: Int) {
    if sums.columns.isEmpty { sums.columns = Array(repeating: 0, count: chunk.sums.count) }
    let first = rows.count
    func row(
      _ chunkLine: Int, _ rowsBefore: Int, _ before: [Int128], _ mark: OutlineMark?,
      _ kind: Row.Kind
    ) -> Row {
      Row(
        line: line + chunkLine + 1, place: ChunkLine(chunk: chunkCount, line: chunkLine),
        before: Sums(
          rowCount: sums.rowCount + rowsBefore, columns: zip(sums.columns, before).map(+)),
        mark: mark, kind: kind)
    }
    for (total, before) in zip(chunk.totals, chunk.sumsBeforeTotals) {
      rows.append(row(total.line, total.rowsBefore, before, nil, .labelled(total.printed)))
    }
    for (step, before) in zip(chunk.outline, chunk.sumsBeforeSteps) {
      var role = step.role
      if case .subtotal(let printed, var reject) = role {
        reject.line += line + 1
        role = .subtotal(printed, reject)
      }
      rows.append(row(step.line, step.rowsBefore, before, step.mark, .step(role)))
      rows[rows.count - 1].namesSum = step.namesSum
    }
    if !chunk.outline.isEmpty { rows[first...].sort { $0.line < $1.line } }
    for index in sums.columns.indices { sums.columns[index] += chunk.sums[index] }
    sums.rowCount += chunk.readCount
    chunkCount += 1
  }

  /// Layout columns of which there is a total or a subtotal.
  var printedColumns: Set<Int> {
    Set(rows.flatMap { $0.printed.filter { $0.value != nil }.map(\.column) })
  }

  /// Layout columns of which there is a total, and all are right.
  var provenColumns: Set<Int> {
    printedColumns.subtracting(verdict(rejectLines: []).mismatches.map(\.column))
  }

  /// Rows that read well and are subtotals: they have no code and the next row stands deeper, or their words
  /// begin as those of a total do and they are the sum of rows before or behind them.
  func parents(amounts: [Int]) -> [ChunkLine] {
    let levels = levels()
    let parents = rows.indices.filter {
      guard case .step(.row(isCoded: false)) = rows[$0].kind else { return false }
      return rows[$0].mark != .dash && isAbove($0, levels)
    }
    return (parents.isEmpty ? namedSums(amounts) : parents).map { rows[$0].place }
  }

  /// The rows that name a sum and are one.
  private func namedSums(_ amounts: [Int]) -> [Int] {
    var found: [Int] = []
    /// All such rows so far, also those that are none, and what stood before the rows since the last of them
    /// or of the labelled totals.
    var out = Sums(columns: sums.columns.map { _ in 0 })
    var (named, since) = (out, out)
    for index in rows.indices where rows[index].namesSum || rows[index].isLabelled {
      let before = rows[index].before - out
      defer { since = before }
      guard rows[index].namesSum else { continue }
      let own = self.before(index + 1) - rows[index].before
      let next = rows[(index + 1)...].first { $0.namesSum || $0.isLabelled }?.before ?? sums
      let ranges = [
        before - since, before, rows[index].before - named, next - self.before(index + 1),
      ]
      named = named + own
      let isSum = ranges.contains { range in
        range.rowCount > 0 && amounts.allSatisfy { range.columns[$0] == own.columns[$0] }
      }
      guard own.rowCount == 1, isSum, amounts.contains(where: { own.columns[$0] != 0 }) else {
        continue
      }
      found.append(index)
      out = out + own
    }
    return found
  }

  /// What is to be told about the total rows; `rejectLines` ascend.
  func verdict(rejectLines: [Int]) -> Verdict {
    let levels = levels()
    var verdict = Verdict()
    for index in rows.indices {
      if case .step(.subtotal(_, let reject)) = rows[index].kind, !isAbove(index, levels) {
        verdict.rejects.append(reject)
      }
    }
    let rejectLines = (rejectLines + verdict.rejects.map(\.line)).sorted()
    var nextReject = 0
    let start = Sums(columns: sums.columns.map { _ in 0 })
    var atTotal = start
    for (index, row) in rows.enumerated() {
      switch row.kind {
      case .step(.level), .step(.row), .step(.opening): continue
      case .labelled(let printed):
        // The rows since the total before, those up to the next, all rows, or all so far.
        let next = rows[(index + 1)...].first(where: \.isLabelled)?.before ?? sums
        let ranges = [(atTotal, row.before), (row.before, next)]
        compare(
          printed, row, with: ranges + [(start, sums), (start, row.before)],
          isWhole: rejectLines.isEmpty, &verdict)
        atTotal = row.before
      case .step(.subtotal(let printed, _)):
        guard isAbove(index, levels) else { continue }
        // The rows below it down to the next one that stands as high.
        let end = rows.indices[(index + 1)...].first { isLevel($0, levels, with: index) }
        // Both ascend: where many rows are rejected, no subtotal looks through all of them.
        while nextReject < rejectLines.count, rejectLines[nextReject] <= row.line {
          nextReject += 1
        }
        let isWhole =
          nextReject == rejectLines.count
          || rejectLines[nextReject] >= end.map { rows[$0].line } ?? Int.max
        compare(
          printed, row, with: [(row.before, end.map { rows[$0].before } ?? sums)],
          isWhole: isWhole, &verdict)
      }
    }
    return verdict
  }

  /// Whether the next row of the table stands deeper.
  func isAbove(_ index: Int, _ levels: [Int?]) -> Bool {
    var next = index + 1
    if next < rows.count, case .step(.opening) = rows[next].kind {
      next += 1
      // What `Trong đó` names without a code is a part of the row, not all of it.
      if case .step(.row) = rows[index].kind, next < rows.count,
        case .step(.row(isCoded: false)) = rows[next].kind
      {
        return false
      }
    }
    guard next < rows.count, let level = levels[index], let below = levels[next], below > level
    else { return false }
    let isData = if case .step(.row) = rows[index].kind { 1 } else { 0 }
    return rows[next].before.rowCount == rows[index].before.rowCount + isData
  }

  /// Whether a row stands as high as another one or higher.
  func isLevel(_ index: Int, _ levels: [Int?], with other: Int) -> Bool {
    guard let level = levels[index], let otherLevel = levels[other] else { return false }
    return level <= otherLevel
  }

  /// Levels of all rows; a labelled total stands above everything, rows without a mark say nothing.
  func levels() -> [Int?] {
    var levels = OutlineLevels()
    return rows.map { row in row.isLabelled ? 0 : row.mark.map { levels.level(of: $0) } }
  }

  /// Holds what a row prints against the sums of the ranges of rows that it could stand for;
  /// `isWhole` when no rejected row can be missing there.
  private func compare(
    _ printed: [PrintedSum], _ row: Row, with ranges: [(from: Sums, to: Sums)], isWhole: Bool,
    _ verdict: inout Verdict
  ) {
    let filled = ranges.filter { $0.from.rowCount < $0.to.rowCount }
    for printed in printed {
      let value = Int128(printed.value ?? 0)
      func nearest(_ ranges: [(from: Sums, to: Sums)]) -> Int128 {
        ranges.map { $0.to.columns[printed.column] - $0.from.columns[printed.column] }
          .min { ($0 - value).magnitude < ($1 - value).magnitude } ?? 0
      }
      // Equal at the precision in which the total is printed.
      let unit = UInt128(printed.unit == 1 ? 0 : printed.unit)
      if printed.value != nil, (nearest(ranges) - value).magnitude * 2 <= unit { continue }
      if isWhole || printed.value == nil && !printed.isTooFine {
        verdict.mismatches.append(
          Mismatch(line: row.line, column: printed.column, printed: printed, sum: nearest(filled)))
      } else if verdict.uncomparedLines.last != row.line {
        verdict.uncomparedLines.append(row.line)
      }
    }
  }
}
