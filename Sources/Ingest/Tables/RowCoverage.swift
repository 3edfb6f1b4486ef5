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
    if let freshness = source.freshness {
      coverage.newest = newest(in: named[freshness.column], named)
    }
    for column in matchDates {
      coverage.newestOfMatches[column] = newest(in: named[column], named)
    }
    return coverage
  }

  /// The newest date of each sender, or by the empty text of all rows where they name none.
  private func newest(in column: Column?, _ named: [Column?]) -> [String: Int32] {
    guard case .days(let days) = column else { return [:] }
    guard let sender = source.sender?.column, case .symbols(let symbols) = named[sender] else {
      return days.max().map { $0 == Column.missingDay ? [:] : ["": $0] } ?? [:]
    }
    var newest = Array(repeating: Column.missingDay, count: symbols.names.count)
    for (id, day) in zip(symbols.ids, days) { newest[Int(id)] = max(newest[Int(id)], day) }
    return Dictionary(
      zip(symbols.names, newest).filter { $0.1 != Column.missingDay }, uniquingKeysWith: max)
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
