/// Whether the right amount is the left one with the other sign.
func haveOppositeSigns(_ amounts: WrittenAmounts) -> Bool {
  amounts.hold { left, right in left == -right }
}
