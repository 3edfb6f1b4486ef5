import Ledger

/// Bounds on what counts as one thing.
enum SystemicLimits {
  /// Findings at least.
  static let findingCountMin = 5
}

extension Diagnosis {
  /// Causes that are one thing: at least five findings of one cause that make up at least half of the
  /// rows of a file or, beyond files, of a unit. Rows that are cut off are held against those of the
  /// unit behind the same day.
  ///
  /// A finding counts once: for the file before the unit, for whoever is expected to send before the
  /// other side, for the smaller file before the larger.
  func systemicGroups(of findings: [Finding]) -> [(group: SystemicGroup, finding: Int)] {
    var classes: [SystemicCause: [Int]] = [:]
    for (index, finding) in findings.enumerated() {
      if let cause = systemicCause(of: finding) { classes[cause, default: []].append(index) }
    }
    let large = classes.filter { $0.value.count >= SystemicLimits.findingCountMin }
    if large.isEmpty { return [] }
    var sides = sidesByDuty.map { SystemicSide(self, $0) }
    var found: [(group: SystemicGroup, finding: Int)] = []
    for (cause, members) in large.sorted(by: { $0.value[0] < $1.value[0] }) {
      var open = members
      for isFile in cause.cause == .cutOff ? [false] : [true, false] {
        for side in sides.indices {
          found += groups(of: cause, &open, findings, &sides[side], byFile: isFile)
        }
      }
    }
    return found
  }

  /// The side that is expected to send comes first.
  private var sidesByDuty: [MatchSide] {
    plan.sources[match.right.source].sender != nil && plan.sources[match.left.source].sender == nil
      ? [.right, .left] : [.left, .right]
  }

  private func systemicCause(of finding: Finding) -> SystemicCause? {
    guard let cause = finding.cause, cause != .unknown, cause != .notSent else { return nil }
    var shared = SystemicCause(cause: cause)
    if cause == .unitScale { shared.exponent = evidence(of: finding).exponent }
    switch finding.subject {
    case .pair(_, let comparison, _, _), .group(_, let comparison, _):
      shared.comparison = comparison
    default: break
    }
    return shared
  }

  private func evidence(of finding: Finding) -> Evidence {
    finding.evidence < 0 ? Evidence() : explanations.evidence.list[Int(finding.evidence)]
  }

  /// Groups of the findings that are still open, which then are so no more.
  private func groups(
    of cause: SystemicCause, _ open: inout [Int], _ findings: [Finding], _ side: inout SystemicSide,
    byFile: Bool
  ) -> [(group: SystemicGroup, finding: Int)] {
    var members: [Int: [Int]] = [:]
    var concerned: [Int: Int] = [:]
    for index in open {
      let rows = result.ownRows(of: findings[index].subject)
      for row in side.side == .left ? rows.left : rows.right {
        guard let place = side.place(ofRow: row, byFile: byFile) else { continue }
        concerned[place, default: 0] += 1
        if members[place]?.last != index { members[place, default: []].append(index) }
      }
    }
    members = members.filter { $0.value.count >= SystemicLimits.findingCountMin }
    if members.isEmpty { return [] }
    let days =
      cause.cause == .cutOff ? members.mapValues { evidence(of: findings[$0[0]]).day } : nil
    let totals =
      days.map { side.rowCounts(byFile: byFile, behind: $0) } ?? side.rowCounts(byFile: byFile)
    // Smaller ones first; of equal ones the first by number, which is that of the files' order.
    let order = members.keys.sorted { (totals[$0], $0) < (totals[$1], $1) }
    var covered: Set<Int> = []
    var found: [(group: SystemicGroup, finding: Int)] = []
    for place in order where (concerned[place] ?? 0) * 2 >= totals[place] {
      let own = (members[place] ?? []).filter { !covered.contains($0) }
      guard own.count >= SystemicLimits.findingCountMin else { continue }
      covered.formUnion(own)
      let group = SystemicGroup(
        side: side.side, scope: side.scope(place, byFile: byFile), comparison: cause.comparison,
        findingCount: own.count, rowCount: totals[place], rows: rows(of: own, findings))
      found.append((group, own[0]))
    }
    open.removeAll(where: covered.contains)
    return found
  }

  private func rows(of members: [Int], _ findings: [Finding]) -> RowSet {
    let rows = members.map { result.ownRows(of: findings[$0].subject) }
    return RowSet(
      left: rows.flatMap(\.left).sorted(), right: rows.flatMap(\.right).sorted())
  }
}

/// What findings must share to be one thing.
private struct SystemicCause: Hashable {
  var cause: Cause
  /// `unit-scale`: how many zeros.
  var exponent = 0
  var comparison: Int?
}

/// The files and units of one side, by number.
private struct SystemicSide {
  let side: MatchSide
  private let table: Table
  private let outcomes: [Outcome]
  private let unit: (index: Int, codes: SymbolColumn)?
  private let days: [Int32]?
  private var countsByFile: [Int]?
  private var countsByUnit: [Int]?

  init(_ diagnosis: Diagnosis, _ side: MatchSide) {
    self.side = side
    table = diagnosis.table(side)
    outcomes = side == .left ? diagnosis.result.leftOutcomes : diagnosis.result.rightOutcomes
    if let index = diagnosis.unitColumn(side), case .symbols(let codes) = table.columns[index] {
      unit = (index, codes)
    } else {
      unit = nil
    }
    let dates = diagnosis.plan.dateColumns(of: diagnosis.match)
    if let date = side == .left ? dates.left : dates.right,
      case .days(let days) = table.columns[date]
    {
      self.days = days
    } else {
      days = nil
    }
  }

  /// The file or the unit of a row; nil for a row without unit. All rows are place 0 where none has a unit.
  func place(ofRow row: Int, byFile: Bool) -> Int? {
    if byFile { return table.segmentIndex(ofRow: row) }
    guard let unit else { return 0 }
    return unit.codes.ids[row] == 0 ? nil : Int(unit.codes.ids[row])
  }

  func scope(_ place: Int, byFile: Bool) -> SystemicGroup.Scope {
    if byFile { return .file(place) }
    guard let unit else { return .source }
    return .unit(column: unit.index, value: unit.codes.names[place])
  }

  /// Rows that take part in the match, by place. Every cause asks for the same counts.
  mutating func rowCounts(byFile: Bool) -> [Int] {
    if let counts = byFile ? countsByFile : countsByUnit { return counts }
    let counts = self.counts(byFile: byFile) { _, _ in true }
    if byFile { countsByFile = counts } else { countsByUnit = counts }
    return counts
  }

  /// Rows that take part in the match behind the day given for their place.
  func rowCounts(byFile: Bool, behind newest: [Int: Int32]) -> [Int] {
    guard let days else { return counts(byFile: byFile) { _, _ in false } }
    let newest = (0..<placeCount(byFile: byFile)).map { newest[$0] ?? Int32.max }
    return counts(byFile: byFile) { place, row in days[row] > newest[place] }
  }

  private func placeCount(byFile: Bool) -> Int {
    byFile ? table.segments.count : unit?.codes.names.count ?? 1
  }

  private func counts(byFile: Bool, where counted: (_ place: Int, _ row: Int) -> Bool) -> [Int] {
    var counts = Array(repeating: 0, count: placeCount(byFile: byFile))
    for (segment, rows) in table.segments.enumerated() {
      for row in rows.firstRow..<(rows.firstRow + rows.rowCount) {
        if case .filtered = outcomes[row] { continue }
        let place = byFile ? segment : unit.map { Int($0.codes.ids[row]) } ?? 0
        if counted(place, row) { counts[place] += 1 }
      }
    }
    return counts
  }
}

extension Diagnosis {
  /// The column of a side that names units: that of who sends, else the first compared or key column
  /// with `in`.
  fileprivate func unitColumn(_ side: MatchSide) -> Int? {
    let (own, other) = (plan.sources[source(side)], plan.sources[source(side.other)])
    if let sent = own.sender?.column { return sent }
    if let sent = other.sender?.column { return column(side, beside: sent) }
    let fields = agreement.fields.map { side == .left ? $0.column.left : $0.column.right }
    return fields.first { own.columns[$0].reference != nil }
  }
}
