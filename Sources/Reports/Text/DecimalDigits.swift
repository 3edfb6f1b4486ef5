import Ledger

/// A ratio as decimal digits, rounded half away from zero.
struct DecimalDigits {
  /// Never set for what is printed as zero.
  var isNegative: Bool
  var whole: UInt128
  /// As a whole number of `decimals` digits.
  var fraction: UInt128
  var decimals: Int

  init(_ ratio: Ratio, decimals: Int) {
    // Nearly all money is whole, and dividing 128 bits is slow.
    if ratio.denominator == 1 {
      isNegative = ratio.numerator < 0
      whole = ratio.numerator.magnitude
      fraction = 0
      self.decimals = decimals
      return
    }
    let denominator = ratio.denominator.magnitude
    let (quotient, remainder) = ratio.numerator.magnitude.quotientAndRemainder(
      dividingBy: denominator)
    let scale = powerOfTen(decimals).magnitude
    // The remainder is smaller than the denominator, so that the full-width quotient fits; it is seldom
    // needed, and slow.
    let (scaled, isWide) = remainder.multipliedReportingOverflow(by: scale)
    var (fraction, rest) =
      isWide
      ? denominator.dividingFullWidth(remainder.multipliedFullWidth(by: scale))
      : scaled.quotientAndRemainder(dividingBy: denominator)
    var whole = quotient
    if rest >= denominator - rest { fraction += 1 }
    if fraction == scale { (whole, fraction) = (whole + 1, 0) }
    isNegative = ratio.numerator < 0 && (whole != 0 || fraction != 0)
    self.whole = whole
    self.fraction = fraction
    self.decimals = decimals
  }

  /// The value times 10^places: 0.4654 of 4 decimals becomes 46.54 of 2.
  func shiftedLeft(by places: Int) -> DecimalDigits {
    var shifted = self
    let scale = powerOfTen(decimals - places).magnitude
    shifted.whole = whole * powerOfTen(places).magnitude + fraction / scale
    shifted.fraction = fraction % scale
    shifted.decimals = decimals - places
    return shifted
  }

  /// Without zeros at the end of the fraction.
  var trimmed: DecimalDigits {
    var result = self
    while result.decimals > 0, result.fraction % 10 == 0 {
      result.fraction /= 10
      result.decimals -= 1
    }
    return result
  }

  /// Sign, digits and fraction; `group` stands between groups of three digits.
  func append(to text: inout [UInt8], decimalMark: UInt8, group: UInt8? = nil) {
    if isNegative { text.append(UInt8(ascii: "-")) }
    text.append(digitsOf: whole, group: group)
    guard decimals > 0 else { return }
    text.append(decimalMark)
    text.append(digitsOf: fraction, width: decimals)
  }
}

extension [UInt8] {
  /// Appends the UTF-8 bytes of a text.
  mutating func append(text: String) { append(contentsOf: text.utf8) }

  /// Appends decimal digits, with zeros in front up to `width`; `group` stands between groups of
  /// three.
  mutating func append(digitsOf number: UInt128, width: Int = 1, group: UInt8? = nil) {
    // The last digit first; 128 bits have 39.
    var digits = InlineArray<40, UInt8>(repeating: 0)
    var digitCount = 0
    var high = number
    while high > UInt128(UInt64.max) {
      let (quotient, remainder) = high.quotientAndRemainder(dividingBy: 10)
      digits[digitCount] = UInt8(remainder)
      high = quotient
      digitCount += 1
    }
    // Nearly every number begins here: 64-bit division is much cheaper.
    var low = UInt64(high)
    while low != 0 || digitCount < width {
      digits[digitCount] = UInt8(low % 10)
      low /= 10
      digitCount += 1
    }
    for index in (0..<digitCount).reversed() {
      append(UInt8(ascii: "0") + digits[index])
      if let group, index > 0, index % 3 == 0 { append(group) }
    }
  }

  /// Appends a count as plain digits.
  mutating func append(count number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    append(digitsOf: UInt128(number.magnitude))
  }
}
