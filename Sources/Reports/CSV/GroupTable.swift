import Ledger

/// groups-BALANCE.csv: what the groups of a ranking come to, each as a whole and in each kind.
struct GroupTable: RowByRow {
  let fileName: String
  let header: [String]
  private let rows: [(cells: [String], line: ProgressFigures.Line)]
  private let plainForm: PlainForm

  static func fileName(_ balance: BalancePlan) -> String { "groups-\(balance.name).csv" }

  /// nil where nobody is grouped.
  init?(_ figures: ProgressFigures, _ facts: RunFacts) {
    guard !figures.groups.isEmpty else { return nil }
    let (plan, measures) = (figures.plan, figures.balance.measures)
    fileName = GroupTable.fileName(figures.balance)
    let kind = figures.kindName
    header =
      ["group"] + (kind.map { [$0] } ?? [])
      + [plan.planned, plan.done, plan.rate].map { measures[$0].name }
    plainForm = facts.plainForm
    rows = figures.groups.flatMap { group in
      let name = group.line.label
      guard let kind else { return [([name], group.line)] }
      return [([name, ""], group.line)]
        + zip(figures.kinds, group.kinds).compactMap { all, own in
          own.map { ([name, String(all.key.dropFirst(kind.count + 1))], $0) }
        }
    }
  }

  var rowCount: Int { rows.count }

  func appendRow(_ index: Int, to csv: inout CSVText) {
    let (cells, line) = rows[index]
    for cell in cells { csv.text(cell) }
    let figures: [(Value, ValueType)] = [
      (.exact(line.planned), .money), (.exact(line.done), .money), (line.rate.asValue, .rate),
    ]
    for (value, type) in figures {
      var digits: [UInt8] = []
      plainForm.append(value, type: type, to: &digits)
      csv.number(digits, type)
    }
  }
}
