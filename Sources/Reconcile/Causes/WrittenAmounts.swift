import Ledger

/// Two amounts that should be the same, with how finely their files write money.
struct WrittenAmounts: Equatable {
  /// Smallest units.
  var left: Int128
  var right: Int128
  /// One step of the last written digit is worth 10^exponent smallest units.
  var leftExponent = 0
  var rightExponent = 0

  /// Neither is 0, and both have the same sign.
  var haveOneSign: Bool { left > 0 && right > 0 || left < 0 && right < 0 }

  /// Whether something holds of both amounts in steps of the coarser file's last written digit. The
  /// finer amount is brought there by rounding or by cutting: people do either.
  func hold(_ test: (_ left: Int128, _ right: Int128) -> Bool) -> Bool {
    let unit = powerOfTen(max(leftExponent, rightExponent))
    return steps(left, unit).contains { left in
      steps(right, unit).contains { right in left != 0 && right != 0 && test(left, right) }
    }
  }

  private func steps(_ amount: Int128, _ unit: Int128) -> [Int128] {
    let (cut, rounded) = (amount / unit, roundedHalfUp(amount, to: unit) / unit)
    return cut == rounded ? [cut] : [rounded, cut]
  }
}

/// An amount rounded half away from zero to a multiple of a power of ten.
func roundedHalfUp(_ amount: Int128, to unit: Int128) -> Int128 {
  let rest = amount % unit
  let cut = amount - rest
  guard rest.magnitude * 2 >= unit.magnitude else { return cut }
  return amount < 0 ? cut - unit : cut + unit
}

/// Decimal digits from the lowest up.
func digits(of number: Int128) -> [UInt8] {
  var digits: [UInt8] = []
  var rest = number.magnitude
  repeat {
    let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
    digits.append(UInt8(digit))
    rest = quotient
  } while rest > 0
  return digits
}
