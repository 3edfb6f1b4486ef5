/// Totals by dimensions: what is summed, and at which levels it is written out.
package struct BalancePlan: Sendable {
  package var name: String
  package var title: String
  package var dimensions: [Dimension]
  package var aggregates: [Aggregate]
  package var measures: [Measure]
  /// Coarser groupings that are written out, each a list of dimension indexes as written; `[]` is the
  /// total. The full set of dimensions is always written and is not listed.
  package var levels: [[Int]]

  package init(
    name: String, title: String, dimensions: [Dimension], aggregates: [Aggregate],
    measures: [Measure], levels: [[Int]]
  ) {
    self.name = name
    self.title = title
    self.dimensions = dimensions
    self.aggregates = aggregates
    self.measures = measures
    self.levels = levels
  }

  /// Something the rows of every source involved are grouped by.
  package struct Dimension: Sendable, Hashable {
    package var name: String
    package var type: ValueType
    /// Source index → column index, for each source the balance reads.
    package var columns: [Int: Int]

    package init(name: String, type: ValueType, columns: [Int: Int]) {
      self.name = name
      self.type = type
      self.columns = columns
    }
  }

  /// A figure of each row: an expression over aggregates and earlier measures.
  package struct Measure: Sendable, Hashable {
    package var name: String
    package var type: ValueType
    package var expression: Expression

    package init(name: String, type: ValueType, expression: Expression) {
      self.name = name
      self.type = type
      self.expression = expression
    }
  }

  /// The sources that give this balance its keys, ascending.
  package var sources: [Int] { Set(aggregates.map(\.source)).sorted() }
}

/// A condition that makes a finding of every row it holds for.
package struct CheckPlan: Sendable {
  package enum Subject: Sendable, Hashable {
    case source(Int)
    /// The pairs of a match.
    case match(Int)
    /// A balance at a level: dimension indexes in the balance's order.
    case balance(Int, level: [Int])
  }
  package var name: String
  package var subject: Subject
  package var condition: Expression
  package var severity = Severity.error
  package var difference: Expression?
  package var owner: Expression?
  package var message: MessageTemplate?
  /// A sentence that says what should hold.
  package var expected: String?

  package init(name: String, subject: Subject, condition: Expression) {
    self.name = name
    self.subject = subject
    self.condition = condition
  }
}
