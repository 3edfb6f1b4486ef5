import Ledger

/// How much of a terminal the summary may take, and whether it has colours.
package struct SummaryStyle: Sendable {
  package var width = 80
  /// One line less than a screen of 24: the prompt needs one too.
  package var height = 23
  package var isColoured = false

  package init(isColoured: Bool = false) { self.isColoured = isColoured }
}

/// What a run found, on at most one screen: verdict, figures, bridges, findings, and where the rest is.
///
/// - Parameter output: the output folder as the user gave it.
package func summary(
  _ facts: RunFacts, _ findings: FindingList, output: String, style: SummaryStyle
) -> String {
  let screen = Screen(facts, findings, output: output, style: style)
  let paint = Paint(isColoured: style.isColoured)
  return screen.lines.map { $0.text(width: style.width, paint) + "\n" }.joined()
}

/// Fits the sections of the summary into the lines there are.
private struct Screen {
  let facts: RunFacts
  let findings: FindingList
  let output: String
  let style: SummaryStyle
  let wording: SummaryWording

  init(_ facts: RunFacts, _ findings: FindingList, output: String, style: SummaryStyle) {
    self.facts = facts
    self.findings = findings
    self.output = output
    self.style = style
    wording = SummaryWording(facts.languageForm)
  }

  /// Lines kept for the findings, however much stands above them.
  private static let findingLineCountMin = 6
  /// Checks from which on those of severity info are left out.
  private static let checkCountMax = 6

  var lines: [SummaryLine] {
    let head = head
    let table = table
    let fixed = head.count + table.count + 1
    // What is only for information stands in the verdict where the lines are few.
    let all = CheckSummary.all(findings)
    let checks =
      all.count <= Screen.checkCountMax ? all : all.filter { $0.severity != .info || $0.isSystemic }
    let wanted = min(checks.count, Screen.findingLineCountMin)
    let matches = matches(
      room: style.height - fixed - wanted, besideAll: style.height - fixed - checks.count)
    var room = style.height - fixed - matches.count
    var found = checkLines(checks, room: room)
    room -= found.count
    // The sections stand apart as far as there are lines for it.
    var gaps = [found.isEmpty ? 0 : 1, table.isEmpty ? 0 : 1, matches.isEmpty ? 0 : 1]
    for index in gaps.indices {
      gaps[index] = min(gaps[index], max(room, 0))
      room -= gaps[index]
    }
    if room > 0 { found = checkLines(checks, room: found.count, details: room) }
    let blank = SummaryLine()
    return head + Array(repeating: blank, count: gaps[1]) + table
      + Array(repeating: blank, count: gaps[2]) + matches
      + Array(repeating: blank, count: gaps[0]) + found
      + [SummaryLine(wording.output(shownOutput, findings: findings.count), .dim)]
  }

  private var head: [SummaryLine] {
    let isIncomplete = facts.intake.isIncomplete
    let isClean = findings.tally.count(.error) == 0
    var verdict = SummaryLine(
      wording.verdict(isIncomplete: isIncomplete), isIncomplete ? .red : .bold)
    verdict.add(" · ")
    verdict.add(wording.counts(findings.tally), isIncomplete || !isClean ? .red : .green)
    let reasons = facts.incompleteBecause
    return [verdict, SummaryLine(facts.plan.title)]
      + (facts.only.isEmpty ? [] : [SummaryLine("  " + wording.only(facts.only))])
      + reasons.prefix(3).map { SummaryLine("  " + $0, .red) }
      + (reasons.count > 3 ? [SummaryLine("  " + wording.more(reasons.count - 3))] : [])
      + [
        SummaryLine(
          wording.inputs(
            files: facts.intake.fileCount, rows: facts.intake.dataRowCount,
            rejected: facts.intake.account.rejected,
            asOf: facts.plan.asOf))
      ]
  }

  private var table: [SummaryLine] {
    guard let first = facts.plan.balances.indices.first else { return [] }
    return BalanceSummary(balance: first, facts)?.lines(width: style.width) ?? []
  }

  /// All lines of each match where they fit, one line less where all findings then fit as well, else
  /// the totals alone.
  private func matches(room: Int, besideAll: Int) -> [SummaryLine] {
    let summaries = facts.plan.matches.indices.map { MatchSummary(match: $0, facts) }
    let sections = summaries.map { $0.lines(width: style.width) }
    let all = sections.flatMap(\.self)
    if all.count > besideAll {
      let fewer = summaries.flatMap {
        $0.lines(width: style.width, stepLineCountMax: MatchSummary.stepLineCountMax - 1)
      }
      if fewer.count <= besideAll { return fewer }
    }
    if all.count <= room { return all }
    let heads = sections.compactMap(\.first)
    return heads.count <= room
      ? heads : heads.prefix(max(0, room - 1)) + [SummaryLine(wording.more(heads.count - room + 1))]
  }

  /// A line for each check, and below those of errors the places of the first findings.
  private func checkLines(_ checks: [CheckSummary], room: Int, details: Int = 0) -> [SummaryLine] {
    let isCut = checks.count > room
    let shown = checks.prefix(isCut ? max(0, room - 1) : room)
    let nameWidth = min(20, shown.map(\.check.count).max() ?? 0)
    let moneyWidth = shown.compactMap { money(of: $0)?.count }.max() ?? 0
    let subjects = FindingSubjects(facts)
    var detailsLeft = details
    var lines: [SummaryLine] = []
    var severity: Severity?
    for check in shown {
      lines.append(
        line(check, subjects, isFirst: check.severity != severity, (nameWidth, moneyWidth)))
      severity = check.severity
      guard check.severity == .error, check.sender == nil else { continue }
      let places = firstPlaces(of: check, count: min(3, detailsLeft))
      detailsLeft -= places.count
      lines += places
    }
    return isCut ? lines + [SummaryLine(wording.more(checks.count - shown.count))] : lines
  }

  private func line(
    _ check: CheckSummary, _ subjects: FindingSubjects, isFirst: Bool,
    _ widths: (name: Int, money: Int)
  ) -> SummaryLine {
    let form = facts.languageForm
    let colour: Paint.Colour =
      switch check.severity {
      case .error: .red
      case .warning: .yellow
      case .info: .plain
      }
    let word = isFirst ? severityWord(check.severity, form.language) : ""
    var line = SummaryLine(filled(word, to: 9), colour)
    line.add(" " + filled(shortened(check.check, to: widths.name), to: widths.name))
    line.add(" " + filled(form.text(count: check.count), to: 5, isNumber: true), .bold)
    // A check without money has its room for names.
    if let money = money(of: check) {
      line.add("  " + filled(money, to: widths.money, isNumber: true))
    }
    let room = style.width - line.width - 2
    line.add("  " + check.subjects(findings, subjects, width: room), .dim)
    return line
  }

  private func money(of check: CheckSummary) -> String? {
    check.money.map {
      facts.languageForm.text(.exact(Ratio($0)), type: .money, manner: .difference)
    }
  }

  private func firstPlaces(of check: CheckSummary, count: Int) -> [SummaryLine] {
    guard count > 0 else { return [] }
    var reader = FindingReader(findings)
    var record = FindingRecord()
    return check.findings.prefix(count).map { place in
      reader.read(place, into: &record)
      var places = [record.text(.leftAt), record.text(.rightAt)].filter { !$0.isEmpty }
      // A figure of many rows has no one place, and one check's words are much the same for all.
      if places.isEmpty, facts.plan.checks.contains(where: { $0.name == check.check }) {
        places = [record.text(.key)]
      }
      return SummaryLine("    " + (places + [record.text(.message)]).joined(separator: "  "))
    }
  }

  /// A long path loses its beginning rather than its end.
  private var shownOutput: String {
    let room = style.width - 45
    return output.count > room ? "…" + output.suffix(room - 1) : output
  }
}
