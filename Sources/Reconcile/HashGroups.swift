import Ledger

/// A left and a right row; held by the million.
struct RowPair: Sendable {
  var left: UInt32
  var right: UInt32
}

/// Brings together the free rows of two sides by the hash of their keys, partition by partition.
///
/// Where a hash stands once on each side, the left row gets the right one as its partner, still to be
/// verified on the values. Returns the rows of hashes that stand several times on a side, in order; a
/// side may be empty.
///
/// A partition's table fits the second-level cache, which is what makes ten million random look-ups
/// cheap. Row order within a partition is kept and groups come in the order of partitions, so that
/// nothing depends on `jobs`.
func groups(
  _ keys: KeyColumns, left: [Outcome], right: [Outcome], partners: inout [Int32], jobs: Int
) async -> [RowSet] {
  var bits = 0
  while (left.count + right.count) >> bits > 24_000, bits < 12 { bits += 1 }
  let partitionBits = bits
  async let other = Partitions(keys.rightKeys(right), bits: partitionBits)
  let lefts = Partitions(keys.leftKeys(left), bits: bits)
  let rights = await other
  // In small pieces, so that few of the pairs are held twice.
  let partitions = 0..<(1 << bits)
  let step = max(1, partitions.count / (jobs * 8))
  let starts = Array(stride(from: 0, to: partitions.count, by: step))
  var groups = Array(repeating: [RowSet](), count: starts.count)
  await withTaskGroup(of: (Int, Joined).self) { group in
    var pieces = starts.enumerated().makeIterator()
    func addPiece() {
      guard let (piece, start) = pieces.next() else { return }
      let range = (start..<start + step).clamped(to: partitions)
      group.addTask { (piece, joined(lefts, rights, range)) }
    }
    for _ in 0...jobs { addPiece() }
    for await (piece, joined) in group {
      addPiece()
      groups[piece] = joined.groups
      for pair in joined.pairs {
        partners[Int(pair.left)] = Int32(truncatingIfNeeded: pair.right)
      }
    }
  }
  return groups.flatMap(\.self)
}

/// A row and the low half of its hash. The high bits of the hash chose the partition, so that rows of
/// one tag in it nearly always have one hash; those that have not are told apart by their values.
private struct TaggedRow {
  /// Never 0.
  var tag: UInt32
  var row: UInt32

  init(_ hash: UInt64, row: Int) {
    tag = max(1, UInt32(truncatingIfNeeded: hash))
    self.row = UInt32(truncatingIfNeeded: row)
  }
}

/// Rows sorted by the high bits of their hash; rows without a key are left out.
private struct Partitions: Sendable {
  /// Partition p is `starts[p]..<starts[p + 1]`.
  var starts: [Int]
  var rows: [TaggedRow]

  /// Goes through the keys twice, to count and to place: held, their hashes would take as much room as
  /// the rows.
  init(_ keys: RowKeys, bits: Int) {
    var starts = Array(repeating: 0, count: (1 << bits) + 1)
    func partition(_ hash: UInt64) -> Int { bits == 0 ? 0 : Int(hash >> UInt64(64 - bits)) }
    keys.forEach { _, hash in starts[partition(hash) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var next = starts
    var rows = Array(repeating: TaggedRow(0, row: 0), count: starts[1 << bits])
    keys.forEach { row, hash in
      let place = next[partition(hash)]
      next[partition(hash)] = place + 1
      rows[place] = TaggedRow(hash, row: row)
    }
    self.starts = starts
    self.rows = rows
  }
}

private let none = UInt32.max
private let several = UInt32.max - 1
private let empty = RowSet(left: [], right: [])

/// What some partitions give.
private struct Joined: Sendable {
  /// Hashes that stand once on each side.
  var pairs: [RowPair] = []
  /// Those that stand several times on a side.
  var groups: [RowSet] = []
}

private func joined(
  _ lefts: Partitions, _ rights: Partitions, _ partitions: Range<Int>
) -> Joined {
  var result = Joined()
  var table = SlotTable()
  for partition in partitions {
    let left = lefts.starts[partition]..<lefts.starts[partition + 1]
    let right = rights.starts[partition]..<rights.starts[partition + 1]
    table.reset(for: left.count + right.count)
    for index in left { table.add(lefts.rows[index], isLeft: true) }
    for index in right { table.add(rights.rows[index], isLeft: false) }
    table.collect(&result.pairs, &result.groups)
  }
  return result
}

/// Open addressing from tag to the one row of each side, or to a list where there are several.
private struct SlotTable {
  private struct Slot {
    /// 0 is a slot without rows.
    var tag: UInt32 = 0
    var left = none
    var right = none
  }
  private var slots: [Slot] = []
  private var mask = 0
  /// Occupied slots in order of first use.
  private var used: [UInt32] = []
  private var lists: [UInt32: RowSet] = [:]

  mutating func reset(for count: Int) {
    var size = 16
    while size < count * 2 { size *= 2 }
    if slots.count < size {
      slots = Array(repeating: Slot(), count: size)
    } else {
      for slot in used { slots[Int(slot)] = Slot() }
    }
    mask = slots.count - 1
    used.removeAll(keepingCapacity: true)
    lists.removeAll(keepingCapacity: true)
  }

  mutating func add(_ tagged: TaggedRow, isLeft: Bool) {
    let (tag, row) = (tagged.tag, tagged.row)
    var index = Int(tag) & mask
    while slots[index].tag != tag {
      if slots[index].tag == 0 {
        slots[index].tag = tag
        used.append(UInt32(truncatingIfNeeded: index))
        break
      }
      index = (index + 1) & mask
    }
    if isLeft {
      if slots[index].left == none { slots[index].left = row } else { addAgain(index, row, isLeft) }
    } else {
      if slots[index].right == none {
        slots[index].right = row
      } else {
        addAgain(index, row, isLeft)
      }
    }
  }

  private mutating func addAgain(_ index: Int, _ row: UInt32, _ isLeft: Bool) {
    let slot = slots[index]
    if isLeft {
      if slot.left != several { lists[slot.tag, default: empty].left.append(Int(slot.left)) }
      lists[slot.tag, default: empty].left.append(Int(row))
      slots[index].left = several
    } else {
      if slot.right != several { lists[slot.tag, default: empty].right.append(Int(slot.right)) }
      lists[slot.tag, default: empty].right.append(Int(row))
      slots[index].right = several
    }
  }

  /// Hands over what stands once on each side and what stands several times.
  func collect(_ pairs: inout [RowPair], _ groups: inout [RowSet]) {
    for index in used {
      let slot = slots[Int(index)]
      if slot.left == several || slot.right == several {
        var rows = lists[slot.tag] ?? empty
        if slot.left != several, slot.left != none { rows.left = [Int(slot.left)] }
        if slot.right != several, slot.right != none { rows.right = [Int(slot.right)] }
        groups.append(rows)
      } else if slot.left != none, slot.right != none {
        pairs.append(RowPair(left: slot.left, right: slot.right))
      }
    }
  }
}
