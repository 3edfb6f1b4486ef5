/// One typed column of a table; row indexes are those of the table.
///
/// Storage is chosen by the plan: exact values are contiguous integers, columns of few values are
/// interned, columns of many values are bytes in an arena.
package enum Column: Sendable {
  /// Money in smallest units, integers, days, flags (0, 1); numbers × 10^6 and rates × 10^9.
  case exact([Int64])
  /// Dates in days since 1970-01-01.
  case days([Int32])
  case symbols(SymbolColumn)
  case texts(TextColumn)

  /// A missing cell of `.exact`.
  package static let missingExact = Int64.min
  /// A missing cell of `.days`.
  package static let missingDay = Int32.min

  /// Rows held.
  package var count: Int {
    switch self {
    case .exact(let values): values.count
    case .days(let values): values.count
    case .symbols(let column): column.ids.count
    case .texts(let column): column.count
    }
  }
}

/// A column of few distinct values: ids into a list of names. Id 0 is the missing value.
package struct SymbolColumn: Sendable {
  package var ids: SymbolIDs
  /// `names[0]` is empty; a name stands once.
  package var names: [String]

  package init(ids: SymbolIDs = [], names: [String] = [""]) {
    self.ids = ids
    self.names = names
  }

  package init(ids: [UInt32], names: [String]) { self.init(ids: SymbolIDs(ids), names: names) }
}

extension Column {
  /// The value of a cell, as `type` reads it.
  package func value(ofRow row: Int, type: ValueType) -> Value {
    switch self {
    case .exact(let values):
      let stored = values[row]
      if stored == Column.missingExact { return .missing }
      if type == .flag { return .truth(stored != 0) }
      let decimals = type.storedDecimals
      return .exact(
        decimals == 0 ? Ratio(stored) : Ratio(Int128(stored), over: powerOfTen(decimals)))
    case .days(let values):
      return values[row] == Column.missingDay ? .missing : .exact(Ratio(values[row]))
    case .symbols(let column):
      let id = column.ids[row]
      return id == 0 ? .missing : .text(column.names[Int(id)])
    case .texts(let column):
      let range = column.range(ofRow: row)
      return range.isEmpty
        ? .missing : .text(String(decoding: column.bytes[range], as: UTF8.self))
    }
  }
}

extension Value {
  /// As a column of the type stores it; nil where it is missing, a text, finer or larger than can be
  /// stored.
  package func stored(as type: ValueType) -> Int64? {
    switch self {
    case .missing, .text: return nil
    case .truth(let truth): return truth ? 1 : 0
    case .exact(let ratio):
      guard let scaled = ratio.multiplied(by: Ratio(powerOfTen(type.storedDecimals))),
        scaled.isWhole
      else { return nil }
      return Int64(exactly: scaled.numerator / scaled.denominator)
    }
  }
}

/// 64-bit hash of text bytes. The same bytes give the same hash in every column; never an output.
///
/// Eight bytes a step by folded multiplication (the idea of wyhash); ids of both sides of a match and
/// arenas meet through it, and equality is always verified on the bytes.
package func hash(of bytes: Span<UInt8>) -> UInt64 {
  var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: bytes.count)
  var index = 0
  while index + 8 <= bytes.count {
    let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    state = mixed(state ^ UInt64(littleEndian: word), 0xE703_7ED1_A0B4_28DB)
    index += 8
  }
  if index < bytes.count {
    var word: UInt64 = 0
    var shift: UInt64 = 0
    while index < bytes.count {
      word |= UInt64(bytes[index]) << shift
      shift += 8
      index += 1
    }
    state = mixed(state ^ word, 0xE703_7ED1_A0B4_28DB)
  }
  let result = mixed(state, 0x8EBC_6AF0_9C88_C6E3)
  // 0 means "no key" where rows are matched.
  return result == 0 ? 1 : result
}

/// The two halves of a full 128-bit product, folded together.
package func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return product.high ^ product.low
}
