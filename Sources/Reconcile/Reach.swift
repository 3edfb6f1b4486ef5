import Ledger

/// Classes of rows of one side in order of a window's values, so that those that can lie inside the
/// window of a row of the other side are found without looking at all.
struct Reach {
  /// Class indexes by value; by index alone where no window is one of values.
  let order: [Int]
  private var values: [Int64] = []
  private var window: (pair: ColumnPair, lower: Int64, upper: Int64)?
  private let side: MatchSide

  /// `rows` are one row of each class. A class whose value is missing is within nobody's reach.
  init(_ windows: [Window], rows: [Int], on side: MatchSide) {
    self.side = side
    for window in windows {
      guard case .within(let lower, let upper) = window.test else { continue }
      var sorted: [(value: Int64, index: Int)] = []
      for (index, row) in rows.enumerated() {
        if let value = window.pair.number(row, on: side) { sorted.append((value, index)) }
      }
      sorted.sort { $0 < $1 }
      order = sorted.map(\.index)
      values = sorted.map(\.value)
      self.window = (window.pair, lower, upper)
      return
    }
    order = Array(rows.indices)
  }

  /// Places in `order` of the classes that may fit a row of the other side.
  func range(of row: Int) -> Range<Int> {
    guard let window else { return order.indices }
    guard let value = window.pair.number(row, on: side == .left ? .right : .left) else {
      return 0..<0
    }
    // Right minus left lies within the bounds, whichever side is looked at.
    let (below, above) =
      side == .right
      ? (Int128(window.lower), Int128(window.upper))
      : (-Int128(window.upper), -Int128(window.lower))
    let low = place(notBelow: Int128(value) + below)
    return low..<max(low, place(notBelow: Int128(value) + above + 1))
  }

  private func place(notBelow bound: Int128) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if Int128(values[middle]) < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
