import Ledger

/// The labels that mark a row as a total or as a part of the one above, and the question whether a record
/// begins with one.
struct TotalLabels: Sendable {
  enum Kind: Sendable { case total, part }

  private let folds: Set<String>
  private let byteCountMax: Int

  init(_ labels: [String]) {
    folds = Set(labels.map(foldedHeading).filter { !$0.isEmpty })
    byteCountMax = labels.map(\.utf8.count).max() ?? 0
  }

  /// Which label the first cell that holds anything is, apart from case, accents, a bracketed tail and
  /// punctuation; nil for none.
  @inline(__always)
  func begin(
    _ bytes: Span<UInt8>, _ start: Int, _ separators: [UInt32], _ first: Int, _ count: Int
  ) -> Kind? {
    var cellStart = start
    for field in 0..<count {
      let cellEnd = Int(separators[first + field])
      var index = cellStart
      while index < cellEnd, bytes[index] <= 0x20 || bytes[index] == 0x22 { index += 1 }
      if index < cellEnd { return label(bytes, index, cellEnd) }
      cellStart = cellEnd + 1
    }
    return nil
  }

  @inline(__always)
  private func label(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Kind? {
    // A label holds no digits at its start: nearly every data row is told apart by its first bytes.
    for index in start..<min(end, start + 6) where bytes[index] &- 0x30 <= 9 { return nil }
    return foldedLabel(bytes, start, end)
  }

  @inline(never)
  private func foldedLabel(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Kind? {
    // A bracketed tail may follow the label; four times leaves room for it and for split accents.
    guard end - start <= 4 * byteCountMax + 64 else { return nil }
    let text = shownText(bytes, start, end)
    if folds.contains(foldedHeading(text)) { return .total }
    // `Trong đó` alone or with its colon; a name may begin with these words.
    guard "tTcCbB".utf8.contains(bytes[start]) else { return nil }
    let label = text.prefix { $0 != ":" }
    return Self.parts.contains(folded(String(label))) ? .part : nil
  }

  private static let parts: Set<String> = ["trongdo", "chiara", "baogom"]
}
