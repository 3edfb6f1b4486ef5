import Ledger

/// Why two amounts that belong together are not the same; nil when none of these holds.
func amountCause(_ amounts: WrittenAmounts) -> (cause: Cause, evidence: Evidence?)? {
  var evidence = Evidence()
  if let exponent = unitScale(amounts) {
    evidence.exponent = exponent
    return (.unitScale, evidence)
  }
  if haveOppositeSigns(amounts) { return (.sign, nil) }
  if haveTransposedDigits(amounts) { return (.transposedDigits, nil) }
  if haveDroppedDigit(amounts) { return (.droppedDigit, nil) }
  if let exponent = rounding(amounts) {
    evidence.exponent = exponent
    return (.rounding, evidence)
  }
  return nil
}
