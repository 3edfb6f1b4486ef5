import Ledger

/// The rows of one side by what makes them alike: unit-like columns, amount and date.
struct OwnSide: Sendable {
  private let amounts: [Int64]?
  private let days: [Int32]?
  private let codes: Identity
  private let hashes: CellHashes
  private let outcomes: [Outcome]

  init(_ diagnosis: Diagnosis, _ side: MatchSide) {
    let table = diagnosis.table(side)
    let bridge = diagnosis.match.bridges.first
    let dates = diagnosis.plan.dateColumns(of: diagnosis.match)
    let date = side == .left ? dates.left : dates.right
    let columns = diagnosis.plan.sources[diagnosis.source(side)].columns
    let codes = columns.indices.filter { columns[$0].isCoded }.compactMap { table.columns[$0] }
    if let amount = side == .left ? bridge?.left : bridge?.right,
      case .exact(let amounts) = table.columns[amount]
    {
      self.amounts = amounts
    } else {
      amounts = nil
    }
    if let date, case .days(let days) = table.columns[date] {
      self.days = days
    } else {
      days = nil
    }
    self.codes = Identity(columns: codes)
    hashes = CellHashes(codes)
    outcomes = side == .left ? diagnosis.result.leftOutcomes : diagnosis.result.rightOutcomes
  }

  var hasDates: Bool { days != nil }

  /// nil where an amount is missing.
  func amounts(of rows: [Int]) -> [Int128]? {
    guard let amounts, rows.allSatisfy({ amounts[$0] != Column.missingExact }) else { return nil }
    return rows.map { Int128(amounts[$0]) }
  }

  /// Whether all rows are alike; no row or one is.
  func areEqual(_ rows: [Int]) -> Bool {
    guard let amounts else { return false }
    return rows.dropFirst().allSatisfy { row in
      amounts[row] == amounts[rows[0]] && days?[row] == days?[rows[0]]
        && codes.isSame(row, rows[0])
    }
  }

  /// Whether two of these rows have the same codes and opposite amounts.
  func cancels(_ rows: [Int]) -> Bool {
    guard let amounts else { return false }
    var seen: [Int64: [Int]] = [:]
    for row in rows where amounts[row] != Column.missingExact && amounts[row] != 0 {
      if seen[0 &- amounts[row]]?.contains(where: { codes.isSame($0, row) }) == true { return true }
      seen[amounts[row], default: []].append(row)
    }
    return false
  }

  /// All rows of the side that have the codes of some of these and their amount, of either sign.
  ///
  /// The whole side is read once, and only rows of a wanted amount are looked at closely.
  func relatives(of wanted: [OpenRow]) -> [Relatives] {
    guard let amounts else { return [] }
    var index: [UInt64: Int] = [:]
    var found: [Relatives] = []
    var filter = AmountFilter(wanted.count)
    for open in wanted where amounts[open.row] != Column.missingExact && amounts[open.row] != 0 {
      filter.insert(amounts[open.row].magnitude)
      let key = key(open.row, amounts[open.row].magnitude)
      if let place = index[key] {
        // Two keys of one hash: the later row does without.
        if codes.isSame(found[place].wanted[0].row, open.row) { found[place].wanted.append(open) }
      } else {
        index[key] = found.count
        found.append(Relatives(wanted: [open]))
      }
    }
    if found.isEmpty { return [] }
    for row in amounts.indices where filter.mayHold(amounts[row].magnitude) {
      if case .filtered = outcomes[row] { continue }
      guard let place = index[key(row, amounts[row].magnitude)],
        codes.isSame(found[place].wanted[0].row, row)
      else { continue }
      let day = days?[row] ?? 0
      if day == Column.missingDay { continue }
      let dated = DatedRow(day: day, row: row, isPaired: outcomes[row].isPaired)
      if amounts[row] > 0 {
        found[place].positive.append(dated)
      } else {
        found[place].negative.append(dated)
      }
    }
    for place in found.indices {
      found[place].positive.sort { ($0.day, $0.row) < ($1.day, $1.row) }
      found[place].negative.sort { ($0.day, $0.row) < ($1.day, $1.row) }
    }
    return found
  }

  func isPositive(_ row: Int) -> Bool { (amounts?[row] ?? 0) > 0 }

  /// nil where a date is missing.
  func day(_ row: Int) -> Int32? {
    guard let days else { return 0 }
    return days[row] == Column.missingDay ? nil : days[row]
  }

  private func key(_ row: Int, _ size: UInt64) -> UInt64 {
    mixed(hashes.hash(ofRow: row) ^ size, 0xA076_1D64_78BD_642F)
  }
}

/// Open rows of the same codes and size of amount, and all rows of their side that are like them.
struct Relatives: Sendable {
  var wanted: [OpenRow]
  /// By day, then by row.
  var positive: [DatedRow] = []
  var negative: [DatedRow] = []
}

struct DatedRow: Sendable {
  var day: Int32
  var row: Int
  /// In a pair or group, whether it differs or not.
  var isPaired: Bool
}

extension Outcome {
  fileprivate var isPaired: Bool {
    switch self {
    case .matched, .differs: true
    case .missing, .duplicate, .ambiguous, .pending, .filtered: false
    }
  }
}

/// Tells quickly of nearly all amounts that nobody wants them.
private struct AmountFilter {
  private var bits: [UInt64]
  private let mask: UInt64

  init(_ count: Int) {
    var size = 1024
    while size < count * 16, size < 1 << 26 { size *= 2 }
    bits = Array(repeating: 0, count: size / 64)
    mask = UInt64(size - 1)
  }

  private func place(_ size: UInt64) -> UInt64 { (size &* 0x9E37_79B9_7F4A_7C15) >> 20 & mask }

  mutating func insert(_ size: UInt64) {
    bits[Int(place(size) / 64)] |= 1 << (place(size) % 64)
  }

  func mayHold(_ size: UInt64) -> Bool {
    bits[Int(place(size) / 64)] >> (place(size) % 64) & 1 != 0
  }
}
