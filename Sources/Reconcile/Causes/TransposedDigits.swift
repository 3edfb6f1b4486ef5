/// Whether the amounts have the same sign and number of digits, and exactly two neighbouring digits are
/// swapped.
func haveTransposedDigits(_ amounts: WrittenAmounts) -> Bool {
  amounts.haveOneSign
    && amounts.hold { left, right in areTransposed(digits(of: left), digits(of: right)) }
}

private func areTransposed(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  guard a.count == b.count, let first = a.indices.first(where: { a[$0] != b[$0] }) else {
    return false
  }
  let second = first + 1
  return second < a.count && a[first] == b[second] && a[second] == b[first]
    && a[(second + 1)...] == b[(second + 1)...]
}
