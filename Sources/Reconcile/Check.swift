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
  let exceptions: Exceptions

  /// The failures of a check, and what exceptions say of each.
  struct Worked {
    var result = CheckResult()
    var judged = Exceptions.Judged()
  }

  /// Rows named behind a finding at most; more say little.
  private static let rowCountMax = 10

  func run() -> Worked {
    switch plan.subject {
    case .source(let source): onRows(of: source)
    case .match(let match): onPairs(of: match)
    case .balance(let balance, let level): onLevel(level, of: balance)
    }
  }

  private func onRows(of source: Int) -> Worked {
    let table = tables[source]
    let frame = Frame(table: table, source: whole.sources[source], references: references)
    let failing = FailingRows(plan, over: frame)
    return result(failing, frame) { [table.origin(ofRow: failing.rows[$0])] }
  }

  private func onPairs(of index: Int) -> Worked {
    let match = whole.matches[index]
    let partners = matches[index].partnerOfLeft
    let (left, right) = (tables[match.left.source], tables[match.right.source])
    let leftRows = partners.indices.filter { partners[$0] >= 0 }
    let frame = Frame(
      left: left, leftSource: whole.sources[match.left.source], leftRows: leftRows, right: right,
      rightSource: whole.sources[match.right.source],
      rightRows: leftRows.map { Int(partners[$0]) }, references: references)
    let failing = FailingRows(plan, over: frame)
    var found = result(failing, frame) { failure in
      let row = leftRows[failing.rows[failure]]
      return [left.origin(ofRow: row), right.origin(ofRow: Int(partners[row]))]
    }
    for failure in found.result.failures.indices {
      found.result.failures[failure].row = leftRows[failing.rows[failure]]
    }
    return found
  }

  private func onLevel(_ dimensions: [Int], of index: Int) -> Worked {
    let (balance, worked) = (whole.balances[index], balances[index])
    let figures = worked.level(dimensions)
    let frame = worked.frame(dimensions, totals: plan.totals(with: exceptions), references)
    let failing = FailingRows(
      plan, over: frame, unknowable: overflowing(figures, worked))
    let origins = BalanceOrigins(
      worked.keys, figures.level, sources: balance.sources, tables: tables, rows: failing.rows,
      rowCountMax: Check.rowCountMax
    ).origins
    return result(failing, frame) { origins[$0] }
  }

  /// The rows of a level of which a figure in the condition did not fit 128 bits.
  private func overflowing(_ figures: WorkedLevel, _ worked: Balance.Worked) -> Set<Int> {
    var rows = Set(plan.condition.measures.flatMap { figures.overflowing[$0] })
    for (measure, dimensions) in plan.condition.totals {
      let coarse = worked.level(dimensions)
      let lost = Set(coarse.overflowing[measure])
      if lost.isEmpty { continue }
      for (row, total) in figures.level.rows(in: coarse.level).enumerated()
      where lost.contains(total) { rows.insert(row) }
    }
    return rows
  }

  /// Failing rows with everything that their findings show; `origins` gives the rows behind one, by
  /// its place among them.
  private func result(
    _ failing: FailingRows, _ frame: Frame, origins: (Int) -> [RowOrigin]
  ) -> Worked {
    if failing.rows.isEmpty { return Worked() }
    let shown = frame.picking(failing.rows)
    let difference = plan.difference.map { vector(of: $0, over: shown).vector }
    let owner = plan.owner.map { vector(of: $0, over: shown).vector }
    let message = plan.messageExpressions.map { vector(of: $0, over: shown).vector }
    var result = CheckResult()
    result.failures.reserveCapacity(failing.rows.count)
    for (place, row) in failing.rows.enumerated() {
      let name = if case .text(let names) = owner { names.text(place) } else { "" }
      result.failures.append(
        CheckResult.Failure(
          row: row, difference: difference?.value(place) ?? .missing, owner: name,
          messageValues: message.map { $0.value(place) }, rows: origins(place),
          isOverflow: failing.isOverflow(row)))
    }
    var judged = exceptions.judge(shown) { place in
      FindingValues(
        difference: result.failures[place].difference,
        differenceType: plan.difference?.type ?? .money)
    }
    // What is not known to fail is not known to be what was accepted.
    for place in result.failures.indices where result.failures[place].isOverflow {
      judged.exemptions[place] = nil
    }
    return Worked(result: result, judged: judged)
  }
}

extension Balance.Worked {
  /// The rows of a level for conditions over them; `totals` are the coarser levels that they ask for.
  func frame(_ dimensions: [Int], totals: [[Int]], _ references: References) -> Frame {
    let figures = level(dimensions)
    let totals = totals.map { dimensions in
      let coarse = level(dimensions)
      return Frame.Total(
        dimensions: dimensions, measures: coarse.measures,
        rows: figures.level.rows(in: coarse.level))
    }
    return Frame(
      rowCount: figures.level.rowCount, dimensions: figures.dimensions,
      measures: figures.measures, aggregates: [], totals: totals, references: references)
  }
}
