import Ledger

/// A bridge by what an amount is: the left total, each class and cause, the right total.
struct BridgeSteps: Sendable {
  let title: String
  let file: String
  let left: Step
  let right: Step
  /// Classes in the order in which people ask for them, then causes by name.
  private(set) var between: [Step] = []

  struct Step: Sendable, Equatable {
    var label: String
    /// `class=missing-right; cause=unknown`
    var key: String
    var rows: Int
    var amount: Int128
    var category = ""
  }

  /// One for each bridge of each match.
  static func all(_ facts: RunFacts, _ wording: ReportWording, _ labels: ReportLabels)
    -> [BridgeSteps]
  {
    facts.plan.matches.indices.flatMap { index in
      let match = facts.plan.matches[index]
      return zip(match.bridges, facts.reconciliation.matches[index].bridges).compactMap {
        column, lines in
        lines.count < 2
          ? nil
          : BridgeSteps(
            lines, column, match, facts.plan, wording, labels,
            file: BridgeTable.fileName(match, column))
      }
    }
  }

  private init(
    _ lines: [BridgeLine], _ column: MatchPlan.SharedColumn, _ match: MatchPlan, _ plan: Plan,
    _ wording: ReportWording, _ labels: ReportLabels, file: String
  ) {
    self.file = file
    let titles = (plan.sources[match.left.source].title, plan.sources[match.right.source].title)
    title =
      match.bridges.count > 1 ? "\(match.title) (\(labels.label(column.name)))" : match.title
    func total(_ line: BridgeLine, _ title: String) -> Step {
      Step(
        label: title, key: "side=\(line.side.rawValue); class=total", rows: line.rows,
        amount: line.amount)
    }
    left = total(lines[0], titles.0)
    right = total(lines[lines.count - 1], titles.1)
    // Where nothing of a class has a cause that is known, it says enough by itself.
    func isCauseTold(_ line: BridgeLine) -> Bool {
      line.cause != nil
        && lines.contains {
          $0.category == line.category && $0.cause != nil && $0.cause != .unknown
        }
    }
    var sums: [Key: Step] = [:]
    for line in lines[1..<lines.count - 1] {
      let key = Key(category: line.category, cause: line.cause)
      var step =
        sums[key]
        ?? Step(
          label: wording.step(line.category, left: titles.0, right: titles.1)
            + (isCauseTold(line) ? ": " + wording.cause(line.cause ?? .unknown) : ""),
          key: "class=\(key.category); cause=\(key.cause?.rawValue ?? "")", rows: 0, amount: 0,
          category: key.category)
      step.rows += line.rows
      step.amount += line.amount
      sums[key] = step
    }
    between = sums.sorted {
      Self.place($0.key.category, $0.key.cause) < Self.place($1.key.category, $1.key.cause)
    }.map(\.value)
  }

  private struct Key: Hashable {
    let category: String
    let cause: Cause?

  }

  private static let categories = [
    "missing-right", "missing-left", "differs", "duplicate", "ambiguous", "pending", "accepted",
    "within-tolerance",
  ]

  /// Where a class and a cause come among others.
  static func place(_ category: String, _ cause: Cause?) -> (Int, String, String) {
    (categories.firstIndex(of: category) ?? categories.count, category, cause?.rawValue ?? "")
  }

  /// The classes alone, where causes make more steps than are taken in at a glance.
  func short(_ wording: ReportWording) -> BridgeSteps {
    guard between.count > Self.stepCountMax else { return self }
    var short = self
    short.between = []
    for step in between {
      if short.between.last?.category != step.category {
        short.between.append(
          Step(
            label: wording.step(step.category, left: left.label, right: right.label),
            key: "class=\(step.category)", rows: 0, amount: 0, category: step.category))
      }
      short.between[short.between.count - 1].rows += step.rows
      short.between[short.between.count - 1].amount += step.amount
    }
    return short
  }

  /// Steps of the picture on the first page.
  private static let stepCountMax = 9

  /// What no step explains; zero, always.
  var residual: Int128 { left.amount + between.reduce(0) { $0 + $1.amount } - right.amount }

  func table(_ wording: ReportWording) -> ReportTable {
    func row(_ step: Step, style: ReportTable.Row.Style) -> ReportTable.Row {
      ReportTable.Row(
        [.text(step.label), .count(step.rows), .money(step.amount)], style: style, file: file,
        key: step.key)
    }
    return ReportTable(
      title: wording.bridge(title),
      columns: [
        .init(wording.step, .words), .init(wording.rows, .count, csv: "rows"),
        .init(wording.amountExact, .change, csv: "amount"),
      ],
      rows: [row(left, style: .total)] + between.map { row($0, style: .plain) }
        + [row(right, style: .total)])
  }
}
