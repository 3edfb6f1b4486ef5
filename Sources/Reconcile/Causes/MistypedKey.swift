import Ledger

/// Holds the writings of a key against each other: one edit, or one swap of neighbours.
struct KeyWriting {
  /// Zeros in front may be those that `length` put there.
  private let isPadded: Bool

  init(left: ColumnPlan, right: ColumnPlan) { isPadded = left.pads || right.pads }

  func areOneEditApart(_ left: String, _ right: String) -> Bool {
    if left == right || left.isEmpty || right.isEmpty { return false }
    let (a, b) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    if editDistance(a, b, limit: 1) == 1 { return true }
    guard isPadded else { return false }
    func bare(_ digits: [Unicode.Scalar]) -> [Unicode.Scalar] { Array(digits.drop { $0 == "0" }) }
    let (c, d) = (bare(a), bare(b))
    return !c.isEmpty && !d.isEmpty && editDistance(c, d, limit: 1) == 1
  }
}

extension Diagnosis {
  /// Rows that agree in all but one key column, one edit apart: two that stand alone, or one of them
  /// among repeated rows, whose number it was mistyped into.
  mutating func explainMistypedKeys() {
    let repeats = explanations.openRepeats(result)
    var counterparts = Counterparts(
      agreement, left: explanations.openRows(.left), right: explanations.openRows(.right),
      repeatedLeft: repeats.flatMap { set in
        set.rows.left.map { OpenRow(row: $0, finding: set.finding) }
      },
      repeatedRight: repeats.flatMap { set in
        set.rows.right.map { OpenRow(row: $0, finding: set.finding) }
      })
    for (index, field) in agreement.fields.enumerated() {
      guard let key = field.key else { continue }
      counterparts.add(index) { field, left, right in
        let (l, r) = field.window.pair.texts(left, right)
        return key.areOneEditApart(l, r)
      }
    }
    counterparts.settle(.mistypedKey, &explanations)
  }
}
