/// The ids of a column of symbols, each in as few bytes as the number of names asks for.
///
/// Columns of codes have dozens or thousands of names and millions of rows: at four bytes a row they
/// would take two to four times the room, and the time to go through it. Public where only what is
/// public is inlined into other modules.
public struct SymbolIDs: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  /// Little-endian numbers of `1 << shift` bytes each.
  public var bytes: [UInt8] = []
  /// 0, 1 or 2.
  public private(set) var shift = 0

  /// Ids in as few bytes as the largest of them needs.
  package init(_ ids: [UInt32]) { append(ids, below: Int(ids.max() ?? 0) + 1) }

  /// Ids in as few bytes as the largest of them needs.
  public init(arrayLiteral ids: UInt32...) { self.init(ids) }

  /// The first row.
  @inlinable public var startIndex: Int { 0 }
  /// Rows held.
  @inlinable public var endIndex: Int { bytes.count >> shift }

  /// The id of a row.
  @inlinable
  public subscript(row: Int) -> UInt32 {
    @inline(__always) get {
      let offset = row << shift
      // Four bytes at once, whatever the width; only the last few ids stand too near the end for that.
      guard offset >= 0, offset + 4 <= bytes.count else { return last(at: offset) }
      let word = unsafe bytes.span.bytes.unsafeLoadUnaligned(
        fromByteOffset: offset, as: UInt32.self)
      return UInt32(littleEndian: word) & (UInt32.max >> UInt32(32 - (8 << shift)))
    }
  }

  /// One of the last ids, byte by byte.
  @usableFromInline
  func last(at offset: Int) -> UInt32 {
    precondition(offset >= 0 && offset < bytes.count, "a row beyond the column was asked for")
    return (offset..<offset + 1 << shift).reversed().reduce(0) { $0 << 8 | UInt32(bytes[$1]) }
  }

  /// Appends ids, all of which are below `limit` or as narrow as those held.
  package mutating func append(_ ids: [UInt32], below limit: Int = 0) {
    widen(below: limit)
    var offset = bytes.count
    let byteCount = ids.count << shift
    bytes.append(addingCapacity: byteCount) { $0.append(repeating: 0, count: byteCount) }
    let shift = shift
    var cells = bytes.mutableSpan
    var raw = unsafe cells.mutableBytes
    switch shift {
    case 0:
      for id in ids {
        raw.storeBytes(of: UInt8(id), toByteOffset: offset, as: UInt8.self)
        offset += 1
      }
    case 1:
      for id in ids {
        raw.storeBytes(of: UInt16(id).littleEndian, toByteOffset: offset, as: UInt16.self)
        offset += 2
      }
    default:
      for id in ids {
        raw.storeBytes(of: id.littleEndian, toByteOffset: offset, as: UInt32.self)
        offset += 4
      }
    }
  }

  /// Appends what other ids stand for, as narrow as those held.
  package mutating func append(_ ids: SymbolIDs, as meanings: [UInt32]) {
    append(ids.indices.map { meanings[Int(ids[$0])] })
  }

  /// Makes all ids wide enough for numbers below `limit`; tells whether they were not.
  @discardableResult
  package mutating func widen(below limit: Int) -> Bool {
    let needed = limit <= 1 << 8 ? 0 : limit <= 1 << 16 ? 1 : 2
    guard needed > shift else { return false }
    let narrow = self
    bytes = []
    bytes.reserveCapacity((narrow.bytes.capacity >> narrow.shift) << needed)
    shift = needed
    append(Array(narrow))
    return true
  }

  /// The rows before `base`, and those behind it at the offsets in `kept`.
  package func keeping(_ kept: [Int], from base: Int) -> SymbolIDs {
    var result = self
    result.bytes.removeSubrange(base << shift..<bytes.count)
    result.append(kept.map { self[base + $0] })
    return result
  }
}
