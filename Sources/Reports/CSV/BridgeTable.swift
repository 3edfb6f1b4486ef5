import Ledger

/// bridge-MATCH.csv: everything that leads from the left total to the right total.
struct BridgeTable: RowByRow {
  let fileName: String
  let header = ["side", "class", "cause", "rows", "amount"]
  private let lines: [BridgeLine]
  private let plainForm: PlainForm

  /// One for each bridge of a match; two are told apart by their columns.
  static func all(ofMatch index: Int, _ facts: RunFacts) -> [BridgeTable] {
    let match = facts.plan.matches[index]
    return zip(match.bridges, facts.reconciliation.matches[index].bridges).compactMap {
      $1.isEmpty
        ? nil
        : BridgeTable(
          "bridge-\(match.name)\(match.bridges.count > 1 ? "-\($0.name)" : "").csv", $1, facts)
    }
  }

  private init(_ fileName: String, _ lines: [BridgeLine], _ facts: RunFacts) {
    self.fileName = fileName
    plainForm = facts.plainForm
    self.lines = sortedBridge(lines)
  }

  var rowCount: Int { lines.count }

  func appendRow(_ index: Int, to csv: inout CSVText) {
    let line = lines[index]
    csv.text(line.side.rawValue)
    csv.text(line.category)
    csv.text(line.cause?.rawValue ?? "")
    csv.count(line.rows)
    var amount: [UInt8] = []
    plainForm.append(.exact(Ratio(line.amount)), type: .money, to: &amount)
    csv.number(amount)
  }
}

/// Between the totals, which stay first and last, the lines by side, class and cause.
private func sortedBridge(_ lines: [BridgeLine]) -> [BridgeLine] {
  guard lines.count > 2 else { return lines }
  let middle = lines[1..<lines.count - 1].sorted { key($0).lexicographicallyPrecedes(key($1)) }
  return [lines[0]] + middle + [lines[lines.count - 1]]
}

private func key(_ line: BridgeLine) -> [UInt8] {
  Array("\(line.side.rawValue)\0\(line.category)\0\(line.cause?.rawValue ?? "")".utf8)
}
