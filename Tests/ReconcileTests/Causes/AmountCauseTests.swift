import Ledger
import Testing

@testable import Reconcile

/// Each cause of an amount with what bears it out and what nearly does; both ways round.
@Suite struct AmountCauseTests {
  private func bothWays(_ left: Int, _ right: Int, units: (Int, Int) = (0, 0)) -> [WrittenAmounts] {
    [
      WrittenAmounts(
        left: Int128(left), right: Int128(right), leftExponent: units.0, rightExponent: units.1),
      WrittenAmounts(
        left: Int128(right), right: Int128(left), leftExponent: units.1, rightExponent: units.0),
      WrittenAmounts(
        left: Int128(-left), right: Int128(-right), leftExponent: units.0, rightExponent: units.1),
    ]
  }

  @Test(arguments: [
    (555_000, 555, 3), (7_000_000, 7, 6), (2_500_000_000, 2_500, 6), (4_000_000_000, 4, 9),
    (1_234_567, 1_235, 3), (1_234_500, 1_234, 3), (123_456_789, 123, 6),
  ])
  func
    `a unit is wrong where the smaller amount times a thousand, a million or a billion is the larger`(
      larger: Int, smaller: Int, exponent: Int
    )
  {
    for amounts in bothWays(larger, smaller) { #expect(unitScale(amounts) == exponent) }
  }

  @Test(arguments: [
    // 1.234 is not 1.234.567 cut, an inexact scale needs three digits, hundreds are no unit.
    (1_234_567, 1_234), (12_345, 12), (55_500, 555), (555_000, -555), (555_000, 0), (0, 0),
    (5_001, 5), (99_600, 99),
  ])
  func `no unit is wrong`(left: Int, right: Int) {
    for amounts in bothWays(left, right) { #expect(unitScale(amounts) == nil) }
  }

  @Test func `a unit is judged by the last digit that the smaller side writes`() {
    // 1,2 million written with one decimal, and read as thousands: 1.200 against 1.234.567.
    let coarse = bothWays(123_456_789, 123_500, units: (0, 2))
    for amounts in coarse { #expect(unitScale(amounts) == 3) }
    for amounts in bothWays(123_456_789, 123_500) { #expect(unitScale(amounts) == nil) }
    // Two digits are too few for an inexact scale, however they are followed by zeros.
    for amounts in bothWays(1_234_567, 1_200, units: (0, 2)) { #expect(unitScale(amounts) == nil) }
  }

  @Test(arguments: [(3_000_000, -3_000_000), (-1, 1)])
  func `the sign is the other one`(left: Int, right: Int) {
    for amounts in bothWays(left, right) { #expect(haveOppositeSigns(amounts)) }
  }

  @Test(arguments: [(3_000_000, 3_000_000), (3_000_000, -3_000_001), (0, 0), (5, -50)])
  func `the sign is not all that differs`(left: Int, right: Int) {
    for amounts in bothWays(left, right) { #expect(!haveOppositeSigns(amounts)) }
  }

  @Test func `a sign is compared at the last digit that the coarser file writes`() {
    for right in [-1_200_000, -1_300_000] {
      for amounts in bothWays(1_250_000, right, units: (0, 5)) {
        #expect(haveOppositeSigns(amounts))
      }
    }
    for amounts in bothWays(1_249_999, -1_300_000, units: (0, 5)) {
      #expect(!haveOppositeSigns(amounts))
    }
    for amounts in bothWays(1_250_000, -1_300_000) { #expect(!haveOppositeSigns(amounts)) }
  }

  @Test(arguments: [
    (8_500_000, 5_800_000), (1_234_567, 1_234_576), (12, 21), (1_050_000, 1_500_000),
    (101, 110), (900_000_000_000_000_019, 900_000_000_000_000_091),
  ])
  func `two neighbouring digits are swapped`(left: Int, right: Int) {
    for amounts in bothWays(left, right) { #expect(haveTransposedDigits(amounts)) }
  }

  @Test(arguments: [
    // Another place, two swaps, the same, another count of digits, another sign.
    (1_234, 4_231), (1_234, 2_143), (77, 77), (50, 5), (105, 15), (12, -21), (1_234, 1_253),
  ])
  func `no neighbouring digits are swapped`(left: Int, right: Int) {
    for amounts in bothWays(left, right) { #expect(!haveTransposedDigits(amounts)) }
  }

  @Test func `digits are compared at the last digit that the coarser file writes`() {
    for amounts in bothWays(8_512_345, 5_800_000, units: (0, 5)) {
      #expect(haveTransposedDigits(amounts))
    }
    for amounts in bothWays(12_345_678, 1_340_000, units: (0, 4)) {
      #expect(haveDroppedDigit(amounts))
    }
    for amounts in bothWays(8_512_345, 5_800_000) { #expect(!haveTransposedDigits(amounts)) }
  }

  @Test(arguments: [
    (9_948_000, 994_800), (1_234_567, 123_567), (55, 5), (1_005, 105), (21, 1), (1_000, 100),
  ])
  func `one digit is dropped`(left: Int, right: Int) {
    for amounts in bothWays(left, right) { #expect(haveDroppedDigit(amounts)) }
  }

  @Test(arguments: [
    (1_234_567, 12_367), (1_234, 143), (5, 0), (105, 5), (50, -5), (1_234, 1_234), (999, 99_999),
  ])
  func `not just one digit is dropped`(left: Int, right: Int) {
    for amounts in bothWays(left, right) { #expect(!haveDroppedDigit(amounts)) }
  }

  @Test(arguments: [
    (1_234_567, 1_234_570, 1), (1_234_567, 1_234_560, 1), (1_234_567, 1_235_000, 3),
    (1_234_567, 1_234_000, 3), (1_500_000, 2_000_000, 6), (1_499_999, 1_000_000, 6),
    (1_250, 1_300, 2), (5_001_001, 5_000_000, 4),
  ])
  func `an amount is rounded half up, or cut`(exact: Int, rounded: Int, exponent: Int) {
    for amounts in bothWays(exact, rounded) { #expect(rounding(amounts) == exponent) }
  }

  @Test(arguments: [
    // Rounded up from below a half, below 10^k, to zero, beyond a million, the other way.
    (1_234_567, 1_236_000), (7, 10), (4, 0), (12_345_678, 10_000_000), (1_249, 1_300),
    (1_234, -1_230),
  ])
  func `an amount is not rounded`(exact: Int, rounded: Int) {
    for amounts in bothWays(exact, rounded) { #expect(rounding(amounts) == nil) }
  }

  @Test(arguments: [
    // Each also satisfies a later cause.
    (1_000, 1, Cause.unitScale), (1_000, 100, .droppedDigit),
    (1_050_000, 1_500_000, .transposedDigits),
    (12_999, 1_299, .droppedDigit), (5_000, -5_000, .sign),
  ])
  func `the narrowest cause comes first`(left: Int, right: Int, cause: Cause) {
    for amounts in bothWays(left, right) { #expect(amountCause(amounts)?.cause == cause) }
  }

  @Test(arguments: [(5_200_000, 5_650_000), (273_500_000, 523_500_000), (1_400_000, 2_650_000)])
  func `other differences have no cause`(left: Int, right: Int) {
    for amounts in bothWays(left, right) { #expect(amountCause(amounts) == nil) }
  }
}
