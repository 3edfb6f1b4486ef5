import Ledger

/// rows.csv: what became of every record of every file, and of every row in every match.
struct RowAccount: RowByRow {
  let fileName = "rows.csv"
  let header = ["source", "file", "entry", "match", "outcome", "rows", "money"]
  let lines: [Line]
  private let plainForm: PlainForm

  struct Line: Equatable {
    var source: String
    var file: String
    var entry: String
    var match = ""
    var outcome: String
    var rows: Int
    /// Smallest units; nil where the rows have no typed amount.
    var money: Int128?
  }

  init(_ facts: RunFacts) {
    lines = rowAccount(facts)
    plainForm = facts.plainForm
  }

  var rowCount: Int { lines.count }

  func appendRow(_ index: Int, to csv: inout CSVText) {
    let line = lines[index]
    csv.text(line.source)
    csv.text(line.file)
    csv.text(line.entry)
    csv.text(line.match)
    csv.text(line.outcome)
    csv.count(line.rows)
    var money: [UInt8] = []
    if let sum = line.money { plainForm.append(.exact(Ratio(sum)), type: .money, to: &money) }
    csv.number(money, .money)
  }
}

/// The lines of the account by source, file and entry: first the rows that no match sees, then match
/// by match the others. Lines of no rows are left out.
func rowAccount(_ facts: RunFacts) -> [RowAccount.Line] {
  var lines: [RowAccount.Line] = []
  let segments = facts.intake.tables.map(segmentIndexes)
  for file in facts.intake.files {
    let source = facts.plan.sources[file.source]
    for table in file.tables {
      let account = table.account
      func line(_ outcome: String, _ rows: Int, _ money: Int128?) -> RowAccount.Line {
        RowAccount.Line(
          source: source.name, file: file.path, entry: table.entry ?? "", outcome: outcome,
          rows: rows, money: source.moneyColumn == nil ? nil : money)
      }
      lines += [
        line("outside", account.outside, nil), line("total", account.total, nil),
        line("rejected", account.rejected, nil),
        line("filtered", account.filtered, account.filteredMoney),
      ].filter { $0.rows > 0 }
      let uses = matchSides(of: file.source, facts.plan)
      if uses.isEmpty, account.kept > 0 {
        lines.append(line("kept", account.kept, account.keptMoney))
      }
      guard let segment = segments[file.source][SegmentKey(file.path, table.entry)] else {
        continue
      }
      let rows = facts.intake.tables[file.source].segments[segment]
      for (match, side) in uses {
        for (outcome, sum) in outcomes(of: rows, source: file.source, match, side, facts) {
          var line = line(outcome.name(on: side), sum.rows, sum.money)
          line.match = facts.plan.matches[match].name
          lines.append(line)
        }
      }
    }
  }
  return lines
}

/// A file, or an entry of one.
private struct SegmentKey: Hashable {
  let file: String
  let entry: String?

  init(_ file: String, _ entry: String?) {
    self.file = file
    self.entry = entry
  }
}

private func segmentIndexes(of table: Table) -> [SegmentKey: Int] {
  var indexes: [SegmentKey: Int] = [:]
  for (index, segment) in table.segments.enumerated() {
    indexes[SegmentKey(segment.file, segment.entry)] = index
  }
  return indexes
}

extension Segment {
  fileprivate var rows: Range<Int> { firstRow..<firstRow + rowCount }
}

/// Matches that a source is a side of; both sides when it is held against itself.
private func matchSides(of source: Int, _ plan: Plan) -> [(match: Int, side: MatchSide)] {
  plan.matches.indices.flatMap { index in
    let match = plan.matches[index]
    return (match.left.source == source ? [(index, MatchSide.left)] : [])
      + (match.right.source == source ? [(index, MatchSide.right)] : [])
  }
}

/// The outcome of a row of the file of which several were made: the first that is no agreement.
private func outcome(ofRecord outcomes: ArraySlice<Outcome>) -> Outcome {
  outcomes.first { $0 != .matched && $0 != .filtered }
    ?? (outcomes.contains(.matched) ? .matched : .filtered)
}

private func outcomes(
  of segment: Segment, source: Int, _ match: Int, _ side: MatchSide, _ facts: RunFacts
) -> [(Outcome, (rows: Int, money: Int128))] {
  let result = facts.reconciliation.matches[match]
  let outcomes = side == .left ? result.leftOutcomes : result.rightOutcomes
  var amounts: [Int64] = []
  if let column = facts.plan.sources[source].moneyColumn,
    case .exact(let values)? = facts.intake.tables[source].columns[column]
  {
    amounts = values
  }
  var sums = Outcome.allCases.map { _ in (rows: 0, money: Int128(0)) }
  func add(_ rows: Range<Int>, to outcome: Outcome) {
    sums[Int(outcome.rawValue)].rows += 1
    for row in rows where !amounts.isEmpty && amounts[row] != Column.missingExact {
      sums[Int(outcome.rawValue)].money += Int128(amounts[row])
    }
  }
  if facts.plan.sources[source].unpivot == nil {
    for row in segment.rows { add(row..<row + 1, to: outcomes[row]) }
  } else {
    for record in segment.records { add(record, to: outcome(ofRecord: outcomes[record])) }
  }
  return zip(Outcome.allCases, sums).filter { $0.1.rows > 0 }
}
