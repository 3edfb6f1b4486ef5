import Ledger

/// What the search for one class of rows gave.
struct SubsetAnswer {
  var outcome: SubsetSearch.Outcome
  /// Classes of the other side that stand in an answer.
  var parts: [Int] = []
  /// Places of the other side's order that were looked at.
  var reach: Range<Int>
}

/// Keeps the answers of one key and tells which are unique: no row stands in two answers.
struct SubsetAccount {
  private var left: Side
  private var right: Side
  private var answers: [(side: MatchSide, index: Int, answer: SubsetAnswer)] = []

  /// The classes of one side, and in how many answers each stands.
  private struct Side {
    let rows: SubsetSide
    var answerCounts: [Int]
    /// Classes that may stand in answers that were not found.
    var isOpen: [Bool]
    /// For each place in the order: searches that opened the places from here on, less those that
    /// ended before.
    var openings: [Int]

    init(_ rows: SubsetSide) {
      self.rows = rows
      answerCounts = Array(repeating: 0, count: rows.classes.count)
      isOpen = Array(repeating: false, count: rows.classes.count)
      openings = Array(repeating: 0, count: rows.reach.order.count + 1)
    }

    mutating func open(_ places: Range<Int>) {
      openings[places.lowerBound] += 1
      openings[places.upperBound] -= 1
    }

    /// Spreads what searches opened over the classes.
    mutating func settle() {
      var count = 0
      for (place, index) in rows.reach.order.enumerated() {
        count += openings[place]
        if count > 0 { isOpen[index] = true }
      }
    }
  }

  init(left: SubsetSide, right: SubsetSide) {
    self.left = Side(left)
    self.right = Side(right)
  }

  mutating func add(_ answer: SubsetAnswer, of side: MatchSide, _ index: Int) {
    if answer.outcome == .none { return }
    answers.append((side, index, answer))
    if side == .left {
      SubsetAccount.add(answer, of: index, &left, &right)
    } else {
      SubsetAccount.add(answer, of: index, &right, &left)
    }
  }

  private static func add(
    _ answer: SubsetAnswer, of index: Int, _ own: inout Side, _ other: inout Side
  ) {
    switch answer.outcome {
    case .none: break
    case .single:
      own.answerCounts[index] += 1
      // Each of the rows that are alike has the same answer.
      for part in answer.parts { other.answerCounts[part] += own.rows.classes[index].count }
    case .several(_, let isWhole):
      own.answerCounts[index] += 2
      for part in answer.parts { other.answerCounts[part] += 2 }
      if !isWhole { other.open(answer.reach) }
    case .gaveUp:
      own.isOpen[index] = true
      other.open(answer.reach)
    }
  }

  /// Unique answers as groups; rows that other answers connect as ties.
  mutating func finds() -> SubsetFinder.Finds {
    left.settle()
    right.settle()
    var finds = SubsetFinder.Finds()
    var connected = ConnectedClasses(left: left.rows, right: right.rows)
    for (side, index, answer) in answers {
      let (own, other) = side == .left ? (left, right) : (right, left)
      let rows = own.rows.classes[index]
      if answer.outcome == .gaveUp {
        finds.undecided += rows.map { (side, $0) }
      } else if !isUnique(answer, of: index, own, other) {
        connected.add(answer.parts, to: index, on: side)
      } else if own.isOpen[index] || answer.parts.contains(where: { other.isOpen[$0] }) {
        connected.add(answer.parts, to: index, on: side)
        finds.undecided += rows.map { (side, $0) }
      } else {
        let parts = answer.parts.flatMap { other.rows.classes[$0] }.sorted()
        finds.groups.append(
          side == .left ? RowSet(left: rows, right: parts) : RowSet(left: parts, right: rows))
      }
    }
    finds.ties = connected.sets
    return finds
  }

  private func isUnique(
    _ answer: SubsetAnswer, of index: Int, _ own: Side, _ other: Side
  ) -> Bool {
    guard case .single = answer.outcome else { return false }
    return own.answerCounts[index] == 1
      && answer.parts.allSatisfy { other.answerCounts[$0] == 1 }
  }
}

/// Classes of both sides that answers connect.
private struct ConnectedClasses {
  private let left: SubsetSide
  private let right: SubsetSide
  /// Left classes, then right classes; a class that no answer names is its own parent.
  private var parents: [Int]
  private var isNamed: [Bool]

  init(left: SubsetSide, right: SubsetSide) {
    self.left = left
    self.right = right
    parents = Array(0..<left.classes.count + right.classes.count)
    isNamed = Array(repeating: false, count: parents.count)
  }

  mutating func add(_ parts: [Int], to index: Int, on side: MatchSide) {
    let own = side == .left ? index : left.classes.count + index
    isNamed[own] = true
    for part in parts {
      let other = side == .left ? left.classes.count + part : part
      isNamed[other] = true
      parents[root(other)] = root(own)
    }
  }

  private mutating func root(_ index: Int) -> Int {
    var index = index
    while parents[index] != index {
      parents[index] = parents[parents[index]]
      index = parents[index]
    }
    return index
  }

  /// The rows of each set, sets in order of their first class.
  var sets: [RowSet] {
    mutating get {
      var places: [Int: Int] = [:]
      var sets: [RowSet] = []
      for index in parents.indices where isNamed[index] {
        let root = root(index)
        let place = places[root] ?? sets.count
        if place == sets.count {
          places[root] = place
          sets.append(RowSet(left: [], right: []))
        }
        if index < left.classes.count {
          sets[place].left += left.classes[index]
        } else {
          sets[place].right += right.classes[index - left.classes.count]
        }
      }
      return sets
    }
  }
}
