import Ledger

/// How the numbers of a column turned out to be written; added up over all its cells.
struct NumberEvidence: Equatable {
  /// Cells that can only be `1.234,5`.
  var vietnamese = 0
  /// Cells that can only be `1,234.5`.
  var english = 0
  /// Cells such as `170.602`, which can be either.
  var loneDot = 0
  /// Cells such as `170,602`.
  var loneComma = 0
  /// A cell that can only be read one way has decimals.
  var hasDecimals = false
  /// A `%` stood in a cell.
  var hasPercentSign = false
  /// A rate was beyond ±2.
  var hasLargeRate = false
  /// Rates other than 0, which reads the same either way.
  var cellCount = 0
  /// Decimals of the cell that has most of them.
  var decimalCount = 0

  mutating func add(_ other: NumberEvidence) {
    vietnamese += other.vietnamese
    english += other.english
    loneDot += other.loneDot
    loneComma += other.loneComma
    hasDecimals = hasDecimals || other.hasDecimals
    hasPercentSign = hasPercentSign || other.hasPercentSign
    hasLargeRate = hasLargeRate || other.hasLargeRate
    cellCount += other.cellCount
    decimalCount = max(decimalCount, other.decimalCount)
  }
}

/// What a number column needs to know to read its cells.
struct NumberReading {
  var format: NumberFormat
  /// Stored value = written value × 10^exponent.
  var exponent: Int
  /// Money: a dash is 0 and an `x` is a blank, instead of being unreadable.
  var isMoney: Bool
  var allowsPercent: Bool
  /// A fraction, which workbooks hold in more digits than are kept.
  var isRate = false
  /// A lone separator only groups digits: in whole numbers one of the other kind is against the format.
  var groupsOnly = false
  /// What may stand beside the number and means nothing; see `currencyMarks`.
  var marks: [[UInt8]] = []
}

/// One number cell.
enum NumberCell {
  case value(Int64)
  case missing
  case failed(RejectReason)
}

/// Reads `cells[start..<end]` exactly: no floating point, no rounding, nothing skipped.
@inline(__always)
func readNumber(
  _ cells: Span<UInt8>, _ start: Int, _ end: Int, _ reading: NumberReading,
  evidence: inout NumberEvidence
) -> NumberCell {
  // Most cells are 1 to 18 plain digits, perhaps after a minus sign.
  if end - start >= 1, end - start <= 18, reading.exponent == 0 {
    var index = start
    let isNegative = cells[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var value: Int64 = 0
    let firstDigit = index
    while index < end {
      let digit = cells[index] &- 0x30
      if digit > 9 { break }
      value = value &* 10 &+ Int64(digit)
      index += 1
    }
    if index == end, index > firstDigit { return .value(isNegative ? -value : value) }
  }
  if end - start >= 5, reading.exponent == 0,
    let value = readGroupedNumber(cells, start, end, reading.format, evidence: &evidence)
  {
    return .value(value)
  }
  return readWrittenNumber(cells, start, end, reading, evidence: &evidence)
}
