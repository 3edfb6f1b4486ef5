import Ledger

/// The findings of a match while their causes are looked for: who is explained, who is still open.
struct Explanations {
  private(set) var findings: [Finding]
  private(set) var evidence = EvidenceList()
  /// Neither explained nor found to have several explanations of one kind.
  private var isOpen: [Bool]

  init(_ findings: [Finding]) {
    self.findings = findings
    isOpen = Array(repeating: true, count: findings.count)
  }

  func isOpen(_ finding: Int) -> Bool { isOpen[finding] }

  mutating func explain(_ finding: Int, _ cause: Cause, _ evidence: Evidence? = nil) {
    findings[finding].cause = cause
    findings[finding].evidence = self.evidence.add(evidence)
    isOpen[finding] = false
  }

  /// Several candidates of one kind: the cause stays unknown, and nothing weaker is tried.
  mutating func close(_ finding: Int) { isOpen[finding] = false }

  /// Rows that stand alone on a side, in order, with their findings.
  func openRows(_ side: MatchSide) -> [OpenRow] {
    findings.indices.compactMap { index in
      guard isOpen[index], case .unmatched(_, side, let row) = findings[index].subject else {
        return nil
      }
      return OpenRow(row: row, finding: index)
    }
  }

  /// Sets of repeated rows, with their findings.
  func openRepeats(_ result: MatchResult) -> [(rows: RowSet, finding: Int)] {
    findings.indices.compactMap { index in
      guard isOpen[index], findings[index].kind == .duplicate,
        case .set(_, let set) = findings[index].subject
      else { return nil }
      return (result.sets[set], index)
    }
  }
}

/// A row whose finding still lacks a cause.
struct OpenRow: Hashable, Sendable {
  var row: Int
  /// By index.
  var finding: Int
}

/// What bears causes out; what is said of many findings alike is kept once.
struct EvidenceList {
  private(set) var list: [Evidence] = []
  private var places: [Evidence: Int32] = [:]

  /// The place of the evidence in the list; −1 for none.
  mutating func add(_ evidence: Evidence?) -> Int32 {
    guard let evidence else { return -1 }
    if let known = places[evidence] { return known }
    let place = Int32(truncatingIfNeeded: list.count)
    list.append(evidence)
    if evidence.partners.left.isEmpty, evidence.partners.right.isEmpty {
      places[evidence] = place
    }
    return place
  }
}

extension Evidence {
  /// Names rows of a side.
  init(_ side: MatchSide, _ rows: [Int], column: MatchPlan.SharedColumn? = nil) {
    self.init()
    partners = side == .left ? RowSet(left: rows, right: []) : RowSet(left: [], right: rows)
    self.column = column
  }
}

extension MatchSide {
  var other: MatchSide { self == .left ? .right : .left }
}
