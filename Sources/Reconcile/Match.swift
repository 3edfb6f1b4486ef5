import Expressions
import Ledger

/// Pairs the rows of two sources, compares the pairs and bridges the totals.
struct Match {
  let plan: Plan
  let index: Int
  let intake: Intake
  let references: References
  let exceptions: Exceptions
  let jobs: Int
  let progress: RunProgress

  /// What came of a match, and which exceptions its findings met.
  struct Worked {
    var result: MatchResult
    var findings: [Finding]
    var met: Set<Int>
  }

  private var match: MatchPlan { plan.matches[index] }
  private var left: Table { intake.tables[match.left.source] }
  private var right: Table { intake.tables[match.right.source] }
  private var calendar: WorkingCalendar? { intake.calendar }

  func run() async -> Worked {
    var pairing = Pairing(left: left, right: right, calendar: calendar)
    filter(&pairing)
    var findings: [Finding] = []
    var repeats: RepeatedKeys?
    for (number, pass) in match.passes.enumerated() where !progress.isCancelled {
      pairing.progress = note(number)
      switch pass.manner {
      case .oneToOne where pass.isExact && number == 0 && match.repeats == .pair:
        repeats = await pairing.pairRepeats(pass.conditions, match.comparisons, jobs: jobs)
      case .oneToOne where pass.isExact:
        let duplicates = await pairing.pairOnEqualKeys(
          pass.conditions, pass: number, isFirst: number == 0, jobs: jobs)
        findings += duplicates.map { finding(.duplicate, .set(match: index, set: $0)) }
      case .oneToOne:
        await pairing.pairWithinWindows(pass.conditions, pass: number, jobs: jobs)
      case .subset(let subset):
        await pairing.pairSubsets(subset, pass.conditions, pass: number, jobs: jobs)
      case .total: await pairing.pairTotals(pass.conditions, pass: number, jobs: jobs)
      }
    }
    note(match.passes.count)
    let leftOver = repeats.map { pairing.setRepeatsAside($0) } ?? []
    findings += leftOver.map { finding(.duplicate, .set(match: index, set: $0)) }
    findings += pairing.setAmbiguousAside().map { finding(.ambiguous, .set(match: index, set: $0)) }
    findings += unmatched(&pairing)
    let comparison = Comparisons(match, index: index, left: left, right: right, calendar)
    findings += await comparison.run(&pairing.result, jobs: jobs)
    note(match.passes.count + 1)
    var systemic: [Finding] = []
    if !findings.isEmpty {
      var diagnosis = Diagnosis(plan, match, intake, pairing.result, findings, jobs: jobs)
      (findings, systemic) = await diagnosis.run(&pairing.result, match: index)
    }
    let met = exempt(&findings, pairing.result)
    for column in match.bridges {
      var bridge = Bridge(column, match, left: left, right: right)
      bridge?.build(pairing.result, findings)
      pairing.result.bridges.append(bridge?.lines ?? [])
      pairing.result.tolerated.append(bridge?.tolerated ?? 0)
    }
    return Worked(result: pairing.result, findings: findings + systemic, met: met)
  }

  /// Lets the exceptions of the match have their say; tells which of them any finding met.
  private func exempt(_ findings: inout [Finding], _ result: MatchResult) -> Set<Int> {
    if exceptions.isEmpty || findings.isEmpty { return [] }
    let rows = findings.map { $0.rows(in: result) }
    let frame = Frame(
      left: left, leftSource: plan.sources[match.left.source], leftRows: rows.map(\.left),
      right: right, rightSource: plan.sources[match.right.source], rightRows: rows.map(\.right),
      references: references)
    let judged = exceptions.judge(frame) {
      match.values(of: findings[$0].subject, left: left, right: right, result)
    }
    for index in findings.indices where !findings[index].isPending {
      findings[index].exemption = judged.exemptions[index]
    }
    return judged.met
  }

  /// Says that so many steps are done: a step for each pass, and two for what comes behind them.
  @discardableResult
  private func note(_ step: Int) -> PassProgress {
    let (rowCount, stepCount) = (left.rowCount + right.rowCount, match.passes.count + 2)
    progress.update(unitCount: rowCount * step / stepCount)
    return PassProgress(progress, from: rowCount * step / stepCount, count: rowCount / stepCount)
  }

  private func finding(_ kind: FindingKind, _ subject: Finding.Subject) -> Finding {
    Finding(severity: match.severity, kind: kind, cause: .unknown, subject: subject)
  }

  /// Takes the rows that a side's `where` does not keep out of play.
  private func filter(_ pairing: inout Pairing) {
    if let condition = match.left.filter {
      let kept = truths(of: condition, over: frame(match.left.source, left))
      for row in 0..<left.rowCount where !kept[row] {
        pairing.result.leftOutcomes[row] = .filtered
      }
    }
    if let condition = match.right.filter {
      let kept = truths(of: condition, over: frame(match.right.source, right))
      for row in 0..<right.rowCount where !kept[row] {
        pairing.result.rightOutcomes[row] = .filtered
      }
    }
  }

  private func frame(_ source: Int, _ table: Table) -> Frame {
    Frame(table: table, source: plan.sources[source], references: references)
  }

  /// Findings for the rows that nothing took; young ones are pending.
  private func unmatched(_ pairing: inout Pairing) -> [Finding] {
    var findings: [Finding] = []
    for row in 0..<left.rowCount where pairing.leftIsFree(row) {
      let isPending = isPending(left, match.pending?.left, row)
      if isPending { pairing.result.leftOutcomes[row] = .pending }
      findings.append(unmatched(.missingRight, .left, row, isPending: isPending))
    }
    for row in 0..<right.rowCount where pairing.rightIsFree(row) {
      let isPending = isPending(right, match.pending?.right, row)
      if isPending { pairing.result.rightOutcomes[row] = .pending }
      findings.append(unmatched(.missingLeft, .right, row, isPending: isPending))
    }
    return findings
  }

  private func unmatched(
    _ kind: FindingKind, _ side: MatchSide, _ row: Int, isPending: Bool
  ) -> Finding {
    var found = finding(kind, .unmatched(match: index, side: side, row: row))
    found.isPending = isPending
    if isPending { found.severity = .info }
    return found
  }

  private func isPending(_ table: Table, _ column: Int?, _ row: Int) -> Bool {
    guard let pending = match.pending, let column, let asOf = plan.asOf,
      case .days(let days) = table.columns[column], days[row] != Column.missingDay
    else { return false }
    return pending.age(of: days[row], at: asOf, calendar) < Int64(pending.days)
  }
}
