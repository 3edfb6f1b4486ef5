package import Ledger

/// A row that an explanation shows cell by cell.
struct ShownRow: Hashable {
  /// nil outside matches.
  var side: MatchSide?
  var source: Int
  var row: Int
}

extension Explanation {
  /// Rows of a side that are shown; the others are counted.
  private static let rowCountMax = 6

  /// The rows it is about and those that bear out causes, and how many are left out.
  func shownRows(_ list: FindingList) -> (rows: [ShownRow], leftOutCount: Int) {
    switch topic {
    case .rows(let match, let own):
      let plan = list.facts.plan.matches[match]
      var (lefts, rights) = (own.left, own.right)
      for place in findings {
        let partners = list.evidence(at: place).partners
        lefts += partners.left.filter { !lefts.contains($0) }
        rights += partners.right.filter { !rights.contains($0) }
      }
      let rows =
        lefts.prefix(Explanation.rowCountMax).map {
          ShownRow(side: .left, source: plan.left.source, row: $0)
        }
        + rights.prefix(Explanation.rowCountMax).map {
          ShownRow(side: .right, source: plan.right.source, row: $0)
        }
      return (rows, lefts.count + rights.count - rows.count)
    case .row(let source, let row): return ([ShownRow(source: source, row: row)], 0)
    case .notice(let index):
      let all = list.facts.rows(of: list.facts.reconciliation.notices[index])
      let rows = all.prefix(Explanation.rowCountMax)
      return (Array(rows), all.count - rows.count)
    case .figures, .reject, .leftOut: return ([], 0)
    }
  }

  /// The place of a row that is in no table.
  func lonePlace(_ facts: RunFacts) -> (source: Int, origin: RowOrigin)? {
    switch topic {
    case .leftOut(let source, let origin): return (source, origin)
    case .reject(let index):
      let reject = facts.intake.rejects[index]
      return (
        reject.source, RowOrigin(file: reject.file, entry: reject.entry, line: reject.line)
      )
    case .rows, .row, .figures, .notice: return nil
    }
  }
}

extension FindingList {
  /// What bears out the cause of a finding.
  func evidence(at place: Int) -> Evidence {
    facts.evidence(of: finding(at: place))
  }
}

extension RunFacts {
  /// The rows of a notice that were read.
  func rows(of notice: Notice) -> [ShownRow] {
    let name = notice.key.first { $0.name == "source" }?.value
    guard !notice.rows.isEmpty, let source = plan.sources.firstIndex(where: { $0.name == name })
    else { return [] }
    let table = intake.tables[source]
    return notice.rows.flatMap { origin in
      table.segments.filter { $0.file == origin.file && $0.entry == origin.entry }
        .flatMap { segment in
          (segment.firstRow..<segment.firstRow + segment.rowCount).filter {
            segment.lines.line(ofRow: $0) == origin.line
          }
        }
    }.map { ShownRow(source: source, row: $0) }
  }
}

/// The rows whose cells explanations show, by source: what has to be read again.
package func rowsShown(
  in explanations: [Explanation], _ list: FindingList
) -> [Int: Set<RowOrigin>] {
  var origins: [Int: Set<RowOrigin>] = [:]
  for row in explanations.flatMap({ $0.shownRows(list).rows }) {
    origins[row.source, default: []].insert(
      list.facts.intake.tables[row.source].origin(ofRow: row.row))
  }
  for case let (source, origin)? in explanations.map({ $0.lonePlace(list.facts) }) {
    origins[source, default: []].insert(origin)
  }
  return origins
}
