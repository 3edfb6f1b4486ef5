import Ledger

/// The codes of one column as one worker meets them: each distinct writing is normalised once, and
/// after that a cell costs one look-up by hash.
///
/// Ids are the worker's own; `TableBuilder` translates them. Id 0 is the empty code.
struct Interner: Sendable {
  private let rule: CodeRule
  /// Codes by id.
  private(set) var names: [String] = [""]
  /// Whether a code breaks `length` or is unknown to the map, by id.
  private(set) var unknown: [Bool] = [false]
  private var idOfName: [String: UInt32] = ["": 0]

  /// Open addressing: slot → writing + 1. Always a power of two, at most half full.
  private var slots: [UInt32] = Array(repeating: 0, count: 256)
  private var hashes: [UInt64] = []
  private var ids: [UInt32] = []
  private var writings: [UInt8] = []
  private var writingEnds: [Int] = []

  init(rule: CodeRule) { self.rule = rule }

  /// The id of the code written in a cell; nil when the cell is not UTF-8.
  @inline(__always)
  mutating func id(of cells: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
    if start == end { return 0 }
    let hash = cellHash(cells, start, end)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let writing = Int(slots[slot]) - 1
      if hashes[writing] == hash, isSame(writing, cells, start, end) { return ids[writing] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return add(cells, start, end, hash: hash)
  }

  private func isSame(_ writing: Int, _ cells: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let first = writing == 0 ? 0 : writingEnds[writing - 1]
    guard writingEnds[writing] - first == end - start else { return false }
    for offset in 0..<(end - start) where writings[first + offset] != cells[start + offset] {
      return false
    }
    return true
  }

  @inline(never)
  private mutating func add(
    _ cells: Span<UInt8>, _ start: Int, _ end: Int, hash: UInt64
  ) -> UInt32? {
    guard let writing = text(cells, start, end) else { return nil }
    let (code, isUnknown) = rule.code(of: writing)
    let id: UInt32
    if let known = idOfName[code] {
      id = known
      if isUnknown { unknown[Int(id)] = true }
    } else {
      id = UInt32(names.count)
      names.append(code)
      unknown.append(isUnknown)
      idOfName[code] = id
    }
    hashes.append(hash)
    ids.append(id)
    for index in start..<end { writings.append(cells[index]) }
    writingEnds.append(writings.count)
    if hashes.count * 2 > slots.count { grow() } else { place(hashes.count - 1) }
    return id
  }

  private mutating func place(_ writing: Int) {
    var slot = Int(truncatingIfNeeded: hashes[writing]) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(writing + 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for writing in hashes.indices { place(writing) }
  }
}

/// `Ledger.hash(of:)` of a cell; written out here because functions of other modules are not inlined.
@inline(__always)
func cellHash(_ cells: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
  var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: end - start)
  var index = start
  while index + 8 <= end {
    let word = unsafe cells.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    state = mix(state ^ UInt64(littleEndian: word), 0xE703_7ED1_A0B4_28DB)
    index += 8
  }
  if index < end {
    var word: UInt64 = 0
    var shift: UInt64 = 0
    while index < end {
      word |= UInt64(cells[index]) << shift
      shift += 8
      index += 1
    }
    state = mix(state ^ word, 0xE703_7ED1_A0B4_28DB)
  }
  let result = mix(state, 0x8EBC_6AF0_9C88_C6E3)
  return result == 0 ? 1 : result
}

@inline(__always)
private func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return product.high ^ product.low
}
