import Ledger

/// A comparison with a constant, as a closed range of stored integers: one loop serves every operator,
/// and a fraction such as 46,54 % is turned into the storage unit once instead of for every row.
struct Bounds<Stored: FixedWidthInteger> {
  private let lower: Stored
  private let upper: Stored
  /// `<>` asks for what lies outside.
  private let inside: Truth

  /// nil when the constant times the unit does not fit 128 bits.
  init?(_ operation: Expression.Comparison, _ constant: Ratio, unit: Int128) {
    let (product, overflow) = constant.numerator.multipliedReportingOverflow(by: unit)
    if overflow { return nil }
    var (floor, remainder) = product.quotientAndRemainder(dividingBy: constant.denominator)
    let isWhole = remainder == 0
    if remainder < 0 { floor -= 1 }
    // Nothing stored lies between the floor of a fraction and the next whole number.
    let range: (Int128, Int128) =
      switch operation {
      case .equal, .unequal: isWhole ? (floor, floor) : (1, 0)
      case .less: (.min, isWhole ? (floor == .min ? .min : floor - 1) : floor)
      case .lessOrEqual: (.min, floor)
      case .greater: (floor == .max ? .max : floor + 1, .max)
      case .greaterOrEqual: (isWhole || floor == .max ? floor : floor + 1, .max)
      }
    inside = operation == .unequal ? .no : .yes
    if range.0 > range.1 || range.0 > Int128(Stored.max) || range.1 < Int128(Stored.min) {
      // An empty range: every integer is outside.
      lower = 1
      upper = 0
    } else {
      lower = Stored(clamping: range.0)
      upper = Stored(clamping: range.1)
    }
  }

  /// A truth for each selected cell.
  func truths(of values: [Stored], missing: Stored, _ selection: Selection) -> [Truth] {
    let (lower, upper, inside, outside) = (lower, upper, inside, inside.negated)
    @inline(__always)
    func truth(_ value: Stored) -> Truth {
      let held = lower <= value && value <= upper ? inside : outside
      return value == missing ? .unknown : held
    }
    switch selection {
    case .range(let range):
      let cells = values.span.extracting(range)
      return [Truth](capacity: range.count) { found in
        for index in 0..<range.count { found.append(truth(cells[index])) }
      }
    case .rows(let rows): return rows.map { $0 < 0 ? .unknown : truth(values[$0]) }
    }
  }
}
