package import Ledger

/// Explanations as people read them: what it is and why in a sentence, then rows, passes and figures.
///
/// - Parameter raw: the rows of `rowsShown` as their files have them, by source.
package func explanationText(
  _ answers: [Explanation], others: [Topic], _ list: FindingList,
  raw: [Int: [RowOrigin: RawRow]], isColoured: Bool
) -> String {
  let teller = Teller(list, raw: raw)
  var page = Page(paint: Paint(isColoured: isColoured))
  for (index, answer) in answers.enumerated() {
    if index > 0 { page.add("") }
    ExplanationText(answer, teller).write(to: &page)
  }
  if !others.isEmpty {
    page.section(teller.wording.othersHeading)
    for topic in others.prefix(10) { page.add("  " + teller.title(of: topic)) }
    if others.count > 10 { page.add("  " + SummaryWording(teller.form).more(others.count - 10)) }
  }
  return page.text
}

/// Lines of text as they are put together.
struct Page {
  let paint: Paint
  private(set) var text = ""

  init(paint: Paint) { self.paint = paint }

  mutating func add(_ line: String, _ colour: Paint.Colour = .plain) {
    text += paint(printable(line), colour) + "\n"
  }

  mutating func section(_ heading: String) {
    add("")
    add(heading, .bold)
  }
}

/// One explanation as lines of text.
struct ExplanationText {
  private let answer: Explanation
  private let teller: Teller
  private var wording: ExplanationWording { teller.wording }
  private var form: LanguageForm { teller.form }

  init(_ answer: Explanation, _ teller: Teller) {
    self.answer = answer
    self.teller = teller
  }

  func write(to page: inout Page) {
    page.add(teller.title(of: answer.topic), .bold)
    for line in teller.verdict(of: answer) { page.add(line.text, line.colour) }
    writeRows(to: &page)
    if case .rows(let match, _) = answer.topic {
      writePasses(match, to: &page)
      writeComparisons(match, to: &page)
      writeBridge(to: &page)
    }
    if case .figures(let balance, let level, let row) = answer.topic {
      writeFigures(balance, level, row, to: &page)
    }
    writeChecks(to: &page)
    if case .notice(let index) = answer.topic {
      let name = teller.facts.reconciliation.notices[index].name
      page.section(wording.cureHeading)
      page.add("  " + cure(of: name, language: form.language))
    }
  }

  private func writeRows(to page: inout Page) {
    let shown = answer.shownRows(teller.list)
    let rejects = teller.rejects(of: answer.topic)
    let places = shown.rows.isEmpty && rejects.isEmpty ? noticePlaces : []
    let lone = answer.lonePlace(teller.facts)
    if shown.rows.isEmpty, rejects.isEmpty, places.isEmpty, lone == nil { return }
    page.section(wording.rowsHeading)
    if let (source, origin) = lone {
      page.add("  \(origin)  (\(teller.plan.sources[source].title))")
      write(teller.cells(source, at: origin), to: &page)
    }
    for place in places.prefix(10) { page.add("  \(place)") }
    if places.count > 10 { page.add("  " + wording.more(places.count - 10)) }
    for row in shown.rows {
      let title = teller.plan.sources[row.source].title
      let side = row.side.map { wording.side($0) + ": " } ?? ""
      page.add("  \(side)\(teller.origin(row.source, row.row))  (\(title))")
      write(teller.cells(row.source, row.row), to: &page)
    }
    if shown.leftOutCount > 0 { page.add("  " + wording.more(shown.leftOutCount)) }
    for reject in rejects.prefix(10) {
      let place = RowOrigin(file: reject.file, entry: reject.entry, line: reject.line)
      let heading = reject.header.isEmpty ? "" : "\(reject.header): "
      let reason = Reports.wording(of: reject.reason, in: form.language)
      page.add("  \(place)  \(heading)“\(reject.raw)”, \(reason)")
    }
    if rejects.count > 10 { page.add("  " + wording.more(rejects.count - 10)) }
  }

  private func write(_ cells: [Teller.Cell], to page: inout Page) {
    let width = min(16, cells.map(\.name.count).max() ?? 0)
    for cell in cells { page.add("    \(filled(cell.name, to: width))  \(text(cell))") }
  }

  /// Where the rows of a notice stand that no table has, such as total rows.
  private var noticePlaces: [RowOrigin] {
    guard case .notice(let index) = answer.topic else { return [] }
    return teller.facts.reconciliation.notices[index].rows
  }

  /// `“ 01/10/24” → 01/10/2024  [Ngày]`; once where both are the same.
  private func text(_ cell: Teller.Cell) -> String {
    let heading = cell.heading.map { "  [\($0)]" } ?? ""
    guard let value = cell.value else { return "“\(cell.raw ?? "")”\(heading)" }
    let read = form.text(value, type: cell.type)
    guard let raw = cell.raw, raw != read else { return read + heading }
    return "“\(raw)” → \(read)\(heading)"
  }

  private func writePasses(_ match: Int, to page: inout Page) {
    let passes = Set(answer.rows.flatMap { $0.passes.map(\.pass) }).sorted()
    if passes.isEmpty { return }
    page.section(wording.passesHeading)
    for pass in passes {
      page.add("  \(wording.step(pass + 1)): \(teller.text(ofPass: pass, match))")
      for trace in answer.rows {
        for step in trace.passes where step.pass == pass {
          write(step, of: trace, match, to: &page)
        }
      }
    }
  }

  private func write(
    _ step: PassTrace, of trace: RowTrace, _ match: Int, to page: inout Page
  ) {
    let other: MatchSide = trace.side == .left ? .right : .left
    page.add(
      "    \(teller.place(trace.side, trace.row, match)): " + result(step, of: trace, match))
    let isPaired = if case .paired = step.result { true } else { false }
    if let sums = step.sums {
      if !isPaired, !sums.wholes.isEmpty {
        page.add("      " + wording.partOf(teller.places(other, sums.wholes, match)))
      }
      // What could be added up says more than each row alone.
      if isPaired || sums.candidateCount > 0 { return }
    }
    let candidates = step.candidates.filter { !teller.isTaken($0, step, other) }
    for candidate in candidates {
      let reason = teller.reason(candidate, for: trace, step, match)
      page.add("      \(teller.place(other, candidate.row, match)): \(reason)")
    }
    if step.otherCount > 0 {
      let text = wording.otherCandidates(step.otherCount, isFirst: candidates.isEmpty)
      page.add("      " + text)
    }
  }

  private func result(_ step: PassTrace, of trace: RowTrace, _ match: Int) -> String {
    switch step.result {
    case .alone, .undecided, .gaveUp:
      if let sums = step.sums {
        let other: MatchSide = trace.side == .left ? .right : .left
        return wording.sums(sums, parts: teller.places(other, sums.parts, match))
      }
    case .paired, .setAside, .unequal, .empty: break
    }
    return wording.result(step.result) {
      teller.places($0, without: trace.row, on: trace.side, match)
    }
  }

  private func writeComparisons(_ match: Int, to page: inout Page) {
    if answer.comparisons.isEmpty { return }
    page.section(wording.comparisonsHeading)
    for trace in answer.comparisons {
      let comparison = teller.plan.matches[match].comparisons[trace.comparison]
      var line = "  \(comparison.field): \(form.text(trace.left, type: comparison.type))"
      line += " | \(form.text(trace.right, type: comparison.type))"
      if trace.result == .within || trace.result == .differs, trace.difference != .missing {
        let difference = teller.difference(
          trace.difference, comparison.type, countsWorkingDays: trace.countsWorkingDays)
        let allowed = teller.allowed(comparison.test, comparison.type)
        line += "; " + wording.apart(difference, allowed: allowed)
      }
      page.add("\(line): \(wording.comparison(trace.result))")
    }
  }

  private func writeBridge(to page: inout Page) {
    let shares = teller.facts.bridgeShares(answer, teller.list)
    guard case .rows(let match, let rows) = answer.topic,
      !teller.plan.matches[match].bridges.isEmpty, !teller.isFiltered(rows, match)
    else { return }
    page.section(wording.bridgeHeading)
    for share in shares {
      let line = share.line
      let name = [line.side.rawValue, line.category, line.cause?.rawValue].compactMap(\.self)
      page.add(
        "  "
          + wording.bridge(
            share.column, money(share.amount), line: name.joined(separator: " / "),
            count: line.rows, money(line.amount)))
    }
    if shares.isEmpty { page.add("  " + wording.noBridge) }
  }

  private func money(_ amount: Int128) -> String {
    form.text(.exact(Ratio(amount)), type: .money, manner: .difference)
  }

  private func writeFigures(_ index: Int, _ level: [Int], _ row: Int, to page: inout Page) {
    let balance = teller.plan.balances[index]
    let figures = teller.facts.reconciliation.balances[index].level(level)
    let writer = ExpressionWriter(plan: teller.plan, scope: .balance(index))
    page.section(wording.figuresHeading)
    for (measure, values) in zip(balance.measures, figures.measures) {
      let head =
        "  \(measure.name) = \(writer.text(measure.expression)) = "
        + form.text(values[row], type: measure.type)
      if case .aggregate(let index) = measure.expression.node {
        let trace = answer.aggregates[index]
        page.add("\(head): \(wording.rows(trace.rows.count))")
        writeRows(of: trace, balance.aggregates[index], to: &page)
        continue
      }
      page.add(head)
      for index in measure.expression.aggregates {
        let (trace, aggregate) = (answer.aggregates[index], balance.aggregates[index])
        let value = form.text(trace.value, type: aggregate.type)
        page.add("    \(writer.text(aggregate)) = \(value): \(wording.rows(trace.rows.count))")
        writeRows(of: trace, aggregate, to: &page)
      }
    }
  }

  private func writeRows(
    of trace: AggregateTrace, _ aggregate: Aggregate, to page: inout Page
  ) {
    let split = teller.split(trace, aggregate)
    for part in split.first {
      let value = part.value.map { "  " + form.text($0, type: aggregate.type) } ?? ""
      page.add("      \(part.origin)\(value)")
    }
    if split.restCount > 0 {
      let sum = split.restSum.map { form.text($0, type: aggregate.type) }
      page.add("      " + wording.rest(split.restCount, sum))
    }
  }

  private func writeChecks(to page: inout Page) {
    if answer.checks.isEmpty { return }
    page.section(wording.checksHeading)
    for trace in answer.checks {
      let check = teller.plan.checks[trace.check]
      let writer = ExpressionWriter(check, teller.plan)
      page.add("  \(check.name): \(writer.text(check.condition)): \(wording.check(trace.holds))")
      for operand in trace.operands {
        let value = form.text(
          operand.value, type: operand.expression.type, manner: manner(of: operand.expression))
        page.add("    \(writer.text(operand.expression)) = \(value)")
      }
    }
  }
}
