import Ledger

/// The rows of one side of a group by their values in a compared column.
///
/// What a row of the other side meets depends on values alone, not on the order of rows.
struct RowsByValue {
  private let window: Window
  private let side: MatchSide
  /// Ascending by value, then by row.
  private var numbers: [(value: Int64, row: Int)] = []
  /// The first row of each text.
  private var texts: [String: Int] = [:]
  private var least: Int
  private var missing: Int?

  /// `rows` are never empty.
  init(_ rows: [Int], on side: MatchSide, _ window: Window) {
    self.window = window
    self.side = side
    least = rows[0]
    for row in rows {
      if let number = window.pair.number(row, on: side) {
        numbers.append((number, row))
      } else if let text = window.text(row, on: side) {
        texts[text] = min(row, texts[text] ?? row)
      } else {
        missing = missing ?? row
      }
    }
    numbers.sort { $0 < $1 }
    least = numbers.first?.row ?? texts.min { $0.key < $1.key }?.value ?? rows[0]
  }

  /// A row here that agrees with a row of the other side; where none does, the nearest in value.
  func partner(of row: Int) -> Int {
    let other: MatchSide = side == .left ? .right : .left
    if let number = window.pair.number(row, on: other), !numbers.isEmpty {
      return partner(of: row, number)
    }
    if let text = window.text(row, on: other) { return texts[text] ?? least }
    return missing ?? least
  }

  private func partner(of row: Int, _ number: Int64) -> Int {
    let above = place(notBelow: Int128(number))
    let nearest = [above - 1, above].filter(numbers.indices.contains)
    var candidates = nearest + [0, numbers.count - 1]
    if case .within(let lower, let upper) = window.test {
      let start = side == .right ? Int128(number) + Int128(lower) : Int128(number) - Int128(upper)
      candidates.append(min(place(notBelow: start), numbers.count - 1))
    }
    let rows = candidates.map { numbers[$0].row }
    let agreeing = rows.first {
      side == .right ? window.agrees(row, $0) : window.agrees($0, row)
    }
    if let agreeing { return agreeing }
    let best = nearest.min {
      distance(numbers[$0].value, number) < distance(numbers[$1].value, number)
    }
    return best.map { numbers[$0].row } ?? least
  }

  private func place(notBelow value: Int128) -> Int {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if Int128(numbers[middle].value) < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func distance(_ a: Int64, _ b: Int64) -> Int128 { abs(Int128(a) - Int128(b)) }
}

extension Window {
  /// The text of a cell as the test compares it; nil when missing or a number.
  fileprivate func text(_ row: Int, on side: MatchSide) -> String? {
    let text = pair.text(row, on: side)
    if text.isEmpty { return nil }
    if case .folded(let abbreviations) = test { return abbreviations.key(of: text) }
    return text
  }
}
