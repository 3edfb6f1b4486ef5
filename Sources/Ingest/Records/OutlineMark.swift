import Ledger

/// The mark of a row in an outline, as a column “STT” has it: `A`, `I`, `1`, `1.1`, `a`, `-`.
enum OutlineMark: Sendable, Equatable {
  /// One capital letter; `I`, `V`, `X` may be Roman numbers.
  case capital(UInt8)
  /// A Roman number of several letters.
  case roman
  case integer
  /// Numbers joined by dots, with how many there are.
  case dotted(Int)
  case small
  case dash

  /// nil when the text marks no level.
  init?(_ text: String) {
    var bytes = Array(text.utf8)
    guard (1...24).contains(bytes.count) else { return nil }
    if bytes.count > 1, let last = bytes.last, ".):".utf8.contains(last) { bytes.removeLast() }
    if bytes.allSatisfy({ $0 &- 0x30 <= 9 }) {
      self = .integer
    } else if bytes.allSatisfy({ $0 &- 0x30 <= 9 || $0 == UInt8(ascii: ".") }) {
      let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
      self = .dotted(parts.count)
    } else if bytes.count == 1, (0x41...0x5A).contains(bytes[0]) {
      self = .capital(bytes[0])
    } else if bytes.count == 1, (0x61...0x7A).contains(bytes[0]) {
      self = .small
    } else if bytes.allSatisfy({ "IVXLC".utf8.contains($0) }) {
      self = .roman
    } else if ["-", "+", "*", "–"].contains(text) {
      self = .dash
    } else {
      return nil
    }
  }

  /// Whether rows in a row with such marks stand on one level, so that only the first is worth noting.
  func isLevel(with other: OutlineMark) -> Bool {
    if case .capital = self { false } else { self == other }
  }
}

/// Levels of an outline in the order of its rows: letters above Roman numbers above numbers.
struct OutlineLevels {
  private var letterBefore: UInt8?

  /// The level of the next row; a smaller number stands higher.
  mutating func level(of mark: OutlineMark) -> Int {
    switch mark {
    case .capital(let letter):
      // `I` is a letter only behind H; alone it is the Roman number.
      let follows = letterBefore.map { $0 + 1 == letter } ?? false
      if "IVX".utf8.contains(letter), !follows { return 2 }
      letterBefore = letter
      return 1
    case .roman: return 2
    case .integer: return 3
    case .dotted(let count): return 2 + count
    case .small: return 100
    case .dash: return 101
    }
  }
}
