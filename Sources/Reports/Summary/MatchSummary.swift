import Ledger

/// A match for a screen: both totals and what lies between them.
struct MatchSummary {
  private let plan: MatchPlan
  private let result: MatchResult
  private let titles: (left: String, right: String)
  private let form: LanguageForm
  private let wording: SummaryWording

  init(match index: Int, _ facts: RunFacts) {
    plan = facts.plan.matches[index]
    result = facts.reconciliation.matches[index]
    titles = (
      facts.plan.sources[plan.left.source].title, facts.plan.sources[plan.right.source].title
    )
    form = facts.languageForm
    wording = SummaryWording(form)
  }

  /// A line with the totals, then what leads from one to the other, wrapped.
  func lines(width: Int) -> [SummaryLine] {
    guard let bridge = result.bridges.first, let left = bridge.first, let right = bridge.last,
      bridge.count > 1
    else {
      let pairs = result.partnerOfLeft.count { $0 >= 0 } + result.groups.count
      return [heading(width, "", "", wording.pairs(pairs))]
    }
    let between = bridge[1..<bridge.count - 1]
    let residual = left.amount + between.reduce(0) { $0 + $1.amount } - right.amount
    let steps = classes(between) + [wording.residual(money(residual))]
    let first = heading(width, " " + money(left.amount), " " + money(right.amount), "")
    return [first] + wrapped(steps, width: width)
  }

  private func heading(
    _ width: Int, _ left: String, _ right: String, _ tail: String
  ) -> SummaryLine {
    var line = SummaryLine(plan.name, .bold)
    let end = tail.isEmpty ? "" : ": " + tail
    let room = width - plan.name.count - left.count - right.count - end.count - 5
    let leftWidth = min(titles.left.count, max(room / 2, room - titles.right.count))
    line.add("  " + shortened(titles.left, to: max(1, leftWidth)) + left + " → ")
    line.add(shortened(titles.right, to: max(1, room - leftWidth)) + right + end)
    return line
  }

  /// The classes as people ask for them: what is missing, what differs, what is open.
  private static let classOrder = [
    "missing-right", "missing-left", "differs", "duplicate", "ambiguous", "pending",
    "within-tolerance",
  ]

  /// Amounts by class, both sides together.
  private func classes(_ lines: ArraySlice<BridgeLine>) -> [String] {
    var sums: [(category: String, amount: Int128)] = []
    for line in lines {
      if let index = sums.firstIndex(where: { $0.category == line.category }) {
        sums[index].amount += line.amount
      } else {
        sums.append((line.category, line.amount))
      }
    }
    let order = MatchSummary.classOrder
    let sorted = sums.sorted {
      (order.firstIndex(of: $0.category) ?? order.count)
        < (order.firstIndex(of: $1.category) ?? order.count)
    }
    return sorted.map { category, amount in
      let step = wording.bridgeClass(category) + " " + money(amount, isSigned: true)
      // Differences of both signs let each other vanish; what was let pass is told as well.
      guard category == "within-tolerance", let tolerated = result.tolerated.first else {
        return step
      }
      return step + " (" + wording.tolerated(money(tolerated)) + ")"
    }
  }

  private func wrapped(_ steps: [String], width: Int) -> [SummaryLine] {
    var lines: [String] = []
    for step in steps {
      if let last = lines.last, last.count + step.count + 2 <= width {
        lines[lines.count - 1] = last + "; " + step
      } else {
        lines.append("  " + step)
      }
    }
    return lines.map { SummaryLine($0) }
  }

  private func money(_ amount: Int128, isSigned: Bool = false) -> String {
    form.text(.exact(Ratio(amount)), type: .money, manner: isSigned ? .difference : .figure)
  }
}
