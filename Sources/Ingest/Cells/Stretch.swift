/// The part of a cell that is still to be read.
struct Stretch {
  private(set) var start: Int
  private(set) var end: Int

  var count: Int { end - start }
  var isEmpty: Bool { start == end }

  /// A cell without the blanks around it.
  init(_ cells: Span<UInt8>, _ start: Int, _ end: Int) {
    (self.start, self.end) = (start, end)
    trim(cells)
  }

  /// Takes bytes off both ends, and the blanks behind them.
  mutating func drop(first: Int, last: Int, _ cells: Span<UInt8>) {
    start += first
    end -= last
    trim(cells)
  }

  /// Takes off what spreadsheets write to keep a cell text: `'00471`, `="00471"`.
  mutating func dropTextMarks(_ cells: Span<UInt8>) {
    guard !isEmpty else { return }
    if cells[start] == UInt8(ascii: "'") {
      drop(first: 1, last: 0, cells)
    } else if count >= 3, cells[start] == UInt8(ascii: "="), cells[start + 1] == UInt8(ascii: "\""),
      cells[end - 1] == UInt8(ascii: "\"")
    {
      drop(first: 2, last: 1, cells)
    }
  }

  private mutating func trim(_ cells: Span<UInt8>) {
    while start < end, cells[start] <= 0x20 { start += 1 }
    while start < end, cells[end - 1] <= 0x20 { end -= 1 }
  }
}
