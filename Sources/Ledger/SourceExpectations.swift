/// Whose rows a source must hold (`each`): those of every value of a column of another source.
package struct SenderPlan: Sendable {
  /// The column that lists the senders.
  package var list: Reference
  /// The column of the source's own rows that says who sent them; nil where only paths can.
  package var column: Int?
  /// The column beside the list that holds a sender's name; nil for none.
  package var nameColumn: Int?
  /// Who answers for a sender, over a row whose only column is the sender; nil for nobody.
  package var owner: Expression?

  package init(list: Reference, column: Int?, nameColumn: Int?, owner: Expression?) {
    self.list = list
    self.column = column
    self.nameColumn = nameColumn
    self.owner = owner
  }
}

/// How old the newest date of a source may be at `as_of` (`fresh`).
package struct FreshnessPlan: Sendable, Hashable {
  /// The column of dates, by index.
  package var column: Int
  package var days: Int32

  package init(column: Int, days: Int32) {
    self.column = column
    self.days = days
  }
}

/// Of which files only the newest by the dates in their names is read (`latest`).
package enum LatestPlan: Sendable, Hashable {
  /// Of all files.
  case file
  /// Of those that carry the same value of a column, by index.
  case value(column: Int)
}

/// What the rows of a table say of senders and dates, rows that `where` leaves out included.
///
/// Empty for a source without `each`, `fresh` and `latest`, and without `where` on rows that a match dates.
package struct Coverage: Sendable {
  /// The values met, by index of the column.
  package var values: [Int: Set<String>] = [:]
  /// The newest date in days since 1970-01-01 by sender, or by the empty text where rows name none.
  package var newest: [String: Int32] = [:]
  /// The same for columns by which matches date rows, by index of the column.
  package var newestOfMatches: [Int: [String: Int32]] = [:]

  package init() {}

  /// Adds what further rows say.
  package mutating func add(_ other: Coverage) {
    values.merge(other.values) { $0.union($1) }
    newest.merge(other.newest) { max($0, $1) }
    newestOfMatches.merge(other.newestOfMatches) { $0.merging($1) { max($0, $1) } }
  }
}
