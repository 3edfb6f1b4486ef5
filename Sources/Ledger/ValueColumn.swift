/// A column of values that are made when they are asked for: whole columns of them would take several
/// times the room of what they are made from.
package struct ValueColumn: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  package let startIndex = 0
  package let endIndex: Int
  private let value: @Sendable (Int) -> Value

  /// `value` gives the value of each row below `count`.
  package init(count: Int, value: @escaping @Sendable (Int) -> Value) {
    endIndex = count
    self.value = value
  }

  package init(_ values: [Value]) {
    self.init(count: values.count) { values[$0] }
  }

  package init(arrayLiteral values: Value...) { self.init(values) }

  package subscript(row: Int) -> Value {
    precondition(row >= 0 && row < endIndex, "a row beyond the column was asked for")
    return value(row)
  }
}
