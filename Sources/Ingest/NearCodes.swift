import Ledger

/// Finds the known codes that an unknown one may have been meant for. They are only told: nothing is
/// ever matched because it is near.
struct NearCodes {
  private var known: [(key: [UInt8], shown: String)] = []
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
      known.append((Array(abbreviations.key(of: writing).utf8), shown))
    }
  }

  /// At most three, the nearest first, then by code point.
  mutating func codes(near written: String) -> [String] {
    let key = Array(abbreviations.key(of: written).utf8)
    let limit = reach(of: key)
    guard limit > 0, known.count <= comparisonsLeft else { return [] }
    comparisonsLeft -= known.count
    var found: [(distance: Int, shown: String)] = []
    for code in known where abs(code.key.count - key.count) <= limit {
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
