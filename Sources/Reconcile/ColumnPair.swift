import Ledger

/// Two columns that are held against each other, prepared so that cells compare without text.
enum ColumnPair: Sendable {
  case exact(left: [Int64], right: [Int64])
  case days(left: [Int32], right: [Int32])
  /// Ids of both sides; `rightInLeft` gives the left id of a right name, or `noSymbol`.
  case symbols(left: SymbolIDs, right: SymbolIDs, rightInLeft: [UInt32], names: SymbolNames)
  case texts(left: TextColumn, right: TextColumn)
  /// Codes held in different ways on the two sides.
  case mixed(left: Column, right: Column)

  static let noSymbol = UInt32.max

  init(left: Column, right: Column) {
    switch (left, right) {
    case (.exact(let left), .exact(let right)): self = .exact(left: left, right: right)
    case (.days(let left), .days(let right)): self = .days(left: left, right: right)
    case (.texts(let left), .texts(let right)): self = .texts(left: left, right: right)
    case (.symbols(let left), .symbols(let right)):
      var ids: [String: UInt32] = [:]
      for (id, name) in left.names.enumerated() { ids[name] = UInt32(id) }
      self = .symbols(
        left: left.ids, right: right.ids,
        rightInLeft: right.names.map { ids[$0] ?? ColumnPair.noSymbol },
        names: SymbolNames(left: left.names, right: right.names))
    default: self = .mixed(left: left, right: right)
    }
  }

  /// Whether both cells hold the same value; a missing cell equals nothing.
  func isEqual(_ left: Int, _ right: Int) -> Bool {
    switch self {
    case .exact(let lefts, let rights):
      lefts[left] == rights[right] && lefts[left] != Column.missingExact
    case .days(let lefts, let rights):
      lefts[left] == rights[right] && lefts[left] != Column.missingDay
    case .symbols(let lefts, let rights, let rightInLeft, _):
      lefts[left] != 0 && lefts[left] == rightInLeft[Int(rights[right])]
    case .texts(let lefts, let rights):
      lefts.isSame(row: left, as: right, of: rights)
    case .mixed(let lefts, let rights):
      lefts.value(ofRow: left, type: .code) == rights.value(ofRow: right, type: .code)
        && lefts.value(ofRow: left, type: .code) != .missing
    }
  }

  /// Those of some pairs of rows whose cells are not the same.
  func unequal(_ rows: [RowPair]) -> [RowPair] {
    guard case .texts(let lefts, let rights) = self else {
      return rows.filter { !isEqual(Int($0.left), Int($0.right)) }
    }
    // Where the bytes stand first: the look-ups then wait for memory together, not one by one.
    let ranges = rows.map { rights.range(ofRow: Int($0.right)) }
    return zip(rows, ranges).compactMap { row, range in
      lefts.isSame(row: Int(row.left), as: range, of: rights) ? nil : row
    }
  }

  /// Right minus left; nil when a cell is missing or the difference does not fit.
  func difference(_ left: Int, _ right: Int) -> Int64? {
    guard let (l, r) = values(left, right) else { return nil }
    let (difference, overflow) = r.subtractingReportingOverflow(l)
    return overflow ? nil : difference
  }

  /// Both stored values; nil when a cell is missing or the columns hold text.
  func values(_ left: Int, _ right: Int) -> (left: Int64, right: Int64)? {
    switch self {
    case .exact(let lefts, let rights):
      lefts[left] == Column.missingExact || rights[right] == Column.missingExact
        ? nil : (lefts[left], rights[right])
    case .days(let lefts, let rights):
      lefts[left] == Column.missingDay || rights[right] == Column.missingDay
        ? nil : (Int64(lefts[left]), Int64(rights[right]))
    case .symbols, .texts, .mixed: nil
    }
  }

  /// Whether a cell is missing on either side.
  func missing(_ left: Int, _ right: Int) -> (left: Bool, right: Bool) {
    switch self {
    case .exact(let lefts, let rights):
      (lefts[left] == Column.missingExact, rights[right] == Column.missingExact)
    case .days(let lefts, let rights):
      (lefts[left] == Column.missingDay, rights[right] == Column.missingDay)
    case .symbols(let lefts, let rights, _, _): (lefts[left] == 0, rights[right] == 0)
    case .texts(let lefts, let rights):
      (lefts.range(ofRow: left).isEmpty, rights.range(ofRow: right).isEmpty)
    case .mixed(let lefts, let rights):
      (
        lefts.value(ofRow: left, type: .code) == .missing,
        rights.value(ofRow: right, type: .code) == .missing
      )
    }
  }

  /// The stored value of a cell; nil when missing or text.
  func number(_ row: Int, on side: MatchSide) -> Int64? {
    switch self {
    case .exact(let lefts, let rights):
      let value = side == .left ? lefts[row] : rights[row]
      return value == Column.missingExact ? nil : value
    case .days(let lefts, let rights):
      let value = side == .left ? lefts[row] : rights[row]
      return value == Column.missingDay ? nil : Int64(value)
    case .symbols, .texts, .mixed: return nil
    }
  }

  /// A cell as text; "" when missing.
  func text(_ row: Int, on side: MatchSide) -> String {
    switch self {
    case .symbols(let lefts, let rights, _, let names):
      side == .left ? names.left[Int(lefts[row])] : names.right[Int(rights[row])]
    case .texts(let lefts, let rights): (side == .left ? lefts : rights).text(ofRow: row)
    case .mixed(let lefts, let rights): (side == .left ? lefts : rights).text(ofRow: row)
    case .exact, .days: ""
    }
  }

  /// Both cells as text; "" when missing.
  func texts(_ left: Int, _ right: Int) -> (left: String, right: String) {
    (text(left, on: .left), text(right, on: .right))
  }
}

/// The names of both sides of a pair of symbol columns.
struct SymbolNames: Sendable {
  var left: [String]
  var right: [String]
}

extension TextColumn {
  /// Whether a row holds the same bytes as a row of another column; an empty row equals nothing.
  func isSame(row: Int, as otherRow: Int, of other: TextColumn) -> Bool {
    isSame(row: row, as: other.range(ofRow: otherRow), of: other)
  }

  /// Whether a row holds the bytes at a place of another column; no bytes equal nothing.
  func isSame(row: Int, as otherPlace: Range<Int>, of other: TextColumn) -> Bool {
    let place = range(ofRow: row)
    guard place.count == otherPlace.count, !place.isEmpty else { return false }
    return bytes.span.extracting(place).isEqual(to: other.bytes.span.extracting(otherPlace))
  }

  /// The text of a row; "" when missing.
  func text(ofRow row: Int) -> String {
    String(decoding: bytes[range(ofRow: row)], as: UTF8.self)
  }
}

extension Column {
  /// The text of a code; "" when missing or not text.
  func text(ofRow row: Int) -> String {
    if case .text(let text) = value(ofRow: row, type: .code) { text } else { "" }
  }
}

extension Span<UInt8> {
  /// Whether both hold the same bytes, eight at a time.
  func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    var index = 0
    while index + 8 <= count {
      let a = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      let b = unsafe other.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      if a != b { return false }
      index += 8
    }
    while index < count {
      if self[index] != other[index] { return false }
      index += 1
    }
    return true
  }
}
