/// A test of a rule file: rows that are given, and the findings that must come of them.
package struct TestPlan: Sendable {
  /// Rows of one source, each with the values of the columns that it names.
  package struct Given: Sendable {
    /// By index into the plan.
    package var source: Int
    package var rows: [[Int: Value]]

    package init(source: Int, rows: [[Int: Value]]) {
      self.source = source
      self.rows = rows
    }
  }
  /// A sentence.
  package var name: String
  package var position: Position
  /// Parameters that have another value in this test, as written.
  package var settings: [(name: String, value: String)]
  /// Sources that are not named are empty.
  package var given: [Given]
  /// Empty where nothing at all may be found.
  package var expected: [ExpectedFinding]

  package init(
    name: String, position: Position, settings: [(name: String, value: String)], given: [Given],
    expected: [ExpectedFinding]
  ) {
    self.name = name
    self.position = position
    self.settings = settings
    self.given = given
    self.expected = expected
  }
}

/// A finding that a test expects: its check, parts of its key, and columns of discrepancies.csv.
///
/// What is not said may be anything.
package struct ExpectedFinding: Sendable {
  /// Columns that may be said besides `check` and `key`.
  package enum Column: String, Sendable, CaseIterable {
    case status, severity, kind, cause, owner, field, left, right, difference, message
  }
  /// What a column must hold.
  package struct Cell: Sendable {
    package var column: Column
    /// As written.
    package var text: String
    /// The text as a value of each type that it can be.
    package var readings: [ValueType: Value]

    package init(column: Column, text: String, readings: [ValueType: Value] = [:]) {
      self.column = column
      self.text = text
      self.readings = readings
    }
  }
  package var check: String
  package var key: [(name: String, value: String)]
  package var cells: [Cell]

  package init(check: String, key: [(name: String, value: String)], cells: [Cell]) {
    self.check = check
    self.key = key
    self.cells = cells
  }
}
