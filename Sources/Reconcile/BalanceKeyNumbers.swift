/// Numbers distinct 64-bit keys from 0 in order of first appearance: open addressing, no deletion.
struct KeyNumbers {
  /// The keys by number.
  private(set) var keys: [UInt64] = []
  /// Number + 1, or 0 for an empty slot; never more than half full.
  private var slots = [UInt32](repeating: 0, count: 1024)
  private var mask = 1023

  /// The number of a key, a new one where it was not met before.
  @inline(__always)
  mutating func number(of key: UInt64) -> UInt32 {
    var slot = KeyNumbers.hash(key) & mask
    while true {
      let occupant = slots[slot]
      if occupant == 0 { break }
      if keys[Int(occupant) - 1] == key { return occupant - 1 }
      slot = (slot + 1) & mask
    }
    return add(key, at: slot)
  }

  /// Writes the numbers of the first keys of a block over them.
  mutating func renumber(_ block: inout [UInt64], count: Int) {
    for index in 0..<count { block[index] = UInt64(number(of: block[index])) }
  }

  @inline(never)
  private mutating func add(_ key: UInt64, at slot: Int) -> UInt32 {
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 2 > slots.count { grow() }
    return UInt32(keys.count - 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    mask = slots.count - 1
    for (number, key) in keys.enumerated() {
      var slot = KeyNumbers.hash(key) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> Int {
    let product = (key ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return Int(truncatingIfNeeded: product.high ^ product.low)
  }
}
