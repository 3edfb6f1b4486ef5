import Ledger

/// Looks for the sets of amounts whose sum lies between two bounds: at least two, and a number at most.
///
/// Sums of half the size are formed once and met in the middle: each looks for those that
/// complete it. Equal amounts are one amount with a count, so that rows that cannot be told apart
/// cost nothing. The work is known before it begins; a search that would take more steps than it may
/// is not begun.
struct SubsetSearch {
  /// An amount, not 0, and how many rows have it.
  struct Amount: Equatable {
    var value: Int64
    var count: Int
  }

  /// What was found, however many answers there are.
  enum Outcome: Equatable {
    case none
    /// The one answer takes all rows of these amounts.
    case single([Int64])
    /// Every amount that stands in some answer; `isWhole` is false where the step limit was met with
    /// two answers in hand.
    case several([Int64], isWhole: Bool)
    case gaveUp

    /// The amounts that stand in an answer.
    var used: Set<Int64> {
      switch self {
      case .none, .gaveUp: []
      case .single(let values), .several(let values, _): Set(values)
      }
    }
  }

  private let amounts: [Amount]
  /// The sums looked for, of two parts, of three and so on.
  private let bounds: [ClosedRange<Int128>]
  private let widest: ClosedRange<Int128>
  private let partCountMax: Int
  private let stepCountMax: Int

  /// `amounts` ascend and are distinct.
  init(
    _ amounts: [Amount], from lowest: Int128, through highest: Int128, partCountMax: Int,
    stepCountMax: Int
  ) {
    let bounds = Array(repeating: lowest...highest, count: max(1, partCountMax - 1))
    self.init(amounts, bounds: bounds, stepCountMax: stepCountMax)
  }

  /// `bounds` are those of two parts, of three and so on; none is wider than the one after it.
  init(_ amounts: [Amount], bounds: [ClosedRange<Int128>], stepCountMax: Int) {
    self.bounds = bounds
    widest = bounds[bounds.count - 1]
    (self.amounts, partCountMax) = usable(
      amounts, widest.lowerBound, widest.upperBound, bounds.count + 1)
    self.stepCountMax = stepCountMax
  }

  func run() -> Outcome {
    guard partCountMax >= 2 else { return .none }
    let (lowest, highest) = (widest.lowerBound, widest.upperBound)
    // Twice the largest sum that any step forms.
    let most = amounts.map(\.value.magnitude).max() ?? 0
    let reach = max(
      UInt128(most) * UInt128(partCountMax), lowest.magnitude, highest.magnitude)
    return reach < 1 << 61
      ? run(from: Int64(lowest), through: Int64(highest)) : run(from: lowest, through: highest)
  }

  private func run<Sum: FixedWidthInteger>(from lowest: Sum, through highest: Sum) -> Outcome {
    let half = (partCountMax + 1) / 2
    let whole = 0..<amounts.count
    let (low, high) = (0..<amounts.count / 2, amounts.count / 2..<amounts.count)
    // Few amounts are best cut in two; of many, half of the parts are taken from each end.
    let costOfSizes = cost(whole, half)
    let costOfHalves = cost(low, partCountMax) + cost(high, partCountMax)
    guard min(costOfSizes, costOfHalves) <= stepCountMax else { return .gaveUp }
    if costOfSizes <= costOfHalves {
      var partials = Partials(amounts, whole, sizeMax: half, withinReachOf: highest)
      // What seemed to be completed by a sum that is now left out goes the second time.
      for _ in 1...2 {
        partials.keep(completedBy: partials.open, from: lowest, through: highest)
      }
      partials.sort()
      return meet(partials, partials, from: lowest, through: highest, steps: costOfSizes) {
        first, second in
        let rest = Int(second.size) - Int(first.size)
        return first.size > 0 && (rest == 0 || rest == 1)
          && first.last <= second.first && isWanted(first, second)
      }
    }
    var lows = Partials(amounts, low, sizeMax: partCountMax, withinReachOf: highest)
    var highs = Partials(amounts, high, sizeMax: partCountMax, withinReachOf: highest)
    lows.keep(completedBy: highs.open, from: lowest, through: highest)
    highs.keep(completedBy: lows.open, from: lowest, through: highest)
    lows.keep(completedBy: highs.open, from: lowest, through: highest)
    lows.sort()
    highs.sort()
    return meet(lows, highs, from: lowest, through: highest, steps: costOfHalves) {
      isWanted($0, $1)
    }
  }

  /// Whether both together have a number of parts and a sum that is looked for.
  private func isWanted<Sum>(_ first: Partial<Sum>, _ second: Partial<Sum>) -> Bool {
    let count = Int(first.size) + Int(second.size)
    guard (2...partCountMax).contains(count) else { return false }
    let range = bounds[count - 2]
    return range == widest || range.contains(Int128(first.sum) + Int128(second.sum))
  }

  /// Sums of up to `sizeMax` parts that a range of amounts makes, at most just above the limit.
  private func cost(_ range: Range<Int>, _ sizeMax: Int) -> Int {
    var counts = [1] + Array(repeating: 0, count: sizeMax)
    var total = 1
    for index in range {
      for size in stride(from: sizeMax, through: 1, by: -1) {
        for copies in 1...min(size, amounts[index].count) { counts[size] += counts[size - copies] }
      }
      total = counts.reduce(0, +)
      if total > stepCountMax { return stepCountMax + 1 }
    }
    return total
  }

  /// Pairs of partial sums that add up, each set of parts met once.
  private func meet<Sum: FixedWidthInteger>(
    _ firsts: Partials<Sum>, _ seconds: Partials<Sum>, from lowest: Sum, through highest: Sum,
    steps: Int, where fits: (Partial<Sum>, Partial<Sum>) -> Bool
  ) -> Outcome {
    var stepCount = steps
    var answers = Answers(amounts)
    var (low, high) = (seconds.open.count, seconds.open.count)
    for first in firsts.open {
      // As the first sum grows, what completes it moves down.
      while high > 0, first.sum + seconds.open[high - 1].sum > highest { high -= 1 }
      low = min(low, high)
      while low > 0, first.sum + seconds.open[low - 1].sum >= lowest { low -= 1 }
      for place in low..<high {
        stepCount += 1
        if stepCount > stepCountMax { return answers.outcome(isWhole: false) }
        let second = seconds.open[place]
        if fits(first, second) { answers.add(firsts.parts(of: first) + seconds.parts(of: second)) }
      }
    }
    return answers.outcome(isWhole: true)
  }
}

/// The amounts that can stand in an answer at all, and how many parts it can have.
private func usable(
  _ amounts: [SubsetSearch.Amount], _ lowest: Int128, _ highest: Int128, _ partCountMax: Int
) -> ([SubsetSearch.Amount], Int) {
  guard let least = amounts.first, let most = amounts.last else { return ([], 0) }
  if most.value < 0 {
    // Mirrored, so that only positive amounts are thought about.
    let mirrored = amounts.reversed().map {
      SubsetSearch.Amount(value: 0 &- $0.value, count: $0.count)
    }
    let (kept, count) = usable(mirrored, -highest, -lowest, partCountMax)
    return (
      kept.reversed().map { SubsetSearch.Amount(value: 0 &- $0.value, count: $0.count) }, count
    )
  }
  let rows = min(partCountMax, amounts.reduce(0) { $0 + min($1.count, partCountMax) })
  guard least.value > 0 else { return (amounts, rows) }
  let kept = Array(amounts.prefix { Int128($0.value) + Int128(least.value) <= highest })
  // So many of the smallest still fit, and so many of the largest are not enough.
  let fitting = countOfParts(kept, rows) { $0 <= highest }
  let lacking = countOfParts(kept.reversed(), rows) { $0 < lowest }
  return lacking >= fitting ? ([], 0) : (kept, fitting)
}

/// How many amounts in order can be added up while the sum holds.
private func countOfParts(
  _ amounts: [SubsetSearch.Amount], _ countMax: Int, while holds: (Int128) -> Bool
) -> Int {
  var (sum, count): (Int128, Int) = (0, 0)
  for amount in amounts {
    for _ in 0..<min(amount.count, countMax - count) {
      sum += Int128(amount.value)
      guard holds(sum) else { return count }
      count += 1
    }
  }
  return count
}
