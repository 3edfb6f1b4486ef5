import Expressions
import Ledger

/// Finds the rows for which a check's condition holds.
struct Check {
  let plan: CheckPlan
  let whole: Plan
  let tables: [Table]
  let matches: [MatchResult]
  let balances: [Balance.Worked]
  let references: References

  /// Rows named behind a finding at most; more say little.
  private static let rowCountMax = 10

  func run() -> CheckResult {
    switch plan.subject {
    case .source(let source):
      let table = tables[source]
      return result(rowCount: table.rowCount, origins: { [table.origin(ofRow: $0)] }) { rows in
        Frame(table: table, source: whole.sources[source], rows: rows, references: references)
      }
    case .match(let match): return onPairs(of: match)
    case .balance(let balance, let level): return onLevel(level, of: balances[balance], balance)
    }
  }

  /// Failing rows with everything that their findings show.
  ///
  /// `frame` gives the frame of some rows, or of all; `origins` the rows behind one of them;
  /// `overflows` are rows that hold a figure beyond 128 bits, so that nothing can be said of them.
  private func result(
    rowCount: Int, overflows known: Set<Int> = [], origins: (Int) -> [RowOrigin],
    frame: ([Int]?) -> Frame
  ) -> CheckResult {
    let condition = values(of: plan.condition, over: frame(nil))
    let overflowing = known.union(condition.overflows)
    let failing = (0..<rowCount).filter {
      condition.values[$0] == .truth(true) || overflowing.contains($0)
    }
    if failing.isEmpty { return CheckResult() }
    let shown = frame(failing)
    let difference = plan.difference.map { values(of: $0, over: shown).values }
    let owner = plan.owner.map { values(of: $0, over: shown).values }
    let message = expressions.map { values(of: $0, over: shown).values }
    return CheckResult(
      failures: failing.enumerated().map { index, row in
        CheckResult.Failure(
          row: row, difference: difference?[index] ?? .missing,
          owner: owner.flatMap { if case .text(let text) = $0[index] { text } else { nil } } ?? "",
          messageValues: message.map { $0[index] }, rows: origins(row),
          isOverflow: overflowing.contains(row))
      })
  }

  /// The expressions of the message, in order.
  private var expressions: [Expression] {
    plan.message?.parts.compactMap { if case .expression(let part) = $0 { part } else { nil } }
      ?? []
  }

  private func onPairs(of index: Int) -> CheckResult {
    let match = whole.matches[index]
    let (left, right) = (tables[match.left.source], tables[match.right.source])
    let lefts = matches[index].partnerOfLeft.indices.filter {
      matches[index].partnerOfLeft[$0] >= 0
    }
    func frame(_ rows: [Int]?) -> Frame {
      let chosen = rows.map { $0.map { lefts[$0] } } ?? lefts
      return Frame(
        left: left, leftSource: whole.sources[match.left.source], leftRows: chosen, right: right,
        rightSource: whole.sources[match.right.source],
        rightRows: chosen.map { Int(matches[index].partnerOfLeft[$0]) }, references: references)
    }
    var found = result(
      rowCount: lefts.count,
      origins: { row in
        [
          left.origin(ofRow: lefts[row]),
          right.origin(ofRow: Int(matches[index].partnerOfLeft[lefts[row]])),
        ]
      }, frame: frame)
    for index in found.failures.indices {
      found.failures[index].row = lefts[found.failures[index].row]
    }
    return found
  }

  private func onLevel(_ dimensions: [Int], of worked: Balance.Worked, _ index: Int) -> CheckResult
  {
    let level = worked.result.level(dimensions)
    let balance = whole.balances[index]
    let totals = plan.totals.map { total(level, worked.result.level($0)) }
    func frame(_ rows: [Int]?) -> Frame {
      func pick(_ values: [Value], _ type: ValueType) -> Vector {
        vector(rows.map { $0.map { values[$0] } } ?? values, type)
      }
      var keys: [Vector?] = Array(repeating: nil, count: balance.dimensions.count)
      for (position, dimension) in level.dimensions.enumerated() {
        keys[dimension] = pick(level.keys[position], balance.dimensions[dimension].type)
      }
      return Frame(
        rowCount: rows?.count ?? level.rowCount, dimensions: keys,
        measures: zip(level.measures, balance.measures).map { pick($0, $1.type) }, aggregates: [],
        totals: totals.map { total in
          Frame.Total(
            dimensions: total.dimensions, measures: total.measures,
            rows: rows.map { $0.map { total.rows[$0] } } ?? total.rows)
        }, references: references)
    }
    let position = worked.result.levels.firstIndex { $0.dimensions == dimensions }
    var found = result(
      rowCount: level.rowCount, overflows: position.map { worked.overflows[$0] } ?? [],
      origins: { _ in [] }, frame: frame)
    let origins = BalanceOrigins(
      worked, level: dimensions, sources: balance.sources, tables: tables,
      rows: found.failures.map(\.row), rowCountMax: Self.rowCountMax)
    for index in found.failures.indices {
      found.failures[index].rows = origins.rows(of: found.failures[index].row)
    }
    return found
  }

  /// Each row of a level with the row of a coarser level that it belongs to.
  private func total(
    _ level: BalanceResult.Level, _ coarse: BalanceResult.Level
  ) -> (dimensions: [Int], measures: [[Value]], rows: [Int]) {
    let positions = coarse.dimensions.compactMap { level.dimensions.firstIndex(of: $0) }
    var rowOfKey: [[Value]: Int] = [:]
    for row in 0..<coarse.rowCount { rowOfKey[coarse.keys.map { $0[row] }] = row }
    let rows = (0..<level.rowCount).map { row in
      coarse.dimensions.isEmpty ? 0 : rowOfKey[positions.map { level.keys[$0][row] }] ?? 0
    }
    return (coarse.dimensions, coarse.measures, rows)
  }
}

extension CheckPlan {
  /// The levels that `total(…)` asks for, each once.
  var totals: [[Int]] {
    var expressions = [condition]
    if let difference { expressions.append(difference) }
    if let owner { expressions.append(owner) }
    for case .expression(let part) in message?.parts ?? [] { expressions.append(part) }
    var levels: Set<[Int]> = []
    for expression in expressions { collectTotals(expression, into: &levels) }
    return levels.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

private func collectTotals(_ expression: Expression, into levels: inout Set<[Int]>) {
  if case .total(_, let dimensions) = expression.node { levels.insert(dimensions) }
  for part in expression.parts { collectTotals(part, into: &levels) }
}
