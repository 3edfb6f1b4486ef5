import Ledger

/// Rows that a list of places names before it says how many there are besides.
private let placeCountMax = 10

/// Where the rows of a finding stand: `file:line | archive.zip//entry.csv:line | +3`.
struct FindingPlaces {
  private let facts: RunFacts
  private let notices: [Notice]
  private let tables: [Table]
  /// Sources of each match: whole plans are slow to copy for every finding.
  private let sources: [(left: Int, right: Int)]
  /// For each source whether it is the right side of matches only.
  private let isRightSource: [Bool]

  init(_ facts: RunFacts) {
    self.facts = facts
    notices = facts.reconciliation.notices
    tables = facts.intake.tables
    sources = facts.plan.matches.map { ($0.left.source, $0.right.source) }
    let lefts = Set(facts.plan.matches.map(\.left.source))
    let rights = Set(facts.plan.matches.map(\.right.source))
    isRightSource = facts.plan.sources.indices.map { rights.contains($0) && !lefts.contains($0) }
  }

  /// The rows of a side, and on the other side than a row that stands alone what explains it.
  func append(_ side: MatchSide, of finding: Finding, to text: inout [UInt8]) {
    switch finding.subject {
    case .pair(let match, _, _, _), .group(let match, _, _), .unmatched(let match, _, _),
      .set(let match, _), .systemic(let match, _):
      append(side, of: finding, match, to: &text)
    case .check(let check, let failure):
      let rows = facts.reconciliation.checks[check].failures[failure].rows
      if side == .left, rows.count <= placeCountMax { append(rows, count: rows.count, to: &text) }
    case .notice(let index):
      let notice = notices[index]
      if side == self.side(of: notice) { append(notice.rows, count: notice.rows.count, to: &text) }
    }
  }

  private func append(
    _ side: MatchSide, of finding: Finding, _ match: Int, to text: inout [UInt8]
  ) {
    // Nearly all findings are about one row of a side, and nothing else explains them.
    switch finding.subject {
    case .pair(_, _, let left, let right) where !finding.hasEvidence:
      return append(side == .left ? left : right, side, of: match, to: &text)
    case .unmatched(_, let ownSide, let row) where !finding.hasEvidence:
      if side == ownSide { append(row, side, of: match, to: &text) }
      return
    default: break
    }
    let own = facts.reconciliation.matches[match].ownRows(of: finding.subject)
    let partners = facts.evidence(of: finding).partners
    var rows = (left: own.left, right: own.right)
    if case .unmatched(_, let ownSide, _) = finding.subject {
      // A partner stands opposite, even one of the row's own side.
      if side != ownSide { rows = (partners.left, partners.right) }
    } else if side == .left {
      rows = (rows.left + partners.left, [])
    } else {
      rows = ([], rows.right + partners.right)
    }
    append(rows.left, rows.right, of: match, to: &text)
  }

  /// Rows of a source stand on the side that the matches give the source.
  private func side(of notice: Notice) -> MatchSide {
    let name = notice.key.first { $0.name == "source" }?.value
    let source = facts.plan.sources.firstIndex { $0.name == name }
    return source.map { isRightSource[$0] } == true ? .right : .left
  }

  private func append(
    _ lefts: [Int], _ rights: [Int], of match: Int, to text: inout [UInt8]
  ) {
    let (left, right) = (tables[sources[match].left], tables[sources[match].right])
    let places =
      lefts.prefix(placeCountMax).map { left.origin(ofRow: $0) }
      + rights.prefix(placeCountMax).map { right.origin(ofRow: $0) }
    append(places, count: lefts.count + rights.count, to: &text)
  }

  private func append(_ row: Int, _ side: MatchSide, of match: Int, to text: inout [UInt8]) {
    let source = side == .left ? sources[match].left : sources[match].right
    append(tables[source].origin(ofRow: row), to: &text)
  }

  private func append(_ rows: [RowOrigin], count: Int, to text: inout [UInt8]) {
    for (index, row) in rows.prefix(placeCountMax).enumerated() {
      if index > 0 { text.append(text: " | ") }
      append(row, to: &text)
    }
    if count > placeCountMax {
      text.append(text: " | +")
      text.append(count: count - placeCountMax)
    }
  }

  private func append(_ row: RowOrigin, to text: inout [UInt8]) {
    text.append(text: row.file)
    if let entry = row.entry {
      text.append(text: "//")
      text.append(text: entry)
    }
    text.append(UInt8(ascii: ":"))
    text.append(count: row.line)
  }
}
