package import Ledger

/// Exact fractions; a missing value has the numerator `missing`.
package struct ExactVector: Sendable {
  package static let missing = Int128.min
  package let numerators: [Int128]
  /// Empty when all denominators are 1, one element when all are the same.
  package let denominators: [Int128]

  /// Fractions of as many denominators as numerators, of one for all, or of none: whole numbers.
  package init(_ numerators: [Int128], over denominators: [Int128] = []) {
    self.numerators = numerators
    self.denominators = denominators
  }

  /// Elements held: 1, or one for each row.
  package var count: Int { numerators.count }

  /// The denominator of every element; nil when they differ.
  var denominator: Int128? {
    denominators.isEmpty ? 1 : (denominators.count == 1 ? denominators[0] : nil)
  }

  /// The value of a row; nil when missing.
  @inline(__always)
  package func ratio(_ row: Int) -> Ratio? {
    let index = numerators.count == 1 ? 0 : row
    let numerator = numerators[index]
    if numerator == Self.missing { return nil }
    if denominators.isEmpty { return Ratio(numerator, over: 1) }
    return Ratio(numerator, over: denominators[denominators.count == 1 ? 0 : index])
  }

  /// The values rounded half away from zero to whole numbers; what does not fit is missing.
  package var roundedToWhole: ExactVector {
    if denominators.isEmpty { return self }
    var rounded = numerators
    for row in rounded.indices {
      guard let value = ratio(row) else { continue }
      rounded[row] = value.rounded(decimals: 0) ?? Self.missing
    }
    return ExactVector(rounded)
  }
}

/// Collects fractions row by row; denominators take room only from the first that is not 1.
struct ExactCollector {
  private var numerators: [Int128] = []
  private var denominators: [Int128] = []
  private let rowCount: Int

  init(rowCount: Int) {
    self.rowCount = rowCount
    numerators.reserveCapacity(rowCount)
  }

  mutating func appendMissing() {
    numerators.append(ExactVector.missing)
    if !denominators.isEmpty { denominators.append(1) }
  }

  /// The smallest Int128 marks missing values, so that a value may not use it.
  mutating func append(_ ratio: Ratio) throws(ArithmeticOverflow) {
    if ratio.numerator == ExactVector.missing { throw ArithmeticOverflow() }
    if denominators.isEmpty, ratio.denominator != 1 {
      denominators.reserveCapacity(rowCount)
      for _ in numerators { denominators.append(1) }
    }
    numerators.append(ratio.numerator)
    if ratio.denominator != 1 || !denominators.isEmpty { denominators.append(ratio.denominator) }
  }

  var vector: ExactVector { ExactVector(numerators, over: denominators) }
}
