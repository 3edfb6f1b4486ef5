import Ledger

/// What a cell of the workbook holds, which decides how it is shown.
enum CellKind: UInt8, Sendable, CaseIterable {
  case text
  case count
  case money
  /// Money with its sign.
  case change
  case rate
  /// A difference of rates, in points, with its sign.
  case points
  /// How many times as much.
  case multiple
  case number
  /// Digits hold the day as ISO 8601 writes it.
  case date

  /// Of a value in a CSV file.
  init(_ type: ValueType) {
    self =
      switch type {
      case .text, .code, .flag: .text
      case .money: .money
      case .rate: .rate
      case .date: .date
      case .integer, .days: .count
      case .number: .number
      }
  }

  init(_ form: ReportTable.Form) {
    self =
      switch form {
      case .text, .words: .text
      case .count: .count
      case .money: .money
      case .change, .growth: .change
      case .rate: .rate
      case .points: .points
      case .multiple: .multiple
      case .date: .date
      case .value(let type): CellKind(type)
      }
  }
}

/// Cells one after another in one buffer: kind, count of bytes, bytes.
struct CellBytes: Sendable {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ kind: CellKind, _ cell: some Collection<UInt8>) {
    bytes.append(kind.rawValue)
    let count = UInt32(cell.count)
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: count >> shift))
    }
    bytes.append(contentsOf: cell)
  }

  mutating func add(_ kind: CellKind, _ text: String) { add(kind, text.utf8) }
}

/// Reads cells back.
struct CellReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> (kind: CellKind, bytes: ArraySlice<UInt8>)? {
    guard position + 5 <= bytes.count, let kind = CellKind(rawValue: bytes[position]) else {
      return nil
    }
    let count = (1...4).reversed().reduce(0) { $0 << 8 | Int(bytes[position + $1]) }
    let start = position + 5
    position = start + count
    return (kind, bytes[start..<position])
  }
}

/// The digits of a number without its decimal mark; nil where they do not fit.
func unscaled(_ digits: some Collection<UInt8>) -> Int128? {
  var value: Int128 = 0
  var isNegative = false
  for byte in digits {
    switch byte {
    case UInt8(ascii: "-"): isNegative = true
    case 0x30...0x39:
      let (product, isBeyond) = value.multipliedReportingOverflow(by: 10)
      let (sum, isOver) = product.addingReportingOverflow(Int128(byte - 0x30))
      if isBeyond || isOver { return nil }
      value = sum
    default: break
    }
  }
  return isNegative ? -value : value
}

/// Whether a workbook, which holds 15 digits of a number, would keep all of these.
func fitsNumber(_ digits: some Collection<UInt8>) -> Bool {
  let significant = digits.filter { (0x30...0x39).contains($0) }.drop { $0 == 0x30 }
  return significant.count - significant.reversed().prefix { $0 == 0x30 }.count <= 15
}
