import Ledger

/// The rows behind some rows of a balance's level, for those that few rows stand behind.
struct BalanceOrigins {
  private var origins: [Int: [RowOrigin]] = [:]

  init(
    _ worked: Balance.Worked, level dimensions: [Int], sources: [Int], tables: [Table],
    rows: [Int], rowCountMax: Int
  ) {
    guard let index = worked.result.levels.firstIndex(where: { $0.dimensions == dimensions }) else {
      return
    }
    let rowOfGroup = worked.rowOfGroup[index]
    var counts = [Int](repeating: 0, count: worked.result.levels[index].rowCount)
    for source in sources {
      for group in worked.keys.groupOfRow[source] ?? [] { counts[Int(rowOfGroup[Int(group)])] += 1 }
    }
    let wanted = Set(rows.filter { counts[$0] <= rowCountMax && counts[$0] > 0 })
    if wanted.isEmpty { return }
    var isWanted = [Bool](repeating: false, count: counts.count)
    for row in wanted { isWanted[row] = true }
    for source in sources {
      for (row, group) in (worked.keys.groupOfRow[source] ?? []).enumerated() {
        let levelRow = Int(rowOfGroup[Int(group)])
        if isWanted[levelRow] {
          origins[levelRow, default: []].append(tables[source].origin(ofRow: row))
        }
      }
    }
  }

  /// The rows behind a row of the level; none where they are too many.
  func rows(of row: Int) -> [RowOrigin] { origins[row] ?? [] }
}
