import Ledger

/// Bounds on looking for rows that add up to another.
enum SplitLimits {
  /// Days between a row and its parts at most.
  static let dayCountMax: Int64 = 45
  /// Rows that are looked at as parts of one row at most; beyond it none is found.
  static let candidateCountMax = 200
  /// Rows that make up one where no pass says how many.
  static let partCountMax = 8
}

extension Diagnosis {
  /// One row of a side against several of the other that add up to it, among rows that no pass used
  /// and pairs whose amounts differ.
  ///
  /// Exact sums come before sums within the tolerance. A row that stands in two answers of one sort is
  /// explained by none.
  mutating func explainSplits() async {
    guard agreement.amount != nil else { return }
    for isExact in [true, false] {
      let books = splitBooks()
      if books.isEmpty { return }
      let search = SplitSearch(agreement, partCountMax, stepCountMax(books), isExact: isExact)
      settle(await answers(in: books, search))
    }
  }

  private var partCountMax: Int {
    let counts = match.passes.compactMap { pass in
      if case .subset(let subset) = pass.manner { subset.partCountMax } else { nil }
    }
    return counts.max() ?? SplitLimits.partCountMax
  }

  private func stepCountMax(_ books: [SplitBook]) -> Int {
    let wholes = books.reduce(0) { $0 + $1.wholeCount }
    return min(
      SubsetLimits.stepCountMax,
      max(SubsetLimits.stepCountMin, SubsetLimits.causeStepCountMax / max(1, wholes)))
  }

  private func answers(in books: [SplitBook], _ search: SplitSearch) async -> [SplitAnswer] {
    let jobs = jobs
    return await withTaskGroup(of: [(Int, [SplitAnswer])].self) { group in
      for worker in 0..<jobs {
        group.addTask {
          stride(from: worker, to: books.count, by: jobs).map {
            ($0, search.answers(in: books[$0]))
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }

  /// Rows that may belong together: the same in all codes and other compared columns.
  private func splitBooks() -> [SplitBook] {
    let fields = agreement.fields.filter { $0.isHashed && $0.isCode }
    let (lefts, rights) = (agreement.hashes(fields, .left), agreement.hashes(fields, .right))
    var places: [UInt64: Int] = [:]
    var books: [SplitBook] = []
    func place(_ hash: UInt64) -> Int {
      let place = places[hash, default: books.count]
      if place == books.count {
        places[hash] = place
        books.append(SplitBook())
      }
      return place
    }
    for open in explanations.openRows(.left) {
      books[place(lefts.hash(ofRow: open.row))].lefts.append(open)
    }
    for open in explanations.openRows(.right) {
      books[place(rights.hash(ofRow: open.row))].rights.append(open)
    }
    for (index, finding) in explanations.findings.enumerated() {
      guard explanations.isOpen(index) || finding.cause?.mayHidePart == true,
        case .pair(_, let number, let left, let right) = finding.subject,
        match.comparisons[number].left == agreement.amount?.column.left,
        match.comparisons[number].right == agreement.amount?.column.right
      else { continue }
      let pair = SplitPair(left: left, right: right, finding: index)
      books[place(lefts.hash(ofRow: left))].pairs.append(pair)
      if lefts.hash(ofRow: left) != rights.hash(ofRow: right) {
        books[place(rights.hash(ofRow: right))].pairs.append(pair)
      }
    }
    return books.filter { !$0.lefts.isEmpty || !$0.rights.isEmpty }
  }

  /// Gives all rows of an answer their cause where none of them stands in another answer.
  private mutating func settle(_ answers: [SplitAnswer]) {
    var counts: [Int: Int] = [:]
    for answer in answers {
      for finding in answer.findings { counts[finding, default: 0] += answer.isSingle ? 1 : 2 }
    }
    for answer in answers {
      guard answer.isSingle, answer.findings.allSatisfy({ counts[$0] == 1 }) else {
        explanations.close(answer.whole.finding)
        continue
      }
      let cause: Cause = answer.side == .left ? .split : .merged
      if explanations.isOpen(answer.whole.finding) {
        explanations.explain(
          answer.whole.finding, cause, Evidence(answer.side.other, answer.parts.map(\.row)))
      }
      for part in answer.parts {
        explanations.explain(part.finding, cause, Evidence(answer.side, [answer.whole.row]))
      }
    }
  }
}

extension Cause {
  /// Whether a part that kept its number can look so beside the whole: 1.000 beside 1.500 is cut, and
  /// the 500 elsewhere are a part all the same.
  fileprivate var mayHidePart: Bool {
    switch self {
    case .transposedDigits, .droppedDigit, .rounding: true
    default: false
    }
  }
}

/// Open rows and pairs that agree in everything but amount and date.
struct SplitBook: Sendable {
  var lefts: [OpenRow] = []
  var rights: [OpenRow] = []
  var pairs: [SplitPair] = []

  var wholeCount: Int { lefts.count + rights.count + pairs.count }
}

/// A pair whose amounts differ: one side may be a part that kept the number.
struct SplitPair: Sendable {
  var left: Int
  var right: Int
  var finding: Int
}

/// A row with what it is made of, or with all that it could be made of.
struct SplitAnswer: Sendable {
  var side: MatchSide
  var whole: OpenRow
  /// Rows of the other side.
  var parts: [OpenRow]
  var isSingle: Bool

  var findings: [Int] { [whole.finding] + parts.map(\.finding) }
}
