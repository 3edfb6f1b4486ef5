import Ledger
import Testing

@Suite struct RatioTests {
  @Test func `sums and products of fractions are exact`() {
    let third = Ratio(1, over: 3)
    let sixth = Ratio(1, over: 6)
    #expect(third.adding(sixth) == Ratio(1, over: 2))
    #expect(third.subtracting(sixth) == sixth)
    #expect(third.multiplied(by: sixth) == Ratio(1, over: 18))
    #expect(third.divided(by: Ratio(-2)) == Ratio(-1, over: 6))
  }

  @Test func `comparison holds where cross products need more than 128 bits`() {
    let big = Int128(1) << 100
    #expect(Ratio(big + 1, over: big) > Ratio(big, over: big - 0))
    #expect(Ratio(big, over: big + 1) < Ratio(big + 1, over: big + 2))
    #expect(Ratio(-big, over: 3) < Ratio(-big + 1, over: 3))
    #expect(Ratio(2 * big, over: 2) == Ratio(big, over: 1))
  }

  @Test(arguments: [
    (5, 10, 0, 1), (-5, 10, 0, -1), (4, 10, 0, 0), (149, 100, 0, 1), (1, 3, 6, 333_333),
    (2, 3, 6, 666_667), (-2, 3, 6, -666_667),
  ])
  func `rounding goes half away from zero`(
    numerator: Int, denominator: Int, decimals: Int, expected: Int
  ) {
    let ratio = Ratio(Int128(numerator), over: Int128(denominator))
    #expect(ratio.rounded(decimals: decimals) == Int128(expected))
  }

  @Test func `what does not fit is nil and never wraps`() {
    let huge = Ratio(Int128.max)
    #expect(huge.adding(Ratio(1)) == nil)
    #expect(huge.multiplied(by: Ratio(2)) == nil)
    #expect(huge.multiplied(by: Ratio(1, over: 2))?.numerator == Int128.max)
    #expect(huge.rounded(decimals: 2) == nil)
  }
}
