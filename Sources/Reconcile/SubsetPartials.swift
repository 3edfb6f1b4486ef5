import Ledger

/// The sum of a few amounts, in 64 bits wherever they suffice.
struct Partial<Sum: FixedWidthInteger> {
  var sum: Sum
  /// The partial it extends by its last amount; −1 for none.
  var parent: Int32
  /// Indexes of its smallest and its largest amount.
  var first: Int32
  var last: Int32
  var size: UInt8
}

/// All sums of a few of some amounts, the empty one first.
struct Partials<Sum: FixedWidthInteger> {
  /// Those that others may complete, in order of making until they are sorted.
  private(set) var open: [Partial<Sum>]
  private let made: [Partial<Sum>]

  /// Sums of up to `sizeMax` amounts of a range; of positive amounts none beyond `highest`.
  init(
    _ amounts: [SubsetSearch.Amount], _ range: Range<Int>, sizeMax: Int,
    withinReachOf highest: Sum
  ) {
    let isPositive = (amounts.first?.value ?? 0) > 0
    var made = [Partial<Sum>(sum: 0, parent: -1, first: -1, last: -1, size: 0)]
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
          let sum = shorter.sum + Sum(amounts[index].value)
          if isPositive, sum > highest { break }
          made.append(
            Partial(
              sum: sum, parent: Int32(truncatingIfNeeded: parent),
              first: shorter.size == 0 ? Int32(truncatingIfNeeded: index) : shorter.first,
              last: Int32(truncatingIfNeeded: index), size: shorter.size + 1))
        }
      }
      start = end
    }
    self.made = made
    open = made
  }

  /// Leaves out sums that none of the others completes to one between two bounds: nearly all of them.
  mutating func keep(completedBy others: [Partial<Sum>], from lowest: Sum, through highest: Sum) {
    let filter = SumFilter(others, width: highest - lowest)
    open.removeAll { !filter.mayHold(from: lowest - $0.sum, through: highest - $0.sum) }
  }

  /// By sum, then in order of making.
  mutating func sort() {
    let places = open.indices.map { (sum: open[$0].sum, place: Int32(truncatingIfNeeded: $0)) }
      .sorted { $0.sum != $1.sum ? $0.sum < $1.sum : $0.place < $1.place }
    open = places.map { open[Int($0.place)] }
  }

  /// The amounts of a sum, by index, ascending.
  func parts(of partial: Partial<Sum>) -> [Int] {
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
private func copies<Sum>(of index: Int, endingAt place: Int, _ made: [Partial<Sum>]) -> Int {
  var count = 0
  var current = made[place]
  while current.size > 0, Int(current.last) == index {
    count += 1
    current = made[Int(current.parent)]
  }
  return count
}

/// Tells quickly of nearly all ranges of sums that no sum lies in them.
private struct SumFilter<Sum: FixedWidthInteger> {
  private var bits: [UInt64]
  private let mask: UInt64
  /// Sums are told apart by steps of 2^shift, no smaller than a range, so that a range meets two at most.
  private let shift: Int

  /// `width` is the distance between the ends of every range that will be asked for.
  init(_ partials: [Partial<Sum>], width: Sum) {
    var size = 1024
    while size < partials.count * 16, size < 1 << 22 { size *= 2 }
    bits = Array(repeating: 0, count: size / 64)
    mask = UInt64(size - 1)
    shift = Sum.bitWidth - max(0, width).leadingZeroBitCount
    for partial in partials {
      let place = place(ofStep: partial.sum >> shift)
      bits[Int(place / 64)] |= 1 << (place % 64)
    }
  }

  func mayHold(from lowest: Sum, through highest: Sum) -> Bool {
    let (first, last) = (lowest >> shift, highest >> shift)
    return holds(first) || (last != first && holds(last))
  }

  private func holds(_ step: Sum) -> Bool {
    let place = place(ofStep: step)
    return bits[Int(place / 64)] >> (place % 64) & 1 != 0
  }

  @inline(__always)
  private func place(ofStep step: Sum) -> UInt64 {
    (UInt64(truncatingIfNeeded: step) &* 0x9E37_79B9_7F4A_7C15) >> 24 & mask
  }
}
