import Ledger

/// The values of one dimension over all sources of a balance, each with one id; id 0 is missing.
struct DimensionValues {
  private let type: ValueType
  /// Stored integers, or hashes of texts.
  private var numbers = KeyNumbers()
  /// The texts by id − 1, one after another.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// The id that a text's hash leads to; another text of the same hash is found in `collided`.
  private var idOfHash: [UInt32] = []
  private var collided: [String: UInt32] = [:]

  init(_ type: ValueType) { self.type = type }

  /// Ids given so far, missing included.
  var count: Int { 1 + (type.isText ? ends.count : numbers.keys.count) }

  /// The ids of a column's cells, for names once and not for each row.
  mutating func cells(of column: Column?) -> DimensionCells {
    switch column {
    case .symbols(let symbols):
      var translation: [UInt32] = []
      for name in symbols.names {
        translation.append(
          name.isEmpty ? 0 : id(of: name.utf8.span, hash: hash(of: name.utf8.span)))
      }
      return .symbols(symbols.ids, translation: translation)
    case .texts(let texts): return .ids(ids(of: texts))
    case .exact(let stored):
      return .ids(
        stored.map { value in
          value == Column.missingExact ? 0 : 1 + numbers.number(of: UInt64(bitPattern: value))
        })
    case .days(let stored):
      return .ids(
        stored.map { value in
          value == Column.missingDay
            ? 0 : 1 + numbers.number(of: UInt64(bitPattern: Int64(value)))
        })
    case nil: return .missing
    }
  }

  private mutating func ids(of texts: TextColumn) -> [UInt32] {
    var ids: [UInt32] = []
    ids.reserveCapacity(texts.count)
    let all = texts.bytes.span
    for row in 0..<texts.count {
      let range = texts.range(ofRow: row)
      let text = all.extracting(range)
      ids.append(range.isEmpty ? 0 : id(of: text, hash: hash(of: text)))
    }
    return ids
  }

  private mutating func id(of text: Span<UInt8>, hash: UInt64) -> UInt32 {
    let number = Int(numbers.number(of: hash))
    if number == idOfHash.count {
      let id = add(text)
      idOfHash.append(id)
      return id
    }
    let id = idOfHash[number]
    if stands(text, at: id) { return id }
    let name = String(decoding: (0..<text.count).map { text[$0] }, as: UTF8.self)
    if let id = collided[name] { return id }
    let new = add(text)
    collided[name] = new
    return new
  }

  private mutating func add(_ text: Span<UInt8>) -> UInt32 {
    for index in 0..<text.count { bytes.append(text[index]) }
    ends.append(bytes.count)
    return UInt32(ends.count)
  }

  private func range(of id: Int) -> Range<Int> { (id == 1 ? 0 : ends[id - 2])..<ends[id - 1] }

  private func stands(_ text: Span<UInt8>, at id: UInt32) -> Bool {
    let range = range(of: Int(id))
    if range.count != text.count { return false }
    for index in 0..<text.count where bytes[range.lowerBound + index] != text[index] {
      return false
    }
    return true
  }

  /// The values by id.
  var values: [Value] {
    if type.isText {
      return [.missing]
        + ends.indices.map { .text(String(decoding: bytes[range(of: $0 + 1)], as: UTF8.self)) }
    }
    let stored = numbers.keys.map { Int64(bitPattern: $0) }
    return [.missing]
      + stored.indices.map { Column.exact(stored).value(ofRow: $0, type: type) }
  }

  /// The place of every id in the order of reports: missing first, numbers by size, texts by code
  /// point.
  var ranks: [UInt32] {
    var ranks = [UInt32](repeating: 0, count: count)
    for (index, id) in (type.isText ? idsByText : idsBySize).enumerated() {
      ranks[id] = UInt32(index + 1)
    }
    return ranks
  }

  private var idsBySize: [Int] {
    let stored = numbers.keys.map { Int64(bitPattern: $0) }
    return (1..<count).sorted { stored[$0 - 1] < stored[$1 - 1] }
  }

  /// Compared by the first eight bytes as one number, which decides nearly always.
  private var idsByText: [Int] {
    let keyed = (1..<count).map { id -> (prefix: UInt64, id: Int) in
      var prefix: UInt64 = 0
      let text = bytes[range(of: id)].prefix(8)
      for byte in text { prefix = prefix << 8 | UInt64(byte) }
      return (prefix << UInt64(8 * (8 - text.count)), id)
    }
    return keyed.sorted {
      if $0.prefix != $1.prefix { return $0.prefix < $1.prefix }
      return bytes[range(of: $0.id)].lexicographicallyPrecedes(bytes[range(of: $1.id)])
    }.map(\.id)
  }
}

/// A source's cells of one dimension as ids of the dimension.
enum DimensionCells {
  /// Ids of the column, and what each of them is in the dimension.
  case symbols(SymbolIDs, translation: [UInt32])
  case ids([UInt32])
  /// The source has no such column.
  case missing

  /// Sets the ids of consecutive rows into their bits of packed keys.
  func pack(into keys: inout [UInt64], start: Int, count: Int, shift: UInt64) {
    switch self {
    case .symbols(let ids, let translation):
      for index in 0..<count {
        keys[index] |= UInt64(translation[Int(ids[start + index])]) << shift
      }
    case .ids(let ids):
      for index in 0..<count { keys[index] |= UInt64(ids[start + index]) << shift }
    case .missing: break
    }
  }
}
