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
