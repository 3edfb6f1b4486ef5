import Ledger

/// The exponent 1…6 for which one amount is the other rounded half up, or cut, to 10^exponent smallest
/// units; nil when there is none. The unrounded amount is at least 10^exponent, and neither is 0.
func rounding(_ amounts: WrittenAmounts) -> Int? {
  guard amounts.haveOneSign else { return nil }
  return (1...6).first { exponent in
    let unit = powerOfTen(exponent)
    return isRounded(amounts.left, of: amounts.right, unit)
      || isRounded(amounts.right, of: amounts.left, unit)
  }
}

private func isRounded(_ rounded: Int128, of exact: Int128, _ unit: Int128) -> Bool {
  rounded % unit == 0 && exact.magnitude >= unit.magnitude
    && (rounded == exact - exact % unit || rounded == roundedHalfUp(exact, to: unit))
}
