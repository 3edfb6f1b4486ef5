import Ledger

/// Rows of both sides whose keys have the same hash, or nearly so.
struct HashGroups: Sendable {
  /// Hashes that stand once on each side, still to be verified on the values.
  var pairs: [RowPair] = []
  /// Hashes that stand several times on a side: rows in order. A side may be empty.
  var groups: [RowSet] = []
}

/// A left and a right row; held by the million.
struct RowPair: Sendable {
  var left: UInt32
  var right: UInt32
}

/// Brings together the free rows of two sides by the hash of their keys, partition by partition.
///
/// A partition's table fits the second-level cache, which is what makes ten million random look-ups
/// cheap. Row order within a partition is kept, so that nothing depends on `jobs`. One result for each
/// range of partitions, in their order.
func groups(
  _ keys: KeyColumns, left: [Outcome], right: [Outcome], jobs: Int
) async -> [HashGroups] {
  var bits = 0
  while (left.count + right.count) >> bits > 24_000, bits < 12 { bits += 1 }
  let partitionBits = bits
  async let other = Partitions(keys.rightKeys(right), bits: partitionBits)
  let lefts = Partitions(keys.leftKeys(left), bits: bits)
  let rights = await other
  let pieces = min(jobs, 1 << bits)
  if pieces <= 1 { return [joined(lefts, rights, 0..<(1 << bits))] }
  let step = ((1 << bits) + pieces - 1) / pieces
  var results = Array(repeating: HashGroups(), count: pieces)
  await withTaskGroup(of: (Int, HashGroups).self) { group in
    for piece in 0..<pieces {
      let range = min(piece * step, 1 << bits)..<min((piece + 1) * step, 1 << bits)
      group.addTask { (piece, joined(lefts, rights, range)) }
    }
    for await (piece, result) in group { results[piece] = result }
  }
  return results
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

private func joined(
  _ lefts: Partitions, _ rights: Partitions, _ partitions: Range<Int>
) -> HashGroups {
  var result = HashGroups()
  let (first, last) = (partitions.lowerBound, partitions.upperBound)
  result.pairs.reserveCapacity(
    min(lefts.starts[last] - lefts.starts[first], rights.starts[last] - rights.starts[first]))
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
