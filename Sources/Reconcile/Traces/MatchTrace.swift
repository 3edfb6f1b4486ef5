package import Ledger

/// Holds some rows of a match against its passes once more, and says what each pass did with them.
///
/// Nothing is decided anew: what used a row is told from the result, and why the other passes did not
/// is told by their conditions.
package struct MatchTracer {
  let plan: MatchPlan
  let left: Table
  let right: Table
  let calendar: WorkingCalendar?
  let result: MatchResult
  let uses: RowUses
  let jobs: Int

  package init(
    match index: Int, of plan: Plan, _ intake: Intake, _ found: Reconciliation, jobs: Int
  ) {
    self.plan = plan.matches[index]
    left = intake.tables[self.plan.left.source]
    right = intake.tables[self.plan.right.source]
    calendar = intake.calendar
    result = found.matches[index]
    uses = RowUses(self.plan, result)
    self.jobs = jobs
  }

  /// The passes that a row went through, up to the one that used it.
  package func trace(_ side: MatchSide, _ row: Int) async -> RowTrace {
    var trace = RowTrace(side: side, row: row, passes: [])
    for pass in plan.passes.indices where uses.isFree(side, row, before: pass) {
      trace.passes.append(await self.trace(side, row, pass: pass))
    }
    return trace
  }

  private func trace(_ side: MatchSide, _ row: Int, pass: Int) async -> PassTrace {
    let conditions = plan.passes[pass].conditions
    guard let candidates = Candidacy(conditions, self, side, row, pass: pass) else {
      return PassTrace(pass: pass, result: .alone, candidates: [], otherCount: 0)
    }
    let nearest = candidates.nearest()
    var trace = PassTrace(
      pass: pass, result: .alone, candidates: nearest.rows, otherCount: nearest.otherCount)
    if case .subset(let subset) = plan.passes[pass].manner {
      trace.sums = await sums(subset, side, row, pass: pass)
    }
    trace.result = result(trace, candidates, side, row)
    return trace
  }

  private func result(
    _ trace: PassTrace, _ candidates: Candidacy, _ side: MatchSide, _ row: Int
  ) -> PassTrace.Result {
    if let use = uses.use(side, row), use.pass == trace.pass {
      return use.isSetAside ? .setAside(use.rows) : .paired(use.rows)
    }
    if let condition = candidates.emptyCondition { return .empty(condition: condition) }
    if let sums = trace.sums {
      if sums.outcome == .gaveUp { return .gaveUp(stepLimit: sums.stepLimit) }
      return sums.outcome == .none && sums.wholes.isEmpty ? .alone : .undecided
    }
    let isOpen = trace.candidates.contains { $0.failed == nil && $0.use == nil }
    if !isOpen { return .alone }
    let isRepeats =
      trace.pass == 0 && plan.repeats == .pair && plan.passes[trace.pass].isExact
    return isRepeats ? .unequal : .undecided
  }
}
