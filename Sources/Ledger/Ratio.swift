/// The result of an exact operation does not fit 128 bits.
package struct ArithmeticOverflow: Error {
  package init() {}
}

/// An exact fraction of two 128-bit integers; the denominator is always positive.
///
/// Money, counts, days and rates are all computed as ratios, so that nothing rounds before it is printed.
/// Fractions are reduced only when an operation would not fit otherwise.
package struct Ratio: Sendable {
  /// Carries the sign.
  package var numerator: Int128
  /// Always positive.
  package var denominator: Int128

  /// A whole number. One initialiser for each type in use: a generic one is not specialised across
  /// modules, and this is called for every value.
  package init(_ whole: Int128) {
    numerator = whole
    denominator = 1
  }

  /// A whole number.
  package init(_ whole: Int) { self.init(Int128(whole)) }

  /// A whole number.
  package init(_ whole: Int64) { self.init(Int128(whole)) }

  /// A whole number.
  package init(_ whole: Int32) { self.init(Int128(whole)) }

  /// A fraction; the denominator must be positive.
  package init(_ numerator: Int128, over denominator: Int128) {
    precondition(denominator > 0, "a ratio needs a positive denominator")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Zero.
  package static let zero = Ratio(0)

  /// The same value in lowest terms.
  package var reduced: Ratio {
    guard denominator != 1 else { return self }
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int128(a)
    return divisor <= 1 ? self : Ratio(numerator / divisor, over: denominator / divisor)
  }

  /// Whether the value has no fractional part.
  package var isWhole: Bool { denominator == 1 || numerator % denominator == 0 }

  /// −1, 0 or 1.
  package var signum: Int { numerator.signum() == 0 ? 0 : (numerator > 0 ? 1 : -1) }

  /// Exact sum; nil when it does not fit.
  package func adding(_ other: Ratio) -> Ratio? {
    combined(with: other) { $0.addingReportingOverflow($1) }
  }

  /// Exact difference; nil when it does not fit.
  package func subtracting(_ other: Ratio) -> Ratio? {
    combined(with: other) { $0.subtractingReportingOverflow($1) }
  }

  private func combined(
    with other: Ratio,
    by operation: (Int128, Int128) -> (partialValue: Int128, overflow: Bool)
  ) -> Ratio? {
    if denominator == other.denominator {
      let (value, overflow) = operation(numerator, other.numerator)
      return overflow ? nil : Ratio(value, over: denominator)
    }
    let (a, b) = (reduced, other.reduced)
    let (left, o1) = a.numerator.multipliedReportingOverflow(by: b.denominator)
    let (right, o2) = b.numerator.multipliedReportingOverflow(by: a.denominator)
    let (bottom, o3) = a.denominator.multipliedReportingOverflow(by: b.denominator)
    let (top, o4) = operation(left, right)
    return o1 || o2 || o3 || o4 ? nil : Ratio(top, over: bottom)
  }

  /// Exact product; nil when it does not fit.
  package func multiplied(by other: Ratio) -> Ratio? {
    func product(_ a: Ratio, _ b: Ratio) -> Ratio? {
      let (top, o1) = a.numerator.multipliedReportingOverflow(by: b.numerator)
      let (bottom, o2) = a.denominator.multipliedReportingOverflow(by: b.denominator)
      return o1 || o2 ? nil : Ratio(top, over: bottom)
    }
    if let direct = product(self, other) { return direct }
    // Reducing across the two fractions keeps both products as small as they can be.
    let crossed = Ratio(numerator, over: other.denominator).reduced
    let counter = Ratio(other.numerator, over: denominator).reduced
    return product(crossed, counter)
  }

  /// Exact quotient; nil when it does not fit. The divisor must not be zero.
  package func divided(by other: Ratio) -> Ratio? {
    precondition(other.numerator != 0, "division by zero is the caller's missing value")
    guard other.numerator != .min else { return nil }
    let inverse =
      other.numerator > 0
      ? Ratio(other.denominator, over: other.numerator)
      : Ratio(-other.denominator, over: -other.numerator)
    return multiplied(by: inverse)
  }

  /// The value times 10^decimals, rounded half away from zero; nil when it does not fit.
  package func rounded(decimals: Int) -> Int128? {
    if decimals == 0, denominator == 1 { return numerator }
    guard let scaled = multiplied(by: Ratio(powerOfTen(decimals))) else { return nil }
    let (quotient, remainder) = scaled.numerator.quotientAndRemainder(
      dividingBy: scaled.denominator)
    let isHalfOrMore = remainder.magnitude >= scaled.denominator.magnitude - remainder.magnitude
    return isHalfOrMore ? quotient + (scaled.numerator < 0 ? -1 : 1) : quotient
  }
}

extension Ratio: Comparable, Hashable {
  /// Compares by full-width cross products, which cannot overflow.
  package static func < (left: Ratio, right: Ratio) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    let a = left.numerator.multipliedFullWidth(by: right.denominator)
    let b = right.numerator.multipliedFullWidth(by: left.denominator)
    return a.high != b.high ? a.high < b.high : a.low < b.low
  }

  package static func == (left: Ratio, right: Ratio) -> Bool {
    if left.denominator == right.denominator { return left.numerator == right.numerator }
    let a = left.numerator.multipliedFullWidth(by: right.denominator)
    let b = right.numerator.multipliedFullWidth(by: left.denominator)
    return a.high == b.high && a.low == b.low
  }

  package func hash(into hasher: inout Hasher) {
    let lowest = reduced
    hasher.combine(lowest.numerator)
    hasher.combine(lowest.denominator)
  }
}

/// 10^exponent for exponents 0…38.
package func powerOfTen(_ exponent: Int) -> Int128 {
  precondition((0...38).contains(exponent), "10^\(exponent) does not fit 128 bits")
  return powersOfTen[exponent]
}

private let powersOfTen: [Int128] = (0..<38).reduce(into: [1]) { powers, exponent in
  powers.append(powers[exponent] * 10)
}
