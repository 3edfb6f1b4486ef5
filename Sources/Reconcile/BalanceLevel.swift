import Ledger

/// The rows of a level, in order of their keys, as sets of base groups.
struct BalanceLevel: Sendable {
  /// Ascending dimension indexes.
  let dimensions: [Int]
  /// The row of each base group.
  let rowOfGroup: [UInt32]
  /// A base group of each row.
  let groupOfRow: [UInt32]
  let rowCount: Int

  init(_ keys: BalanceKeys, dimensions: [Int]) {
    self.dimensions = dimensions
    // The total of nothing is a row of zeros.
    if dimensions.isEmpty {
      rowOfGroup = Array(repeating: 0, count: keys.groupCount)
      groupOfRow = keys.groupCount == 0 ? [] : [0]
      rowCount = 1
      return
    }
    var order = Array(0..<UInt32(keys.groupCount))
    for dimension in dimensions.reversed() {
      order = sorted(order, by: keys.groupIDs[dimension], ranks: keys.ranks[dimension])
    }
    var rows = [UInt32](repeating: 0, count: keys.groupCount)
    var firsts: [UInt32] = []
    for group in order {
      let isNew = firsts.last.map { last in
        dimensions.contains { keys.groupIDs[$0][Int(last)] != keys.groupIDs[$0][Int(group)] }
      }
      if isNew ?? true { firsts.append(group) }
      rows[Int(group)] = UInt32(firsts.count - 1)
    }
    rowOfGroup = rows
    groupOfRow = firsts
    rowCount = firsts.count
  }

  /// The key of every row in one of its dimensions, as ids.
  func ids(_ keys: BalanceKeys, dimension: Int) -> [UInt32] {
    groupOfRow.map { keys.groupIDs[dimension][Int($0)] }
  }

  /// For each row the row of a coarser level that it belongs to.
  func rows(in coarse: BalanceLevel) -> [Int] {
    var rows = [Int](repeating: 0, count: rowCount)
    for (group, row) in rowOfGroup.enumerated() { rows[Int(row)] = Int(coarse.rowOfGroup[group]) }
    return rows
  }
}

/// Groups in order of the rank of their id, otherwise in the order they had: a counting sort, which
/// for the dimensions from last to first puts keys in order without comparing any.
private func sorted(_ order: [UInt32], by ids: [UInt32], ranks: [UInt32]) -> [UInt32] {
  var places = [UInt32](repeating: 0, count: ranks.count + 1)
  for group in order { places[Int(ranks[Int(ids[Int(group)])]) + 1] += 1 }
  for rank in 1..<places.count { places[rank] += places[rank - 1] }
  var sorted = [UInt32](repeating: 0, count: order.count)
  for group in order {
    let rank = Int(ranks[Int(ids[Int(group)])])
    sorted[Int(places[rank])] = group
    places[rank] += 1
  }
  return sorted
}
