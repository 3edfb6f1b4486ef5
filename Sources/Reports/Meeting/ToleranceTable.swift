import Ledger

/// What the matches let pass: how each column is compared, what that came to, and its limit.
func toleranceTable(
  _ facts: RunFacts, _ wording: ReportWording, _ labels: ReportLabels
) -> ReportTable {
  var table = ReportTable(
    title: wording.tolerances,
    columns: [
      .init(wording.match, .words), .init(wording.column, .text), .init(wording.allowed, .words),
      .init(wording.tolerated, .value(.money)), .init(wording.limit, .value(.money)),
    ])
  for (index, match) in facts.plan.matches.enumerated() {
    let tolerated = facts.reconciliation.matches[index].tolerated
    for comparison in match.comparisons {
      let bridge = match.bridges.firstIndex {
        $0.left == comparison.left && $0.right == comparison.right
      }
      let sum = bridge.flatMap { $0 < tolerated.count ? tolerated[$0] : nil }
      table.rows.append(
        ReportTable.Row(
          [
            .text(match.title), .text(labels.label(comparison.field)),
            .text(words(comparison.test, comparison.type, facts.languageForm, wording)),
            sum.map { .money($0) } ?? .text(""),
            bridge == nil
              ? .text("") : match.toleranceLimit.map { .money(Int128($0)) } ?? .missing,
          ], file: RunRecord.fileName, key: "tolerated: match=\(match.name)"))
    }
  }
  return table
}

/// `bằng nhau`, `± 1.000`, `từ -2 đến 5 ngày`.
private func words(
  _ test: MatchPlan.Test, _ type: ValueType, _ form: LanguageForm, _ wording: ReportWording
) -> String {
  switch test {
  case .equal: return wording.say("bằng nhau", "equal")
  case .folded: return wording.say("cùng tên", "the same name")
  case .withinShare(let share): return "± " + form.text(.exact(share), type: .rate)
  case .within(let lower, let upper):
    return range(lower, upper, type, form, wording, working: false)
  case .withinWorkingDays(let lower, let upper):
    return range(lower, upper, type, form, wording, working: true)
  }
}

private func range(
  _ lower: Int64, _ upper: Int64, _ type: ValueType, _ form: LanguageForm, _ wording: ReportWording,
  working: Bool
) -> String {
  let figure: ValueType = type == .date ? .integer : type
  func text(_ stored: Int64) -> String {
    form.text(.exact(Ratio(Int128(stored), over: powerOfTen(type.storedDecimals))), type: figure)
  }
  let unit = type == .date ? " " + form.dayWord(areWorking: working) : ""
  if lower == -upper { return "± " + text(upper) + unit }
  return wording.say(
    "từ \(text(lower)) đến \(text(upper))\(unit)", "from \(text(lower)) to \(text(upper))\(unit)")
}
