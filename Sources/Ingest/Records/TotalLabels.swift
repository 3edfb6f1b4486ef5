import Ledger

/// The labels that mark a row as a total, and the question whether a record begins with one.
struct TotalLabels: Sendable {
  private let folds: Set<String>
  private let byteCountMax: Int

  init(_ labels: [String]) {
    folds = Set(labels.map(foldedHeading).filter { !$0.isEmpty })
    byteCountMax = labels.map(\.utf8.count).max() ?? 0
  }

  /// Whether the first cell that holds anything is a label, apart from case, accents, a bracketed tail
  /// and punctuation.
  @inline(__always)
  func begin(
    _ bytes: Span<UInt8>, _ start: Int, _ separators: [UInt32], _ first: Int, _ count: Int
  ) -> Bool {
    var cellStart = start
    for field in 0..<count {
      let cellEnd = Int(separators[first + field])
      var index = cellStart
      while index < cellEnd, bytes[index] <= 0x20 || bytes[index] == 0x22 { index += 1 }
      if index < cellEnd { return isLabel(bytes, index, cellEnd) }
      cellStart = cellEnd + 1
    }
    return false
  }

  @inline(__always)
  private func isLabel(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    // A label holds no digits at its start: nearly every data row is told apart by its first bytes.
    for index in start..<min(end, start + 6) where bytes[index] &- 0x30 <= 9 { return false }
    return isFoldedLabel(bytes, start, end)
  }

  @inline(never)
  private func isFoldedLabel(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    // A bracketed tail may follow the label; four times leaves room for it and for split accents.
    guard end - start <= 4 * byteCountMax + 64 else { return false }
    return folds.contains(foldedHeading(shownText(bytes, start, end)))
  }
}
