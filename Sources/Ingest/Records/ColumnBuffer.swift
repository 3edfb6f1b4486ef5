import Ledger

/// A column while a worker fills it.
enum ColumnBuffer {
  case exact([Int64])
  case days([Int32])
  case ids(SymbolIDs)
  case texts(TextColumn)

  init(for reading: CellReading) {
    switch reading {
    case .number, .flag: self = .exact([])
    case .date: self = .days([])
    case .symbols: self = .ids([])
    case .texts: self = .texts(TextColumn())
    }
  }

  /// As the table's column; names of symbols are added where the table has them.
  var column: Column {
    switch self {
    case .exact(let values): .exact(values)
    case .days(let values): .days(values)
    case .ids(let ids): .symbols(SymbolColumn(ids: ids))
    case .texts(let texts): .texts(texts)
    }
  }

  // Taking leaves an empty buffer behind, so that the taker is the only owner and appends in place.

  mutating func takeExact() -> [Int64] {
    guard case .exact(let values) = self else { preconditionFailure("not a column of numbers") }
    self = .exact([])
    return values
  }

  mutating func takeDays() -> [Int32] {
    guard case .days(let values) = self else { preconditionFailure("not a column of dates") }
    self = .days([])
    return values
  }

  mutating func takeIDs() -> SymbolIDs {
    guard case .ids(let ids) = self else { preconditionFailure("not a column of codes") }
    self = .ids([])
    return ids
  }

  mutating func takeTexts() -> TextColumn {
    guard case .texts(let texts) = self else { preconditionFailure("not a column of texts") }
    self = .texts(TextColumn())
    return texts
  }

  /// Keeps only some of the rows behind `base`; `kept` counts from it, ascending.
  mutating func keep(_ kept: [Int], from base: Int) {
    switch self {
    case .exact(let values): self = .exact(values.keeping(kept, from: base))
    case .days(let values): self = .days(values.keeping(kept, from: base))
    case .ids(let ids): self = .ids(ids.keeping(kept, from: base))
    case .texts(let texts): self = .texts(texts.keeping(kept, from: base))
    }
  }
}

extension Array {
  /// The elements before `base`, and those behind it at the offsets in `kept`.
  func keeping(_ kept: [Int], from base: Int) -> [Element] {
    Array(self[..<base]) + kept.map { self[base + $0] }
  }
}

extension TextColumn {
  /// Whether the last row is missing.
  var isLastEmpty: Bool { count == 0 || range(ofRow: count - 1).isEmpty }
}
