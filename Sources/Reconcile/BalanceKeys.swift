import Ledger

/// The rows of all sources of a balance, each with the number of the group it belongs to.
///
/// Groups are numbered in order of first appearance; dimensions are held as ids that all sources share.
struct BalanceKeys: Sendable {
  /// For each dimension its values by id; id 0 is missing.
  private(set) var values: [[Value]]
  /// Ids of every group, dimension after dimension.
  private(set) var groupIDs: [UInt32] = []
  private(set) var groupCount = 0
  /// Source → group of each row.
  private(set) var groupOfRow: [Int: [UInt32]] = [:]
  private var slots: [UInt32] = Array(repeating: 0, count: 1024)
  private let width: Int

  init(_ plan: BalancePlan, tables: [Table]) {
    width = plan.dimensions.count
    values = Array(repeating: [.missing], count: width)
    var shared = plan.dimensions.map { _ in DimensionIDs() }
    for source in plan.sources {
      let table = tables[source]
      var ids: [[UInt32]] = []
      for (index, dimension) in plan.dimensions.enumerated() {
        let column = dimension.columns[source].flatMap { table.columns[$0] }
        ids.append(shared[index].ids(of: column, type: dimension.type, rowCount: table.rowCount))
      }
      groupOfRow[source] = groups(of: ids, rowCount: table.rowCount)
    }
    // A balance without dimensions, and one whose sources are empty, still has its total.
    if width == 0, groupCount == 0 { groupCount = 1 }
    values = shared.map(\.values)
  }

  /// The ids of a group's dimensions.
  func ids(ofGroup group: Int) -> ArraySlice<UInt32> {
    groupIDs[(group * width)..<((group + 1) * width)]
  }

  /// The value of a group's dimension.
  func value(of dimension: Int, group: Int) -> Value {
    values[dimension][Int(groupIDs[group * width + dimension])]
  }

  private mutating func groups(of ids: [[UInt32]], rowCount: Int) -> [UInt32] {
    if width == 0 {
      groupCount = 1
      return Array(repeating: 0, count: rowCount)
    }
    var groups = [UInt32](repeating: 0, count: rowCount)
    var hashes = [UInt64](repeating: 0, count: blockRowCount)
    for start in stride(from: 0, to: rowCount, by: blockRowCount) {
      let rows = start..<min(start + blockRowCount, rowCount)
      for row in rows { hashes[row - start] = 0 }
      for column in ids {
        for row in rows { hashes[row - start] = combined(hashes[row - start], column[row]) }
      }
      // Two rounds over a block, so that the processor fetches many slots and groups at once.
      for row in rows { groups[row] = slots[slot(of: hashes[row - start])] }
      for row in rows {
        if groups[row] > 0, isGroup(Int(groups[row]) - 1, ids, row) {
          groups[row] -= 1
        } else {
          groups[row] = group(ids, row, hash: hashes[row - start])
        }
      }
    }
    return groups
  }

  private func slot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (slots.count - 1) }

  /// The group of a row, a new one where there is none yet.
  private mutating func group(_ ids: [[UInt32]], _ row: Int, hash: UInt64) -> UInt32 {
    var slot = slot(of: hash)
    while slots[slot] != 0 {
      let group = Int(slots[slot]) - 1
      if isGroup(group, ids, row) { return UInt32(group) }
      slot = (slot + 1) & (slots.count - 1)
    }
    for column in ids { groupIDs.append(column[row]) }
    groupCount += 1
    slots[slot] = UInt32(groupCount)
    if groupCount * 2 > slots.count { grow() }
    return UInt32(groupCount - 1)
  }

  @inline(__always)
  private func isGroup(_ group: Int, _ ids: [[UInt32]], _ row: Int) -> Bool {
    for index in 0..<width where groupIDs[group * width + index] != ids[index][row] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for group in 0..<groupCount {
      let hash = ids(ofGroup: group).reduce(0) { combined($0, $1) }
      var slot = slot(of: hash)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(group + 1)
    }
  }
}

/// Rows whose groups are looked up together.
private let blockRowCount = 256

@inline(__always)
private func combined(_ hash: UInt64, _ id: UInt32) -> UInt64 {
  let product = (hash ^ UInt64(id) ^ 0x9E37_79B9_7F4A_7C15)
    .multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
  return product.high ^ product.low
}

/// The values of one dimension over all sources, each with one id.
private struct DimensionIDs {
  private(set) var values: [Value] = [.missing]
  private var idOfValue: [Value: UInt32] = [.missing: 0]

  private mutating func id(of value: Value) -> UInt32 {
    if let id = idOfValue[value] { return id }
    let id = UInt32(values.count)
    values.append(value)
    idOfValue[value] = id
    return id
  }

  /// One id for each row. Codes are looked up once for each name; other columns remember the last
  /// values they met, of which dates and years have few.
  mutating func ids(of column: Column?, type: ValueType, rowCount: Int) -> [UInt32] {
    switch column {
    case .symbols(let symbols):
      let ids = symbols.names.map { id(of: $0.isEmpty ? .missing : .text($0)) }
      return symbols.ids.map { ids[Int($0)] }
    case .exact(let stored):
      var known: [Int64: UInt32] = [:]
      return stored.enumerated().map { row, value in
        if let id = known[value] { return id }
        let id = id(of: Column.exact(stored).value(ofRow: row, type: type))
        known[value] = id
        return id
      }
    case .days(let days):
      var known: [Int32: UInt32] = [:]
      return days.map { value in
        if let id = known[value] { return id }
        let id = id(of: value == Column.missingDay ? .missing : .exact(Ratio(value)))
        known[value] = id
        return id
      }
    case .texts(let texts):
      return texts.ends.indices.map { row in
        let text = texts.text(ofRow: row)
        return id(of: text.isEmpty ? .missing : .text(text))
      }
    case nil: return Array(repeating: 0, count: rowCount)
    }
  }
}
