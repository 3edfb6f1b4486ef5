import Ledger

/// Looks for the parts of rows among the rows of one book.
struct SplitSearch: Sendable {
  private let agreement: Agreement
  private let partCountMax: Int
  private let stepCountMax: Int
  private let isExact: Bool

  init(_ agreement: Agreement, _ partCountMax: Int, _ stepCountMax: Int, isExact: Bool) {
    self.agreement = agreement
    self.partCountMax = partCountMax
    self.stepCountMax = stepCountMax
    self.isExact = isExact
  }

  /// In the order of the book's rows.
  func answers(in book: SplitBook) -> [SplitAnswer] {
    let lefts = SplitCandidates(book.lefts, .left, agreement)
    let rights = SplitCandidates(book.rights, .right, agreement)
    var answers: [SplitAnswer] = []
    for open in book.lefts { answers += answer(.left, open, paired: nil, among: rights) }
    for open in book.rights { answers += answer(.right, open, paired: nil, among: lefts) }
    for pair in book.pairs {
      guard let left = agreement.amount?.window.pair.number(pair.left, on: .left),
        let right = agreement.amount?.window.pair.number(pair.right, on: .right),
        left.signum() == right.signum()
      else { continue }
      let isSplit = left.magnitude > right.magnitude
      answers += answer(
        isSplit ? .left : .right,
        OpenRow(row: isSplit ? pair.left : pair.right, finding: pair.finding),
        paired: isSplit ? right : left, among: isSplit ? rights : lefts)
    }
    return answers
  }

  /// `paired` is the amount of the part that kept the row's number and is paired with it.
  private func answer(
    _ side: MatchSide, _ whole: OpenRow, paired: Int64?, among others: SplitCandidates
  ) -> [SplitAnswer] {
    guard let amount = agreement.amount?.window.pair.number(whole.row, on: side), amount != 0,
      let candidates = others.near(whole.row, side, sign: amount.signum()),
      let found = parts(Int128(amount.magnitude), paired: paired, among: candidates)
    else { return [] }
    let parts = candidates.filter { found.amounts.contains($0.amount) }.map(\.row)
    // The rows of a book have one hash in their codes; that they are the same is seen here.
    let isSame = parts.allSatisfy {
      side == .left
        ? agreement.agreesInCodes(whole.row, $0.row) : agreement.agreesInCodes($0.row, whole.row)
    }
    guard isSame else { return [] }
    return [SplitAnswer(side: side, whole: whole, parts: parts, isSingle: found.isSingle)]
  }

  /// The amounts that stand in some answer; nil where there is none, or the search gave up.
  private func parts(
    _ whole: Int128, paired: Int64?, among candidates: [SplitCandidate]
  ) -> (amounts: Set<Int64>, isSingle: Bool)? {
    let rest = whole - Int128(paired?.magnitude ?? 0)
    let countMax = partCountMax - (paired == nil ? 0 : 1)
    // With more parts the tolerance grows; the row itself and the part paired with it count as well.
    let ranges = (1...countMax).map { count in
      let slack = isExact ? 0 : agreement.slack(whole, rowCount: count + (paired == nil ? 1 : 2))
      return rest - slack...rest + slack
    }
    guard isExact || ranges[countMax - 1].count > 1 else { return nil }
    let amounts = distinctAmounts(candidates)
    let several =
      countMax < 2
      ? .none
      : SubsetSearch(
        amounts, bounds: Array(ranges.dropFirst()), stepCountMax: stepCountMax
      ).run()
    // Beside a part that is paired already, one more may be all.
    let single = paired == nil ? [] : amounts.filter { ranges[0].contains(Int128($0.value)) }
    let singles = Set(single.map(\.value))
    let rowCount = single.reduce(0) { $0 + $1.count }
    switch several {
    case .gaveUp: return nil
    case .none: return singles.isEmpty ? nil : (singles, rowCount == 1)
    case .single(let values): return (singles.union(values), singles.isEmpty)
    case .several(let values, _): return (singles.union(values), false)
    }
  }

  private func distinctAmounts(_ candidates: [SplitCandidate]) -> [SubsetSearch.Amount] {
    var amounts: [SubsetSearch.Amount] = []
    for value in candidates.map(\.amount).sorted() {
      if amounts.last?.value == value {
        amounts[amounts.count - 1].count += 1
      } else {
        amounts.append(SubsetSearch.Amount(value: value, count: 1))
      }
    }
    return amounts
  }
}

/// A row that may be a part; its amount without its sign.
struct SplitCandidate {
  var row: OpenRow
  var amount: Int64
}

/// The rows of one side of a book by date.
struct SplitCandidates {
  private let agreement: Agreement
  /// Codes in which the rows of a book may differ.
  private let codes: [Agreement.Field]
  private let side: MatchSide
  /// By day, then by row; all on one day where nothing has a date.
  private var rows: [(day: Int64, row: OpenRow, amount: Int64)] = []

  init(_ rows: [OpenRow], _ side: MatchSide, _ agreement: Agreement) {
    self.agreement = agreement
    codes = agreement.fields.filter { $0.isCode && !$0.isHashed }
    self.side = side
    for row in rows {
      guard let amount = agreement.amount?.window.pair.number(row.row, on: side), amount != 0,
        let day = agreement.day(row.row, side)
      else { continue }
      self.rows.append((day, row, amount))
    }
    self.rows.sort { ($0.day, $0.row.row) < ($1.day, $1.row.row) }
  }

  /// Rows of a sign that lie near a row of the other side and may agree with it; nil for too many.
  func near(_ whole: Int, _ wholeSide: MatchSide, sign: Int64) -> [SplitCandidate]? {
    guard let day = agreement.day(whole, wholeSide) else { return nil }
    let low = place(notBefore: day - SplitLimits.dayCountMax)
    let high = place(notBefore: day + SplitLimits.dayCountMax + 1)
    guard high - low <= SplitLimits.candidateCountMax else { return nil }
    return rows[low..<high].compactMap { candidate in
      guard candidate.amount.signum() == sign else { return nil }
      let (left, right) =
        side == .left ? (candidate.row.row, whole) : (whole, candidate.row.row)
      if !codes.isEmpty, !codes.allSatisfy({ agreement.agrees($0, left, right) }) { return nil }
      return SplitCandidate(
        row: candidate.row, amount: Int64(clamping: candidate.amount.magnitude))
    }
  }

  private func place(notBefore day: Int64) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].day < day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Agreement {
  /// The day of a row, 0 where no column is a date; nil where it is missing.
  fileprivate func day(_ row: Int, _ side: MatchSide) -> Int64? {
    guard let date = date?.column else { return 0 }
    let column = side == .left ? left.columns[date.left] : right.columns[date.right]
    guard case .days(let days) = column, days[row] != Column.missingDay else { return nil }
    return Int64(days[row])
  }

  /// Whether two rows agree in everything but amounts, dates and what rows are only looked up by.
  fileprivate func agreesInCodes(_ left: Int, _ right: Int) -> Bool {
    fields.allSatisfy { !$0.isCode || agrees($0, left, right) }
  }
}
