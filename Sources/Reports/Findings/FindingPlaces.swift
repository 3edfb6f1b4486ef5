import Ledger

/// Rows that a list of places names before it says how many there are besides.
private let placeCountMax = 10

/// Where the rows of a finding stand: `file:line | archive.zip//entry.csv:line | +3`.
struct FindingPlaces {
  private let facts: RunFacts
  private let notices: [Notice]
  /// For each source whether it is the right side of matches only.
  private let isRightSource: [Bool]

  init(_ facts: RunFacts) {
    self.facts = facts
    notices = facts.reconciliation.notices
    let lefts = Set(facts.plan.matches.map(\.left.source))
    let rights = Set(facts.plan.matches.map(\.right.source))
    isRightSource = facts.plan.sources.indices.map { rights.contains($0) && !lefts.contains($0) }
  }

  func append(_ side: MatchSide, of subject: Finding.Subject, to text: inout [UInt8]) {
    switch subject {
    case .pair(let match, _, let left, let right):
      append([side == .left ? left : right], side, of: match, to: &text)
    case .group(let match, _, let group):
      let rows = facts.reconciliation.matches[match].groups[group].rows
      append(side == .left ? rows.left : rows.right, side, of: match, to: &text)
    case .unmatched(let match, let rowSide, let row):
      if side == rowSide { append([row], side, of: match, to: &text) }
    case .set(let match, let set):
      let rows = facts.reconciliation.matches[match].sets[set]
      append(side == .left ? rows.left : rows.right, side, of: match, to: &text)
    case .check(let check, let failure):
      let rows = facts.reconciliation.checks[check].failures[failure].rows
      if side == .left, rows.count <= placeCountMax { append(rows, count: rows.count, to: &text) }
    case .notice(let index):
      let notice = notices[index]
      if side == self.side(of: notice) { append(notice.rows, count: notice.rows.count, to: &text) }
    }
  }

  /// Rows of a source stand on the side that the matches give the source.
  private func side(of notice: Notice) -> MatchSide {
    let name = notice.key.first { $0.name == "source" }?.value
    let source = facts.plan.sources.firstIndex { $0.name == name }
    return source.map { isRightSource[$0] } == true ? .right : .left
  }

  private func append(_ rows: [Int], _ side: MatchSide, of match: Int, to text: inout [UInt8]) {
    let plan = facts.plan.matches[match]
    let table = facts.intake.tables[side == .left ? plan.left.source : plan.right.source]
    let origins = rows.prefix(placeCountMax).map { table.origin(ofRow: $0) }
    append(origins, count: rows.count, to: &text)
  }

  private func append(_ rows: [RowOrigin], count: Int, to text: inout [UInt8]) {
    for (index, row) in rows.prefix(placeCountMax).enumerated() {
      if index > 0 { text.append(text: " | ") }
      text.append(text: row.file)
      if let entry = row.entry {
        text.append(text: "//")
        text.append(text: entry)
      }
      text.append(UInt8(ascii: ":"))
      text.append(count: row.line)
    }
    if count > placeCountMax {
      text.append(text: " | +")
      text.append(count: count - placeCountMax)
    }
  }
}
