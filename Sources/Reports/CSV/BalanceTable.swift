import Ledger

/// BALANCE.csv, BALANCE-DIM-DIM.csv, BALANCE-total.csv: the figures of a balance at one level.
struct BalanceTable: RowByRow {
  let fileName: String
  let header: [String]
  let rowCount: Int
  private let columns: [(values: ValueColumn, type: ValueType)]
  private let rowOrder: [Int]
  private let plainForm: PlainForm

  /// The full balance and the levels its plan writes out.
  static func all(ofBalance index: Int, _ facts: RunFacts) -> [BalanceTable] {
    let plan = facts.plan.balances[index]
    return ([Array(plan.dimensions.indices)] + plan.levels).map {
      BalanceTable(plan, facts.reconciliation.balances[index], level: $0, facts.plainForm)
    }
  }

  /// `level` has the dimensions as the rule file writes them.
  private init(
    _ plan: BalancePlan, _ result: BalanceResult, level: [Int], _ plainForm: PlainForm
  ) {
    let figures = result.level(level.sorted())
    let names = level.map { plan.dimensions[$0].name }
    let isWhole = level == Array(plan.dimensions.indices)
    let suffix = isWhole ? "" : "-" + (names.isEmpty ? "total" : names.joined(separator: "-"))
    fileName = "\(plan.name)\(suffix).csv"
    header = names + plan.measures.map(\.name)
    rowCount = figures.rowCount
    let keys = level.compactMap { dimension in
      figures.dimensions.firstIndex(of: dimension).map { figures.keys[$0] }
    }
    let types = level.map { plan.dimensions[$0].type }
    columns =
      zip(keys, types).map { ($0, $1) }
      + zip(figures.measures, plan.measures.map(\.type)).map { ($0, $1) }
    self.plainForm = plainForm
    // Rows come by key in the order of the dimensions; a level that writes them otherwise is sorted.
    if level == level.sorted() {
      rowOrder = Array(0..<figures.rowCount)
    } else {
      let texts = zip(keys, types).map { keys, type in
        keys.map { plainForm.text($0, type: type) }
      }
      rowOrder = sortedRows(figures.rowCount, texts)
    }
  }

  func appendRow(_ index: Int, to csv: inout CSVText) {
    var cell: [UInt8] = []
    for (values, type) in columns {
      cell.removeAll(keepingCapacity: true)
      plainForm.append(values[rowOrder[index]], type: type, to: &cell)
      if type.isExact { csv.number(cell, type) } else { csv.text(cell) }
    }
  }
}

private func sortedRows(_ count: Int, _ keys: [[String]]) -> [Int] {
  (0..<count).sorted { a, b in
    for column in keys where column[a] != column[b] {
      return column[a].utf8.lexicographicallyPrecedes(column[b].utf8)
    }
    return a < b
  }
}
