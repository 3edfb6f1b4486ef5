import Ledger

/// The rows of all sources of a balance, each with the number of the group it belongs to.
///
/// Groups are numbered in order of first appearance. The ids of a row's dimensions are packed into one
/// 64-bit number, which is the key itself and not a hash of it: nothing is left to verify.
struct BalanceKeys: Sendable {
  /// For each dimension its values by id; id 0 is missing.
  let values: [[Value]]
  /// For each dimension the place of every id in the order of reports.
  let ranks: [[UInt32]]
  /// For each dimension the id of every group.
  private(set) var groupIDs: [[UInt32]]
  private(set) var groupCount = 0
  /// Source → group of each row.
  private(set) var groupOfRow: [Int: [UInt32]] = [:]
  /// Rows of all sources in each group.
  private(set) var rowCounts: [UInt32] = []

  init(_ plan: BalancePlan, tables: [Table]) {
    var dimensions = plan.dimensions.map { DimensionValues($0.type) }
    var cells: [Int: [DimensionCells]] = [:]
    for source in plan.sources {
      for (index, dimension) in plan.dimensions.enumerated() {
        let column = dimension.columns[source].flatMap { tables[source].columns[$0] }
        cells[source, default: []].append(dimensions[index].cells(of: column))
      }
    }
    var packing = KeyPacking(valueCounts: dimensions.map(\.count))
    for source in plan.sources {
      groupOfRow[source] = packing.groups(
        of: cells[source] ?? [], rowCount: tables[source].rowCount)
    }
    // A balance without dimensions still has its total when its sources are empty.
    groupCount = plan.dimensions.isEmpty ? 1 : packing.groupCount
    groupIDs = packing.ids(dimensionCount: dimensions.count)
    values = dimensions.map(\.values)
    ranks = dimensions.map(\.ranks)
    rowCounts = Array(repeating: 0, count: groupCount)
    for source in plan.sources {
      for group in groupOfRow[source] ?? [] { rowCounts[Int(group)] += 1 }
    }
  }
}

/// How the ids of all dimensions fit one 64-bit key.
///
/// Where the bits do not suffice, what is packed so far is replaced by its number, of which there are
/// no more than rows.
private struct KeyPacking {
  private enum Step {
    case pack(dimension: Int, shift: UInt64, bits: UInt64)
    /// The numbers of a stage take the place of the keys.
    case renumber(stage: Int)
  }
  private var steps: [Step] = []
  /// The last stage numbers the groups.
  private var stages: [KeyNumbers] = []

  /// Rows packed at a time, so that their keys stay in the first-level cache.
  private static let blockRowCount = 2048
  private static let numberBits: UInt64 = 32

  init(valueCounts: [Int]) {
    var used: UInt64 = 0
    for (dimension, count) in valueCounts.enumerated() {
      let bits = UInt64(max(1, Int.bitWidth - (count - 1).leadingZeroBitCount))
      if used + bits > 64 {
        steps.append(.renumber(stage: stages.count))
        stages.append(KeyNumbers())
        used = KeyPacking.numberBits
      }
      steps.append(.pack(dimension: dimension, shift: used, bits: bits))
      used += bits
    }
    stages.append(KeyNumbers())
  }

  var groupCount: Int { stages[stages.count - 1].keys.count }

  /// The group of each row of a source.
  mutating func groups(of cells: [DimensionCells], rowCount: Int) -> [UInt32] {
    if cells.isEmpty { return Array(repeating: 0, count: rowCount) }
    var groups: [UInt32] = []
    groups.reserveCapacity(rowCount)
    var block = [UInt64](repeating: 0, count: KeyPacking.blockRowCount)
    var start = 0
    while start < rowCount {
      let count = min(KeyPacking.blockRowCount, rowCount - start)
      for index in 0..<count { block[index] = 0 }
      for step in steps {
        switch step {
        case .pack(let dimension, let shift, _):
          cells[dimension].pack(into: &block, start: start, count: count, shift: shift)
        case .renumber(let stage): stages[stage].renumber(&block, count: count)
        }
      }
      stages[stages.count - 1].renumber(&block, count: count)
      for index in 0..<count { groups.append(UInt32(truncatingIfNeeded: block[index])) }
      start += count
    }
    return groups
  }

  /// For each dimension the id of every group, taken out of the packed keys again.
  func ids(dimensionCount: Int) -> [[UInt32]] {
    var ids = [[UInt32]](
      repeating: Array(repeating: 0, count: groupCount), count: dimensionCount)
    var keys = stages[stages.count - 1].keys
    for step in steps.reversed() {
      switch step {
      case .pack(let dimension, let shift, let bits):
        let mask = UInt64.max >> (64 - bits)
        for group in keys.indices {
          ids[dimension][group] = UInt32(truncatingIfNeeded: keys[group] >> shift & mask)
        }
      case .renumber(let stage):
        let mask = UInt64.max >> (64 - KeyPacking.numberBits)
        for group in keys.indices { keys[group] = stages[stage].keys[Int(keys[group] & mask)] }
      }
    }
    return ids
  }
}
