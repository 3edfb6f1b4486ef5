import Ledger
import Seeding
import Testing

@testable import Reconcile

/// The search for amounts that add up, held against trying every set of rows.
@Suite struct SubsetSearchTests {
  private func amounts(_ rows: [Int64]) -> [SubsetSearch.Amount] {
    var amounts: [SubsetSearch.Amount] = []
    for value in rows.sorted() {
      if amounts.last?.value == value {
        amounts[amounts.count - 1].count += 1
      } else {
        amounts.append(SubsetSearch.Amount(value: value, count: 1))
      }
    }
    return amounts
  }

  private func search(
    _ rows: [Int64], _ bounds: ClosedRange<Int>, atMost: Int, steps: Int = 250_000
  ) -> SubsetSearch.Outcome {
    SubsetSearch(
      amounts(rows), from: Int128(bounds.lowerBound), through: Int128(bounds.upperBound),
      partCountMax: atMost, stepCountMax: steps
    ).run()
  }

  /// Every set of rows is tried; `bounds` are those of two parts, of three and so on.
  private func expected(
    _ rows: [Int64], _ bounds: [ClosedRange<Int>]
  ) -> SubsetSearch.Outcome {
    var answerCount = 0
    var used: Set<Int64> = []
    for mask in 0..<(1 << rows.count) {
      let parts = rows.indices.filter { mask >> $0 & 1 == 1 }.map { rows[$0] }
      guard parts.count >= 2, parts.count < bounds.count + 2,
        bounds[parts.count - 2].contains(Int(parts.reduce(0, +)))
      else { continue }
      answerCount += 1
      used.formUnion(parts)
    }
    if answerCount == 0 { return .none }
    return answerCount == 1 ? .single(used.sorted()) : .several(used.sorted(), isWhole: true)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `every set that adds up is found, and each only once`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let range: ClosedRange<Int64> = [1...9, 1...200, -20...20, -90 ... -1][Int(seed % 4)]
    let rows = (0..<Int.random(in: 0...12, using: &random)).map { _ in
      Int64.random(in: range, using: &random)
    }.filter { $0 != 0 }
    let atMost = Int.random(in: 2...16, using: &random)
    let parts = rows.shuffled(using: &random).prefix(Int.random(in: 0...5, using: &random))
    let sum = Int(parts.reduce(0, +)) + (seed % 7 == 0 ? 1 : 0)
    let bounds = sum...(sum + (seed % 3 == 0 ? 2 : 0))
    #expect(
      search(rows, bounds, atMost: atMost)
        == expected(rows, Array(repeating: bounds, count: atMost - 1)),
      "seed \(seed): \(rows) → \(bounds), at most \(atMost)")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `bounds may widen with the number of parts`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let range: ClosedRange<Int64> = [1...60, 1...200, -20...20, -90 ... -1][Int(seed % 4)]
    let rows = (0..<Int.random(in: 2...12, using: &random)).map { _ in
      Int64.random(in: range, using: &random)
    }.filter { $0 != 0 }
    let parts = rows.shuffled(using: &random).prefix(Int.random(in: 2...5, using: &random))
    let sum = Int(parts.reduce(0, +)) + Int.random(in: -3...3, using: &random)
    let slack = Int.random(in: 0...2, using: &random)
    let bounds = (2...Int.random(in: 2...8, using: &random)).map { count in
      (sum - slack * count)...(sum + slack * count)
    }
    let search = SubsetSearch(
      amounts(rows), bounds: bounds.map { Int128($0.lowerBound)...Int128($0.upperBound) },
      stepCountMax: 250_000)
    #expect(search.run() == expected(rows, bounds), "seed \(seed): \(rows) → \(bounds)")
  }

  @Test func `a hundred thousand equal amounts are no work`() {
    let rows = Array(repeating: Int64(50), count: 100_000)
    #expect(search(rows, 400...400, atMost: 8) == .several([50], isWhole: true))
    #expect(search(rows, 401...401, atMost: 8) == .none)
    #expect(search(rows, 450...450, atMost: 8) == .none)
  }

  @Test func `what would take more steps than allowed is not begun`() {
    let rows = (1...60).map { Int64($0 * $0 + 1_000_007) }
    #expect(search(rows, 8_005_000...8_005_000, atMost: 8) == .gaveUp)
    // Three of them are too much, so pairs are all there is to form.
    #expect(
      search(rows, 2_000_019...2_000_019, atMost: 8, steps: 100) == .single([1_000_008, 1_000_011]))
    #expect(search(rows, 2_000_020...2_000_020, atMost: 8, steps: 100) == .none)
  }

  @Test func `a limit met with two answers in hand is no doubt about the answers`() {
    let rows = (1...30).map { Int64($0) }
    guard case .several(let used, isWhole: false) = search(rows, 60...60, atMost: 4, steps: 600)
    else {
      Issue.record("several answers are due")
      return
    }
    #expect(used.count > 2)
  }

  @Test func `sums beyond 64 bits are exact`() {
    let big = Int64.max - 1
    let sum = Int128(big) + Int128(big - 1)
    let amounts = [
      SubsetSearch.Amount(value: big - 1, count: 1), SubsetSearch.Amount(value: big, count: 1),
    ]
    let search = SubsetSearch(amounts, from: sum, through: sum, partCountMax: 8, stepCountMax: 100)
    #expect(search.run() == .single([big - 1, big]))
  }
}
