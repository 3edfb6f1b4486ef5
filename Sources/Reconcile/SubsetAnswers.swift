import Ledger

/// The answers of one search, as far as it matters what they are.
struct Answers {
  private let amounts: [SubsetSearch.Amount]
  private var isUsed: [Bool]
  private var count = 0
  /// Whether the only answer takes all rows of its amounts; otherwise there is another one.
  private var isForced = true

  init(_ amounts: [SubsetSearch.Amount]) {
    self.amounts = amounts
    isUsed = Array(repeating: false, count: amounts.count)
  }

  /// Adds a set of parts, ascending; one that takes an amount too often is none.
  mutating func add(_ parts: [Int]) {
    var copies: [(index: Int, count: Int)] = []
    for part in parts {
      if let last = copies.last, last.index == part {
        copies[copies.count - 1].count += 1
      } else {
        copies.append((part, 1))
      }
    }
    guard copies.allSatisfy({ $0.count <= amounts[$0.index].count }) else { return }
    count += 1
    for (index, number) in copies {
      isUsed[index] = true
      if number < amounts[index].count { isForced = false }
    }
  }

  /// `isWhole` says that no answer was left out.
  func outcome(isWhole: Bool) -> SubsetSearch.Outcome {
    let isSeveral = count > 1 || count == 1 && !isForced
    if !isWhole, !isSeveral { return .gaveUp }
    if count == 0 { return .none }
    let used = isUsed.indices.filter { isUsed[$0] }.map { amounts[$0].value }
    return isSeveral ? .several(used, isWhole: isWhole) : .single(used)
  }
}
