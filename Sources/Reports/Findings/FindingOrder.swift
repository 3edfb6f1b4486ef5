import Ledger

/// One finding in the order: its key as bytes of one arena.
struct FindingEntry: Sendable {
  /// By index into the findings.
  var finding: Int32
  var severity: Severity
  var kind: FindingKind
  /// Ranks of the check's and the field's name by code point.
  var check: Int32
  var field: Int32
  var keyStart: Int
  var keyLength: Int32
  /// Number among findings that differ in nothing but their rows, from 1.
  var tie: Int32 = 1
  /// Order of the rows in their files.
  var place: Int
}

/// All findings in the order in which every report lists them: severity, check, key and field by code
/// point, then the order of the files.
struct FindingOrder: Sendable {
  private(set) var entries: [FindingEntry] = []
  private(set) var arena: [UInt8] = []
  /// Names of checks and fields by code point.
  let names: [String]

  init(_ findings: [Finding], _ keys: FindingKeys) {
    let ranks = NameRanks(keys)
    names = ranks.names
    entries.reserveCapacity(findings.count)
    for (index, finding) in findings.enumerated() {
      let start = arena.count
      keys.appendKey(of: finding.subject, to: &arena)
      entries.append(
        FindingEntry(
          finding: Int32(index), severity: finding.isPending ? .info : finding.severity,
          kind: finding.kind, check: ranks.check(of: finding.subject),
          field: ranks.field(of: finding.subject), keyStart: start,
          keyLength: Int32(arena.count - start), place: place(of: finding.subject, keys)))
    }
    var sorted = sortKeys.sorted(by: precedes).map { entries[Int($0.entry)] }
    numberTies(&sorted)
    // Ties are numbered across severities, so these come apart last, each keeping its order.
    entries = Severity.allCases.flatMap { severity in
      sorted.filter { $0.severity == severity }
    }
  }

  /// The key's bytes.
  func key(of entry: FindingEntry) -> ArraySlice<UInt8> {
    arena[entry.keyStart..<entry.keyStart + Int(entry.keyLength)]
  }

  /// What decides nearly every comparison in little memory: sixteen bytes of the key as two numbers,
  /// once what all keys of the check begin with (`voucher=`) is off.
  private struct SortKey {
    var check: Int32
    var entry: Int32
    var high: UInt64
    var low: UInt64
  }

  private func precedes(_ a: SortKey, _ b: SortKey) -> Bool {
    if a.check != b.check { return a.check < b.check }
    if a.high != b.high { return a.high < b.high }
    if a.low != b.low { return a.low < b.low }
    return precedes(entries[Int(a.entry)], entries[Int(b.entry)])
  }

  private func precedes(_ a: FindingEntry, _ b: FindingEntry) -> Bool {
    let (x, y) = (key(of: a), key(of: b))
    if x != y { return x.lexicographicallyPrecedes(y) }
    if a.field != b.field { return a.field < b.field }
    return (a.place, a.finding) < (b.place, b.finding)
  }

  private var sortKeys: [SortKey] {
    let common = commonLengths
    return entries.enumerated().map { index, entry in
      let bytes = key(of: entry).dropFirst(common[Int(entry.check)])
      return SortKey(
        check: entry.check, entry: Int32(index), high: number(bytes.prefix(8)),
        low: number(bytes.dropFirst(8).prefix(8)))
    }
  }

  /// For each check the bytes that all its keys begin with.
  private var commonLengths: [Int] {
    var common = [Int](repeating: -1, count: names.count)
    var first = [Int](repeating: 0, count: names.count)
    for (index, entry) in entries.enumerated() {
      let check = Int(entry.check)
      if common[check] < 0 {
        (common[check], first[check]) = (Int(entry.keyLength), index)
      } else {
        let (start, limit) = (
          entries[first[check]].keyStart, min(common[check], Int(entry.keyLength))
        )
        var length = 0
        while length < limit, arena[start + length] == arena[entry.keyStart + length] {
          length += 1
        }
        common[check] = length
      }
    }
    return common
  }

  /// At most eight bytes as a number that compares as they do.
  private func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var number: UInt64 = 0
    for byte in bytes { number = number << 8 | UInt64(byte) }
    return number << (8 * UInt64(8 - bytes.count))
  }

  private func numberTies(_ entries: inout [FindingEntry]) {
    var counts: [Int32] = []
    for index in entries.indices {
      let kind = FindingKind.allCases.firstIndex(of: entries[index].kind) ?? 0
      if index == 0 || !isTied(entries[index - 1], entries[index]) {
        counts = Array(repeating: 0, count: FindingKind.allCases.count)
      }
      counts[kind] += 1
      entries[index].tie = counts[kind]
    }
  }

  private func isTied(_ a: FindingEntry, _ b: FindingEntry) -> Bool {
    a.check == b.check && a.field == b.field && key(of: a) == key(of: b)
  }
}

/// A number by which findings of one check come in the order of their rows: left rows first.
private func place(of subject: Finding.Subject, _ keys: FindingKeys) -> Int {
  let rightStart = 1 << 40
  return switch subject {
  case .pair(_, _, let left, _): left
  case .group(let match, _, let group):
    keys.reconciliation.matches[match].groups[group].rows.left[0]
  case .unmatched(_, let side, let row): side == .left ? row : rightStart + row
  case .set(let match, let set):
    firstPlace(keys.reconciliation.matches[match].sets[set], rightStart: rightStart)
  case .systemic(_, let group): group
  case .check(_, let failure): failure
  case .notice(let index): index
  }
}

private func firstPlace(_ rows: RowSet, rightStart: Int) -> Int {
  rows.left.first ?? rightStart + (rows.right.first ?? 0)
}
