import Expressions
import Ledger

/// A level with the values of its dimensions and measures as columns.
struct WorkedLevel: Sendable {
  let level: BalanceLevel
  /// By dimension of the balance; nil where the level has none.
  let dimensions: [Vector?]
  private(set) var measures: [Vector] = []
  /// For each measure the rows whose value does not fit 128 bits, ascending; they are missing.
  private(set) var overflowing: [[Int]] = []

  init(
    _ level: BalanceLevel, _ keys: BalanceKeys, _ plan: BalancePlan, aggregates: [ExactVector],
    references: References
  ) {
    self.level = level
    var dimensions: [Vector?] = Array(repeating: nil, count: plan.dimensions.count)
    for dimension in level.dimensions {
      dimensions[dimension] = WorkedLevel.vector(
        keys.values[dimension], ids: level.ids(keys, dimension: dimension),
        type: plan.dimensions[dimension].type)
    }
    self.dimensions = dimensions
    for measure in plan.measures {
      let frame = Frame(
        rowCount: level.rowCount, dimensions: dimensions, measures: measures,
        aggregates: aggregates.map { .exact($0) }, totals: [], references: references)
      add(measure, over: frame)
    }
  }

  /// A money measure is rounded to the smallest unit once, half away from zero, at its end. What is
  /// computed from a measure that did not fit does not fit either.
  private mutating func add(_ measure: BalancePlan.Measure, over frame: Frame) {
    var (vector, rows) = Expressions.vector(of: measure.expression, over: frame)
    if measure.type == .money, case .exact(let exact) = vector {
      vector = .exact(exact.roundedToWhole)
    }
    let inherited = measure.expression.measures.flatMap { overflowing[$0] }
    if !inherited.isEmpty {
      rows = Set(rows + inherited.filter { vector.value($0) == .missing }).sorted()
    }
    measures.append(vector)
    overflowing.append(rows)
  }

  /// Values of a dimension by id, with texts still held by name.
  private static func vector(_ values: [Value], ids: [UInt32], type: ValueType) -> Vector {
    if type.isText {
      return .text(
        TextVector(
          names: values.map { if case .text(let name) = $0 { name } else { "" } }, ids: ids))
    }
    return Expressions.vector(ids.map { values[Int($0)] }, type)
  }

  /// The level as reports show it.
  func result(_ keys: BalanceKeys) -> BalanceResult.Level {
    let count = level.rowCount
    return BalanceResult.Level(
      dimensions: level.dimensions,
      keys: level.dimensions.map { dimension in
        let (ids, values) = (level.ids(keys, dimension: dimension), keys.values[dimension])
        return ValueColumn(count: count) { values[Int(ids[$0])] }
      },
      measures: measures.map { measure in ValueColumn(count: count) { measure.value($0) } },
      rowCount: count)
  }
}

extension Expression {
  /// The measures of the same row that are read, in any order.
  var measures: [Int] {
    if case .measure(let index) = node { return [index] }
    return parts.flatMap(\.measures)
  }

  /// The measures of coarser levels that are read, in any order.
  var totals: [(measure: Int, dimensions: [Int])] {
    if case .total(let measure, let dimensions) = node { return [(measure, dimensions)] }
    return parts.flatMap(\.totals)
  }
}
