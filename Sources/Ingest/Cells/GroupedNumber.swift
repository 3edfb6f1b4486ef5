import Ledger

/// A number in groups of three digits, written as its column is: `1.234.567`, or `1,234,567` where the
/// column is English. nil for anything else, which `readWrittenNumber` reads.
///
/// Whole numbers of at most 18 digits, so that nothing can overflow; the evidence is that which
/// `Digits` would give.
@inline(__always)
func readGroupedNumber(
  _ cells: Span<UInt8>, _ start: Int, _ end: Int, _ format: NumberFormat,
  evidence: inout NumberEvidence
) -> Int64? {
  let separator: UInt8
  switch format {
  case .vietnamese: separator = UInt8(ascii: ".")
  case .english: separator = UInt8(ascii: ",")
  case .plain: return nil
  }
  let isNegative = cells[start] == UInt8(ascii: "-")
  var index = isNegative ? start + 1 : start
  // One to three digits, then groups of a separator and three digits.
  let (headCount, groupCount) = ((end - index) & 3, (end - index) >> 2)
  guard headCount > 0, 1...5 ~= groupCount, cells[index] != 0x30 else { return nil }
  var value: Int64 = 0
  for _ in 0..<headCount {
    let digit = cells[index] &- 0x30
    guard digit <= 9 else { return nil }
    value = value &* 10 &+ Int64(digit)
    index += 1
  }
  for _ in 0..<groupCount {
    let hundreds = cells[index + 1] &- 0x30
    let tens = cells[index + 2] &- 0x30
    let ones = cells[index + 3] &- 0x30
    guard cells[index] == separator, max(hundreds, tens, ones) <= 9 else { return nil }
    value = value &* 1000 &+ Int64(hundreds) &* 100 &+ Int64(tens) &* 10 &+ Int64(ones)
    index += 4
  }
  switch (format, groupCount) {
  case (.vietnamese, 1): evidence.loneDot += 1
  case (.vietnamese, _): evidence.vietnamese += 1
  case (_, 1): evidence.loneComma += 1
  default: evidence.english += 1
  }
  return isNegative ? -value : value
}
