/// Three-valued truth: a comparison with a missing value is unknown, and unknown does not fire.
///
/// In this order `and` is the lesser and `or` the greater of two truths.
package enum Truth: UInt8, Sendable {
  case no, unknown, yes

  init(_ truth: Bool) { self = truth ? .yes : .no }

  var negated: Truth {
    switch self {
    case .no: .yes
    case .unknown: .unknown
    case .yes: .no
    }
  }

  func and(_ other: Truth) -> Truth { rawValue < other.rawValue ? self : other }

  func or(_ other: Truth) -> Truth { rawValue > other.rawValue ? self : other }
}

/// `a and b`, row by row; one element stands for every row.
func conjunction(_ a: [Truth], _ b: [Truth]) -> [Truth] {
  if a.count == b.count { return zip(a, b).map { $0.and($1) } }
  return a.count == 1 ? b.map { a[0].and($0) } : a.map { $0.and(b[0]) }
}

/// `a or b`, row by row; one element stands for every row.
func disjunction(_ a: [Truth], _ b: [Truth]) -> [Truth] {
  if a.count == b.count { return zip(a, b).map { $0.or($1) } }
  return a.count == 1 ? b.map { a[0].or($0) } : a.map { $0.or(b[0]) }
}
