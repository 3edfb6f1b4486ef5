import Ledger

/// bridge-MATCH.csv: everything that leads from the left total to the right total.
struct BridgeTable: RowByRow {
  let fileName: String
  let header: [String]
  private let lines: [BridgeLine]
  private let types: [ValueType]
  private let plainForm: PlainForm

  /// One for each bridge of a match; two are told apart by their columns.
  static func all(ofMatch index: Int, _ facts: RunFacts) -> [BridgeTable] {
    let match = facts.plan.matches[index]
    return zip(match.bridges, facts.reconciliation.matches[index].bridges).compactMap {
      $1.isEmpty
        ? nil
        : BridgeTable(
          fileName(match, $0), $1, by: match.by, facts)
    }
  }

  /// bridge-MATCH.csv, or bridge-MATCH-COLUMN.csv where there are several.
  static func fileName(_ match: MatchPlan, _ column: MatchPlan.SharedColumn) -> String {
    "bridge-\(match.name)\(match.bridges.count > 1 ? "-\(column.name)" : "").csv"
  }

  private init(
    _ fileName: String, _ lines: [BridgeLine], by dimensions: [MatchPlan.Dimension],
    _ facts: RunFacts
  ) {
    self.fileName = fileName
    header = dimensions.map(\.name) + ["side", "class", "cause", "rows", "amount"]
    types = dimensions.map(\.type)
    plainForm = facts.plainForm
    self.lines = sorted(lines, types, plainForm)
  }

  var rowCount: Int { lines.count }

  func appendRow(_ index: Int, to csv: inout CSVText) {
    let line = lines[index]
    for (place, type) in types.enumerated() {
      var cell: [UInt8] = []
      if place < line.key.count { plainForm.append(line.key[place], type: type, to: &cell) }
      if type.isExact { csv.number(cell, type) } else { csv.text(cell) }
    }
    csv.text(line.side.rawValue)
    csv.text(line.category)
    csv.text(line.cause?.rawValue ?? "")
    csv.count(line.rows)
    var amount: [UInt8] = []
    plainForm.append(.exact(Ratio(line.amount)), type: .money, to: &amount)
    csv.number(amount, .money)
  }
}

/// Between the totals, which stay first and last, the lines by the `by` columns, then by side, class
/// and cause.
private func sorted(
  _ lines: [BridgeLine], _ types: [ValueType], _ form: PlainForm
) -> [BridgeLine] {
  guard lines.count > 2 else { return lines }
  let middle = lines[1..<lines.count - 1].map { (key: key($0, types, form), line: $0) }
    .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.line)
  return [lines[0]] + middle + [lines[lines.count - 1]]
}

private func key(_ line: BridgeLine, _ types: [ValueType], _ form: PlainForm) -> [UInt8] {
  var key: [UInt8] = []
  for (value, type) in zip(line.key, types) {
    form.append(value, type: type, to: &key)
    key.append(0)
  }
  return key + "\(line.side.rawValue)\0\(line.category)\0\(line.cause?.rawValue ?? "")".utf8
}
