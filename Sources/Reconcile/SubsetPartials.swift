import Ledger

/// The sum of a few amounts.
struct Partial {
  var sum: Int128
  /// The partial it extends by its last amount; −1 for none.
  var parent: Int32
  /// Indexes of its smallest and its largest amount.
  var first: Int32
  var last: Int32
  var size: UInt8
  /// Its own place, before sorting.
  var index: Int32
}

/// All sums of a few of some amounts, the empty one first.
struct Partials {
  /// By sum, then in order of making.
  private(set) var sorted: [Partial]
  private let made: [Partial]

  var count: Int { sorted.count }

  /// Sums of up to `sizeMax` amounts of a range; of positive amounts none beyond `highest`.
  init(
    _ amounts: [SubsetSearch.Amount], _ range: Range<Int>, sizeMax: Int,
    withinReachOf highest: Int128
  ) {
    let isPositive = (amounts.first?.value ?? 0) > 0
    var made = [Partial(sum: 0, parent: -1, first: -1, last: -1, size: 0, index: 0)]
    var start = 0
    // Size by size, each sum is extended by amounts that are not before its last.
    for _ in 0..<sizeMax {
      let end = made.count
      for parent in start..<end {
        let shorter = made[parent]
        for index in max(range.lowerBound, Int(shorter.last))..<range.upperBound {
          if index == Int(shorter.last),
            copies(of: index, endingAt: parent, made) == amounts[index].count
          {
            continue
          }
          let sum = shorter.sum + Int128(amounts[index].value)
          if isPositive, sum > highest { break }
          made.append(
            Partial(
              sum: sum, parent: Int32(truncatingIfNeeded: parent),
              first: shorter.size == 0 ? Int32(truncatingIfNeeded: index) : shorter.first,
              last: Int32(truncatingIfNeeded: index), size: shorter.size + 1,
              index: Int32(truncatingIfNeeded: made.count)))
        }
      }
      start = end
    }
    self.made = made
    sorted = made.sorted { $0.sum != $1.sum ? $0.sum < $1.sum : $0.index < $1.index }
  }

  /// The amounts of a sum, by index, ascending.
  func parts(of partial: Partial) -> [Int] {
    var parts: [Int] = []
    var current = partial
    while current.size > 0 {
      parts.append(Int(current.last))
      current = made[Int(current.parent)]
    }
    return parts.reversed()
  }
}

/// How often the last amount of a sum stands in it.
private func copies(of index: Int, endingAt place: Int, _ made: [Partial]) -> Int {
  var count = 0
  var current = made[place]
  while current.size > 0, Int(current.last) == index {
    count += 1
    current = made[Int(current.parent)]
  }
  return count
}
