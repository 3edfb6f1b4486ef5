import Expressions
import Ledger

extension RowShape {
  /// What the chunk's rows say before `where`.
  func coverage(of chunk: ShapedChunk, _ named: [Column?]) -> Coverage {
    var coverage = Coverage()
    for column in source.coveredColumns {
      guard case .symbols(let symbols) = named[column] else { continue }
      // Of a column read from cells, names that earlier chunks brought need not be said again.
      let new = chunk.newNames.first { $0.column == column }?.names.map(\.name)
      let isRead = if case .heading = source.columns[column].origin { true } else { false }
      coverage.values[column] = Set(isRead ? new ?? [] : symbols.names).subtracting([""])
    }
    guard let freshness = source.freshness, case .days(let days) = named[freshness.column] else {
      return coverage
    }
    if let column = source.sender?.column, case .symbols(let symbols) = named[column] {
      var newest = Array(repeating: Column.missingDay, count: symbols.names.count)
      for (id, day) in zip(symbols.ids, days) { newest[Int(id)] = max(newest[Int(id)], day) }
      for (name, day) in zip(symbols.names, newest) where day != Column.missingDay {
        coverage.newest[name] = max(coverage.newest[name] ?? day, day)
      }
    } else if let day = days.max(), day != Column.missingDay {
      coverage.newest[""] = day
    }
    return coverage
  }

  /// The date that `fresh` asks for, where the file alone says it and not its rows.
  func dateOfFile(_ place: RowPlace) -> Int32? {
    guard let freshness = source.freshness,
      case .expression(let expression) = source.columns[freshness.column].origin,
      !expression.readsRow
    else { return nil }
    let columns = [Column?](repeating: nil, count: source.columns.count)
    guard case .days(let days) = column(of: expression, over: frame(columns, 1, place), as: .date),
      let day = days.first, day != Column.missingDay
    else { return nil }
    return day
  }
}

extension SourcePlan {
  /// Whether senders or dates have to be noted while rows are read.
  var isCovered: Bool { freshness != nil || !coveredColumns.isEmpty }

  /// Columns whose values are noted table by table.
  fileprivate var coveredColumns: [Int] {
    var columns = Set([sender?.column].compactMap(\.self))
    if case .value(let column) = latest { columns.insert(column) }
    return columns.sorted()
  }
}
