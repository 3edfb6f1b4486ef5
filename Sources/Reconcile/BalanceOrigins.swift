import Ledger

/// The rows behind some rows of a balance's level, for those that few rows stand behind.
struct BalanceOrigins {
  /// For each row asked for; empty where the rows behind it are too many.
  private(set) var origins: [[RowOrigin]]

  init(
    _ keys: BalanceKeys, _ level: BalanceLevel, sources: [Int], tables: [Table], rows: [Int],
    rowCountMax: Int
  ) {
    origins = Array(repeating: [], count: rows.count)
    var counts = [Int](repeating: 0, count: level.rowCount)
    for (group, row) in level.rowOfGroup.enumerated() {
      counts[Int(row)] += Int(keys.rowCounts[group])
    }
    // Place in `rows` + 1, by row of the level and then by group; 0 is not wanted.
    var places = [UInt32](repeating: 0, count: level.rowCount)
    for (place, row) in rows.enumerated() where counts[row] > 0 && counts[row] <= rowCountMax {
      places[row] = UInt32(place + 1)
      origins[place].reserveCapacity(counts[row])
    }
    if places.allSatisfy({ $0 == 0 }) { return }
    let placeOfGroup = level.rowOfGroup.map { places[Int($0)] }
    for source in sources {
      for (row, group) in (keys.groupOfRow[source] ?? []).enumerated() {
        let place = placeOfGroup[Int(group)]
        if place == 0 { continue }
        let origin = tables[source].origin(ofRow: row)
        // Rows made of one row of a wide table stand in one place.
        if origins[Int(place) - 1].last != origin { origins[Int(place) - 1].append(origin) }
      }
    }
  }
}
