internal import CScan
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

  /// Open addressing, a power of two, at most half full. Writings of up to eight bytes, nearly all
  /// codes, are compared within the slot itself.
  private var slots: [Slot] = Array(repeating: Slot(), count: 256)
  private var usedCount = 0
  /// Bytes of the writings that are longer than eight.
  private var longWritings: [[UInt8]] = []

  private struct Slot {
    /// The bytes of a short writing, the hash of a long one.
    var word: UInt64 = 0
    /// Bytes of the writing; 0 is an empty slot.
    var length: UInt32 = 0
    /// The code's id; for a long writing its index in `longWritings`, whose ids stand in `longIDs`.
    var id: UInt32 = 0
  }
  private var longIDs: [UInt32] = []

  init(rule: CodeRule) { self.rule = rule }

  /// Whether the table has outgrown the first-level cache, so that `approach` pays.
  var isLarge: Bool { slots.count > 1024 }

  /// Has the slot of a cell fetched that will be asked for in a few cells: with tens of thousands of
  /// codes the look-up would wait for it.
  @inline(__always)
  func approach(_ cells: Span<UInt8>, _ start: Int, _ end: Int) {
    guard end - start <= 8, start < end else { return }
    let word = shortWord(cells, start, end - start)
    let index = Int(truncatingIfNeeded: spread(word)) & (slots.count - 1)
    unsafe slots.withUnsafeBufferPointer {
      unsafe doichieu_prefetch($0.baseAddress.map { unsafe $0 + index })
    }
  }

  /// The id of the code written in a cell; nil when the cell holds none, see `reasonNotRead`.
  @inline(__always)
  mutating func id(of cells: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
    let length = end - start
    if length == 0 { return 0 }
    if length > 8 { return longID(of: cells, start, end) }
    let word = shortWord(cells, start, length)
    var index = Int(truncatingIfNeeded: spread(word)) & (slots.count - 1)
    while true {
      let slot = slots[index]
      if slot.word == word, slot.length == UInt32(truncatingIfNeeded: length) { return slot.id }
      if slot.length == 0 { return addShort(cells, start, end, word: word) }
      index = (index + 1) & (slots.count - 1)
    }
  }

  @inline(never)
  private mutating func longID(of cells: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
    let hash = hash(of: cells.extracting(start..<end))
    var index = Int(truncatingIfNeeded: spread(hash)) & (slots.count - 1)
    while slots[index].length != 0 {
      let slot = slots[index]
      if slot.word == hash, slot.length > 8,
        cells.extracting(start..<end).holdsSame(longWritings[Int(slot.id)])
      {
        return longIDs[Int(slot.id)]
      }
      index = (index + 1) & (slots.count - 1)
    }
    guard let id = newID(cells, start, end) else { return nil }
    longWritings.append((start..<end).map { cells[$0] })
    longIDs.append(id)
    place(Slot(word: hash, length: UInt32(clamping: end - start), id: UInt32(longIDs.count - 1)))
    return id
  }

  @inline(never)
  private mutating func addShort(
    _ cells: Span<UInt8>, _ start: Int, _ end: Int, word: UInt64
  ) -> UInt32? {
    guard let id = newID(cells, start, end) else { return nil }
    place(Slot(word: word, length: UInt32(end - start), id: id))
    return id
  }

  /// The id of the code that a writing met for the first time stands for.
  private mutating func newID(_ cells: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
    guard let (code, isUnknown) = code(cells, start, end) else { return nil }
    if let known = idOfName[code] {
      if isUnknown { unknown[Int(known)] = true }
      return known
    }
    let id = UInt32(names.count)
    names.append(code)
    unknown.append(isUnknown)
    idOfName[code] = id
    return id
  }

  private func code(
    _ cells: Span<UInt8>, _ start: Int, _ end: Int
  ) -> (code: String, isUnknown: Bool)? {
    // Nearly all codes are what is written.
    guard rule.isPlain, rule.keepsPlain(cells, start, end) else {
      return rule.code(ofCell: cells, start, end)
    }
    let written = unsafe cells.extracting(start..<end).withUnsafeBufferPointer {
      unsafe String(decoding: $0, as: UTF8.self)
    }
    return (written, false)
  }

  private mutating func place(_ new: Slot) {
    usedCount += 1
    if usedCount * 2 > slots.count {
      let old = slots
      slots = Array(repeating: Slot(), count: old.count * 4)
      for slot in old where slot.length != 0 { insert(slot) }
    }
    insert(new)
  }

  private mutating func insert(_ slot: Slot) {
    var index = Int(truncatingIfNeeded: spread(slot.word)) & (slots.count - 1)
    while slots[index].length != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }
}

/// Up to eight bytes as one word, the first in the lowest bits.
@inline(__always)
private func shortWord(_ cells: Span<UInt8>, _ start: Int, _ length: Int) -> UInt64 {
  if start + 8 <= cells.count {
    let word = unsafe cells.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
    return UInt64(littleEndian: word) & (UInt64.max >> UInt64(64 - 8 * length))
  }
  var word: UInt64 = 0
  for index in 0..<length { word |= UInt64(cells[start + index]) << UInt64(8 * index) }
  return word
}

/// Spreads a word over the low bits that choose a slot.
@inline(__always)
private func spread(_ word: UInt64) -> UInt64 { mixed(word, 0x9E37_79B9_7F4A_7C15) }

extension Span<UInt8> {
  /// Whether both hold the same bytes.
  fileprivate func holdsSame(_ other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    for index in 0..<count where self[index] != other[index] { return false }
    return true
  }
}
