import Ledger

extension Diagnosis {
  /// Two rows that stand alone and agree in all but one code that has `in` or `map`.
  mutating func explainMiscodedRows(ignoringNumbers: Bool = false) {
    var counterparts = counterparts(ignoringNumbers: ignoringNumbers)
    for (index, field) in agreement.fields.enumerated() where field.isCoded {
      counterparts.add(index) { field, left, right in
        let missing = field.window.pair.missing(left, right)
        return !missing.left && !missing.right && !field.window.agrees(left, right)
      }
    }
    counterparts.settle(.miscoded, &explanations)
  }
}
