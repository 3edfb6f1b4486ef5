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
  func lines(width: Int, stepLineCountMax: Int = stepLineCountMax) -> [SummaryLine] {
    guard let bridge = result.bridges.first, let left = bridge.first, let right = bridge.last,
      bridge.count > 1
    else {
      let pairs = result.partnerOfLeft.count { $0 >= 0 } + result.groups.count
      return [heading(width, "", "", wording.pairs(pairs))]
    }
    let between = bridge[1..<bridge.count - 1]
    let residual = left.amount + between.reduce(0) { $0 + $1.amount } - right.amount
    let end = wording.residual(money(residual))
    let first = heading(width, " " + money(left.amount), " " + money(right.amount), "")
    return [first] + wrapped(steps(between), end, width: width, lineCountMax: stepLineCountMax)
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

  /// What leads from one total to the other: causes where they are known, else classes, both sides
  /// together; the largest first, tolerances last.
  private func steps(_ lines: ArraySlice<BridgeLine>) -> [BridgeStep] {
    var steps: [BridgeStep] = []
    for line in lines {
      let isOpen = line.category != "pending" && line.category != "accepted"
      let isCause = isOpen && line.cause != nil && line.cause != .unknown
      let name = isCause ? line.cause.map(wording.cause) ?? "" : wording.bridgeClass(line.category)
      if let index = steps.firstIndex(where: { $0.name == name }) {
        steps[index].amount += line.amount
      } else {
        steps.append(
          BridgeStep(
            name: name, amount: line.amount, isTolerance: line.category == "within-tolerance"))
      }
    }
    // What comes to nothing leads nowhere; what tolerances let pass is told all the same.
    return steps.filter { $0.amount != 0 || $0.isTolerance }.sorted()
  }

  /// Lines that the steps may take.
  static let stepLineCountMax = 3

  /// The smallest steps become one where there is no room for them.
  private func wrapped(
    _ steps: [BridgeStep], _ end: String, width: Int, lineCountMax: Int
  ) -> [SummaryLine] {
    var shown = steps
    var others = BridgeStep(name: wording.others, amount: 0, isTolerance: false)
    while true {
      let all = shown.filter { !$0.isTolerance } + (others.amount == 0 ? [] : [others])
      let texts = (all + shown.filter(\.isTolerance)).map(text) + [end]
      let lines = wrapped(texts, width: width)
      let last = shown.lastIndex { !$0.isTolerance }
      guard lines.count > lineCountMax, let last else { return lines }
      others.amount += shown.remove(at: last).amount
    }
  }

  private func text(_ step: BridgeStep) -> String {
    let text = step.name + " " + money(step.amount, isSigned: true)
    // Differences of both signs let each other vanish; what was let pass is told as well.
    guard step.isTolerance, let tolerated = result.tolerated.first else { return text }
    return text + " (" + wording.tolerated(money(tolerated)) + ")"
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

/// One amount on the way from the left total to the right.
private struct BridgeStep: Comparable {
  var name: String
  var amount: Int128
  var isTolerance: Bool

  /// Tolerances last, otherwise larger ones first.
  static func < (a: BridgeStep, b: BridgeStep) -> Bool {
    if a.isTolerance != b.isTolerance { return b.isTolerance }
    return a.amount.magnitude != b.amount.magnitude
      ? a.amount.magnitude > b.amount.magnitude : a.name < b.name
  }
}
