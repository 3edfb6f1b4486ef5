import Ledger

/// The exponent 3, 6 or 9 for which the smaller side × 10^exponent is the larger, within half a unit of
/// the smaller's last written digit; nil when there is none.
///
/// An inexact scale says something only where the smaller side has three digits to agree in.
func unitScale(_ amounts: WrittenAmounts) -> Int? {
  guard amounts.haveOneSign else { return nil }
  let isLeftSmaller = amounts.left.magnitude < amounts.right.magnitude
  let (smaller, larger) =
    isLeftSmaller ? (amounts.left, amounts.right) : (amounts.right, amounts.left)
  let unit = powerOfTen(isLeftSmaller ? amounts.leftExponent : amounts.rightExponent)
  let hasThreeDigits = smaller.magnitude >= (unit * 100).magnitude
  return [3, 6, 9].first { exponent in
    let factor = powerOfTen(exponent)
    let distance = (smaller * factor - larger).magnitude
    return distance == 0 || hasThreeDigits && distance * 2 <= (unit * factor).magnitude
  }
}
