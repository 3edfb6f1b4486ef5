import Ledger

/// Which rows of a table are parts of a row above or stand for rows below, so that no figure counts twice.
///
/// Marks say where parts begin and end: `Trong đó`, dashes, the column “STT”, codes. Sums say whether they are
/// parts: printed totals are right without them, or they add up to their row.
struct PartDecision {
  /// By number of the chunk.
  private(set) var setAside: [Int: SetAside] = [:]
  /// Parts that are more than their row, and rows of which nothing tells what they are.
  private(set) var mismatches: [TotalCheck.Mismatch] = []

  private let totals: TotalCheck
  private let levels: [Int?]
  /// Layout columns of the amounts.
  private let amounts: [Int]

  /// Rows that may be parts of one row.
  private struct Group {
    /// The row whose parts they may be.
    var parent: Int
    /// Steps of the outline, the last one the end of the rows.
    var steps: Range<Int>
    /// Nothing marks where they end.
    var isOpen = false
  }

  init(_ totals: TotalCheck, amounts: [Int]) {
    self.totals = totals
    self.amounts = amounts
    levels = totals.levels()
    if amounts.isEmpty { return }
    var groups: [Group] = []
    for index in totals.rows.indices where groups.last.map({ index >= $0.steps.upperBound }) ?? true
    {
      if let group = group(behindOpening: index) ?? group(ofDashes: index) { groups.append(group) }
    }
    let parts = parts(among: groups)
    for group in parts { noteExcess(group) }
    let parents = parents(besides: parts.map(\.steps))
    for group in parts { setAside(group.steps) }
    noteNamedSums()
    for parent in parents {
      let place = totals.rows[parent].place
      setAside[place.chunk, default: SetAside()].parents.insert(place.line)
    }
    mismatches.sort { $0.line < $1.line }
  }

  // MARK: What may be a part

  /// The rows behind `Trong đó`.
  private func group(behindOpening index: Int) -> Group? {
    guard case .step(.opening) = rows[index].kind, index > 0, index + 1 < rows.count else {
      return nil
    }
    let (parent, first) = (index - 1, index + 1)
    guard let isCoded = isCodedRow(first), before(first).rowCount == before(index).rowCount,
      isRow(parent) || isTotalOfRowsAbove(parent)
    else { return nil }
    if let level = levels[parent], isRow(parent) {
      if let below = levels[first], below <= level { return nil }
      // Rows with codes below one without are what it adds up.
      if isCodedRow(parent) == false, isCoded { return nil }
      return Group(parent: parent, steps: first..<end(from: first) { isEnd($0, of: parent) })
    }
    if isDash(first) {
      return Group(parent: parent, steps: first..<end(from: first) { !isDash($0) })
    }
    if isCodedRow(parent) == true, !isCoded {
      return Group(parent: parent, steps: first..<end(from: first) { isCodedRow($0) != false })
    }
    let end = end(from: first) { !isRow($0) }
    return Group(parent: parent, steps: first..<end, isOpen: true)
  }

  /// Rows behind dashes without a code.
  private func group(ofDashes index: Int) -> Group? {
    guard index > 0, isDash(index), isCodedRow(index) == false, !isDash(index - 1),
      isRow(index - 1) || isTotalOfRowsAbove(index - 1),
      before(index).rowCount == before(index - 1).rowCount + (isCodedRow(index - 1) == nil ? 0 : 1)
    else { return nil }
    let end = end(from: index) { !isDash($0) || isCodedRow($0) == true }
    return Group(parent: index - 1, steps: index..<end)
  }

  private func end(from first: Int, where isEnd: (Int) -> Bool) -> Int {
    // What a second `Trong đó` opens is a part of the same row.
    rows.indices[first...].first { index in
      if case .step(.opening) = rows[index].kind { false } else { isEnd(index) }
    } ?? rows.count
  }

  /// Whether the rows below a row end before this one.
  private func isEnd(_ index: Int, of parent: Int) -> Bool {
    if case .step(.subtotal) = rows[index].kind { return true }
    return rows[index].isLabelled || totals.isLevel(index, levels, with: parent)
  }

  /// A labelled total of the rows before it, and not of those that follow.
  private func isTotalOfRowsAbove(_ index: Int) -> Bool {
    guard rows[index].isLabelled, !rows[index].printed.isEmpty else { return false }
    let earlier = rows[..<index].last(where: \.isLabelled)?.before
    return [earlier ?? start, start].contains { from in
      before(index).rowCount > from.rowCount
        && rows[index].printed.allSatisfy { printed in
          printed.value.map { Int128($0) } == (before(index) - from).columns[printed.column]
        }
    }
  }

  // MARK: What is a part

  /// The groups that are parts of a row.
  private mutating func parts(among groups: [Group]) -> [Group] {
    // A row without any amount has no parts: the rows below it hold the figures.
    let groups = groups.filter { amount(of: $0.parent).contains { $0 != 0 } }
    let marked = groups.filter { !$0.isOpen }
    let open = groups.filter { $0.isOpen && !$0.steps.isEmpty && !isMore($0) }
    let isRight = totalsAreRight(without: marked)
    if hasTotals, !isRight, totalsAreRight(without: [Group]()) { return [] }
    var decided = marked
    for group in open {
      let isRow = isRow(group.parent)
      let usesTotals = hasTotals && isRow && open.count <= Self.openCountMax
      if usesTotals, isRight, !totalsAreRight(without: marked + [group]) { continue }
      let ends = group.steps.map { $0 + 1 }.prefix { isSingle($0 - 1) }
      let tried = ends.map { Group(parent: group.parent, steps: group.steps.lowerBound..<$0) }
      var right = tried.filter { amount(of: $0.steps) == amount(of: $0.parent) }
      if right.isEmpty, usesTotals, !isRight {
        right = tried.filter { totalsAreRight(without: marked + [$0]) }
      }
      // What stands behind the last total is a part of it.
      if right.isEmpty, !isRow, group.steps.upperBound == rows.count { right = [group] }
      if let only = right.first, right.count == 1 {
        decided.append(only)
      } else {
        doubt(group)
      }
    }
    return decided.sorted { $0.steps.lowerBound < $1.steps.lowerBound }
  }

  private static let openCountMax = 32

  private var hasTotals: Bool { rows.contains { $0.isLabelled && !$0.printed.isEmpty } }

  /// The first row is more than the row above: it cannot be a part of that.
  private func isMore(_ group: Group) -> Bool {
    let first = group.steps.lowerBound
    return zip(amount(of: first..<(first + 1)), amount(of: group.parent)).contains {
      isMore($0, than: $1)
    }
  }

  private func isMore(_ part: Int128, than whole: Int128) -> Bool {
    part != 0 && (part.signum() != whole.signum() || part.magnitude > whole.magnitude)
  }

  private func totalsAreRight(without groups: [Group]) -> Bool {
    totalsAreRight(without: groups.map(\.steps))
  }

  /// Whether every labelled total is right when some rows do not count.
  private func totalsAreRight(without steps: [Range<Int>]) -> Bool {
    var without = totals
    without.leaveOut(steps.sorted { $0.lowerBound < $1.lowerBound })
    let labelled = Set(rows.filter(\.isLabelled).map(\.line))
    return !without.verdict(rejectLines: []).mismatches.contains { labelled.contains($0.line) }
  }

  /// Tells of parts that are more than their row; each `Trong đó` divides the row anew.
  private mutating func noteExcess(_ group: Group) {
    var first = group.steps.lowerBound
    let openings = group.steps.filter {
      if case .step(.opening) = rows[$0].kind { true } else { false }
    }
    for end in openings + [group.steps.upperBound] {
      let (sums, whole) = (amount(of: first..<end), amount(of: group.parent))
      for (column, (sum, whole)) in zip(amounts, zip(sums, whole)) where isMore(sum, than: whole) {
        note(SumFault.parts, group.parent, first..<end, column, sum, whole)
      }
      first = end + 1
    }
  }

  // MARK: Rows with codes above others

  /// Rows with codes that are the sum of the rows with codes below them.
  private mutating func parents(besides parts: [Range<Int>]) -> [Int] {
    var without = totals
    without.leaveOut(parts)
    let candidates = rows.indices.filter { index in
      isCodedRow(index) == true && isSingle(index) && totals.isAbove(index, levels)
        && without.before(index + 1).rowCount > without.before(index).rowCount
        && isCodedRow(index + 1) == true
        && amount(of: index).contains { $0 != 0 }
    }
    if candidates.isEmpty { return [] }
    let aside = parts + candidates.map { $0..<($0 + 1) }
    if hasTotals, totalsAreRight(without: parts), !totalsAreRight(without: aside) { return [] }
    var parents: [Int] = []
    for index in candidates.reversed() {
      let below = (index + 1)..<end(from: index + 1) { isEnd($0, of: index) }
      var sums = amounts(without.before(below.upperBound) - without.before(below.lowerBound))
      for parent in parents.reversed() {
        if parent >= below.upperBound { break }
        sums = zip(sums, amount(of: parent)).map(-)
      }
      if sums == amount(of: index) {
        parents.append(index)
      } else {
        doubt(Group(parent: index, steps: below))
      }
    }
    return parents
  }

  /// Tells of rows without a code among others with codes that name a sum and are none.
  private mutating func noteNamedSums() {
    guard rows.indices.contains(where: { isCodedRow($0) == true && !rows[$0].namesSum }) else {
      return
    }
    for index in rows.indices where rows[index].namesSum && isSingle(index) {
      let whole = amount(of: index)
      guard let column = whole.firstIndex(where: { $0 != 0 }) else { continue }
      mismatches.append(
        TotalCheck.Mismatch(
          fault: .named, line: rows[index].line, column: amounts[column],
          printed: PrintedSum(column: amounts[column], value: Int64(clamping: whole[column])),
          sum: amounts(before(index))[column]))
    }
  }

  // MARK: Rows and their sums

  private var rows: [TotalCheck.Row] { totals.rows }
  private var start: TotalCheck.Sums {
    TotalCheck.Sums(columns: totals.sums.columns.map { _ in 0 })
  }

  private func before(_ index: Int) -> TotalCheck.Sums { totals.before(index) }

  private func isRow(_ index: Int) -> Bool { isCodedRow(index) != nil }

  /// nil for what is no data.
  private func isCodedRow(_ index: Int) -> Bool? {
    if case .step(.row(let isCoded)) = rows[index].kind { isCoded } else { nil }
  }

  private func isDash(_ index: Int) -> Bool { isRow(index) && rows[index].mark == .dash }

  private func isSingle(_ index: Int) -> Bool {
    isRow(index) && before(index + 1).rowCount == before(index).rowCount + 1
  }

  private func amount(of steps: Range<Int>) -> [Int128] {
    amounts(before(steps.upperBound) - before(steps.lowerBound))
  }

  private func amounts(_ sums: TotalCheck.Sums) -> [Int128] { amounts.map { sums.columns[$0] } }

  /// What a row has, or prints.
  private func amount(of index: Int) -> [Int128] {
    if isRow(index) { return amount(of: index..<(index + 1)) }
    return amounts.map { column in
      Int128(rows[index].printed.first { $0.column == column }?.value ?? 0)
    }
  }

  private mutating func doubt(_ group: Group) {
    let (sums, whole) = (amount(of: group.steps), amount(of: group.parent))
    let index = whole.firstIndex { $0 != 0 } ?? 0
    note(SumFault.doubt, group.parent, group.steps, amounts[index], sums[index], whole[index])
  }

  private mutating func note(
    _ fault: (ClosedRange<Int>) -> SumFault, _ parent: Int, _ steps: Range<Int>, _ column: Int,
    _ sum: Int128,
    _ whole: Int128
  ) {
    let lines = rows[steps.lowerBound].line...rows[steps.upperBound - 1].line
    mismatches.append(
      TotalCheck.Mismatch(
        fault: fault(lines), line: rows[parent].line, column: column,
        printed: PrintedSum(column: column, value: Int64(clamping: whole)), sum: sum))
  }

  private mutating func setAside(_ steps: Range<Int>) {
    let first = rows[steps.lowerBound].place
    let end = steps.upperBound < rows.count ? rows[steps.upperBound].place : nil
    for chunk in first.chunk...(end?.chunk ?? max(first.chunk, totals.chunkCount - 1)) {
      let from = chunk == first.chunk ? first.line : 0
      let to = chunk == end?.chunk ? end?.line ?? Int.max : Int.max
      setAside[chunk, default: SetAside()].parts.append(from..<to)
    }
  }
}

extension TotalCheck {
  /// The data rows before a step, or all of them behind the last.
  func before(_ index: Int) -> Sums { index < rows.count ? rows[index].before : sums }

  /// Takes rows out of all sums; the ranges of rows ascend.
  mutating func leaveOut(_ ranges: [Range<Int>]) {
    let whole = self
    var out = Sums(columns: sums.columns.map { _ in 0 })
    var index = 0
    for range in ranges {
      while index <= range.lowerBound, index < rows.count {
        rows[index].before = rows[index].before - out
        index += 1
      }
      while index < range.upperBound, index < rows.count {
        rows[index].before = whole.before(range.lowerBound) - out
        index += 1
      }
      out = out + (whole.before(range.upperBound) - whole.before(range.lowerBound))
    }
    while index < rows.count {
      rows[index].before = rows[index].before - out
      index += 1
    }
    sums = sums - out
  }
}
