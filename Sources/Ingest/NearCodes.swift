import Ledger

/// Finds the known codes that an unknown one may have been meant for. They are only told: nothing is
/// ever matched because it is near.
struct NearCodes {
  private var known: [(key: [UInt8], shown: String)] = []
  /// For each of them the letters it holds; nearly all codes are told apart by these alone.
  private var letters: [LetterSet] = []
  private let abbreviations: Abbreviations
  private var comparisonsLeft = Limits.nearComparisonCountMax

  /// `entries` in any order, with repetitions; too many of them are not looked at.
  init(_ entries: [MapPlan.Entry], abbreviations: Abbreviations) {
    self.abbreviations = abbreviations
    guard entries.count <= Limits.nearCodeCountMax else { return }
    var seen: Set<String> = []
    for entry in entries {
      let (writing, target) = (cleaned(entry.writing), cleaned(entry.target))
      let shown = writing == target ? writing : "\(writing) → \(target)"
      guard !writing.isEmpty, seen.insert(shown).inserted else { continue }
      let key = Array(abbreviations.key(of: writing).utf8)
      known.append((key, shown))
      letters.append(LetterSet(key))
    }
  }

  /// At most three, the nearest first, then by code point.
  mutating func codes(near written: String) -> [String] {
    let key = Array(abbreviations.key(of: written).utf8)
    let limit = reach(of: key)
    guard limit > 0, known.count <= comparisonsLeft else { return [] }
    comparisonsLeft -= known.count
    var found: [(distance: Int, shown: String)] = []
    let own = LetterSet(key)
    for index in letters.indices where own.mayBeNear(letters[index], limit: limit) {
      let code = known[index]
      let distance = editDistance(key, code.key, limit: limit)
      if distance <= limit, !code.key.isEmpty { found.append((distance, code.shown)) }
    }
    found.sort { ($0.distance, $0.shown) < ($1.distance, $1.shown) }
    return found.prefix(3).map(\.shown)
  }

  /// How many edits make a code near. Short numbers all are near each other, which says nothing.
  private func reach(of key: [UInt8]) -> Int {
    if key.allSatisfy({ $0 &- 0x30 <= 9 }) { return key.count < 5 ? 0 : 1 }
    return switch key.count {
    case 0..<3: 0
    case 3..<6: 1
    case 6..<12: 2
    default: 3
    }
  }
}

/// Which bytes a key holds once, and which several times; 64 bits, so that some bytes share one.
private struct LetterSet {
  private var bits: UInt64 = 0

  init(_ key: [UInt8]) {
    for byte in key {
      let bit: UInt64 = 1 << UInt64(byte & 31)
      bits |= bits & bit == 0 ? bit : bit << 32
    }
  }

  /// False where more edits than `limit` are sure to be needed: one changes two counts by one at most.
  func mayBeNear(_ other: LetterSet, limit: Int) -> Bool {
    (bits ^ other.bits).nonzeroBitCount <= 2 * limit
  }
}
