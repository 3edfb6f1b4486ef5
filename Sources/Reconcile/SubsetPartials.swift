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
  /// Those that others may complete, by sum, then in order of making; see `sort`.
  private(set) var sorted: [Partial] = []
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
  }

  /// Sorts the sums that some sum of the others may complete to one between two bounds.
  ///
  /// Nearly all sums are completed by none: they are left out before the rest is sorted.
  mutating func sort(completedBy others: Partials, from lowest: Int128, through highest: Int128) {
    let filter = SumFilter(others.made, width: highest - lowest + 1)
    sorted = made.filter { filter.mayHold(from: lowest - $0.sum, through: highest - $0.sum) }
      .sorted { $0.sum != $1.sum ? $0.sum < $1.sum : $0.index < $1.index }
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

/// Tells quickly of nearly all ranges of sums that no sum lies in them.
private struct SumFilter {
  private var bits: [UInt64]
  private let mask: UInt64
  /// Sums are told apart by steps no smaller than a range, so that a range meets two steps at most.
  private let step: Int128

  init(_ partials: [Partial], width: Int128) {
    var size = 1024
    while size < partials.count * 16, size < 1 << 22 { size *= 2 }
    bits = Array(repeating: 0, count: size / 64)
    mask = UInt64(size - 1)
    step = max(1, width)
    for partial in partials {
      let place = place(ofStep: steps(partial.sum))
      bits[Int(place / 64)] |= 1 << (place % 64)
    }
  }

  func mayHold(from lowest: Int128, through highest: Int128) -> Bool {
    let (first, last) = (steps(lowest), steps(highest))
    return holds(first) || (last != first && holds(last))
  }

  private func holds(_ step: Int128) -> Bool {
    let place = place(ofStep: step)
    return bits[Int(place / 64)] >> (place % 64) & 1 != 0
  }

  /// Whole steps, rounded down. Division by 1 and of what fits 64 bits is all that ordinary money needs.
  @inline(__always)
  private func steps(_ sum: Int128) -> Int128 {
    if step == 1 { return sum }
    if let sum = Int64(exactly: sum), let step = Int64(exactly: step) {
      let quotient = sum / step
      return Int128(sum % step < 0 ? quotient - 1 : quotient)
    }
    let (quotient, remainder) = sum.quotientAndRemainder(dividingBy: step)
    return remainder < 0 ? quotient - 1 : quotient
  }

  @inline(__always)
  private func place(ofStep step: Int128) -> UInt64 {
    (UInt64(truncatingIfNeeded: step) &* 0x9E37_79B9_7F4A_7C15) >> 24 & mask
  }
}
