import Ledger

/// A question about a text that one or more constants answer, asked of bytes: once for each name of a
/// column of symbols, once for each cell of an arena.
struct TextTest {
  enum Kind {
    case compares(Expression.Comparison)
    case isListed
    case starts, ends, contains
  }
  private let kind: Kind
  private let constants: [[UInt8]]

  /// The constants must not be empty: an empty text is missing, and the answer unknown.
  init(_ kind: Kind, _ constants: [String]) {
    self.kind = kind
    self.constants = constants.map { Array($0.utf8) }
  }

  /// The answer for the bytes of one text.
  func holds(_ bytes: Span<UInt8>) -> Bool {
    if case .isListed = kind {
      for constant in constants where equal(bytes, constant.span) { return true }
      return false
    }
    let constant = constants[0]
    let part = constant.span
    switch kind {
    case .isListed: return false
    case .compares(.equal): return equal(bytes, part)
    case .compares(.unequal): return !equal(bytes, part)
    case .compares(let comparison): return comparison.holds(order(bytes, part))
    case .starts: return stands(part, in: bytes, at: 0)
    case .ends: return stands(part, in: bytes, at: bytes.count - part.count)
    case .contains:
      guard part.count <= bytes.count else { return false }
      for start in 0...(bytes.count - part.count) where stands(part, in: bytes, at: start) {
        return true
      }
      return false
    }
  }

  /// A truth for each selected cell of an arena, without making texts of them.
  func truths(of texts: TextColumn, _ selection: Selection) -> [Truth] {
    var found: [Truth] = []
    found.reserveCapacity(selection.count)
    let bytes = texts.bytes.span
    for index in 0..<selection.count {
      let row = selection.row(index)
      let range = row < 0 ? 0..<0 : texts.range(ofRow: row)
      found.append(range.isEmpty ? .unknown : Truth(holds(bytes.extracting(range))))
    }
    return found
  }
}

/// Whether two texts have the same bytes.
func equal(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
  a.count == b.count && stands(a, in: b, at: 0)
}

/// −1, 0 or 1 by bytes, which in UTF-8 is the order of code points.
func order(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
  let shared = min(a.count, b.count)
  for index in 0..<shared where a[index] != b[index] { return a[index] < b[index] ? -1 : 1 }
  return a.count == b.count ? 0 : (a.count < b.count ? -1 : 1)
}

private func stands(_ part: Span<UInt8>, in bytes: Span<UInt8>, at start: Int) -> Bool {
  guard start >= 0, start + part.count <= bytes.count else { return false }
  for index in 0..<part.count where bytes[start + index] != part[index] { return false }
  return true
}
