/// What the report for the meeting shows, and how findings are handed out (`report`).
package struct ReportPlan: Sendable {
  /// nil where the rule file's own title does.
  package var title: String?
  /// What is printed for a dimension, measure or column.
  package var labels: [String: String] = [:]
  /// What is printed for the values of dimensions.
  package var names: [ValueNames] = []
  /// nil where no balance has a rate that shows progress.
  package var progress: Progress?
  /// Levels of balances that are printed in full.
  package var tables: [BalanceLevel] = []
  /// A file for each owner with that owner's findings.
  package var splitsByOwner = false
  /// nil where none are written.
  package var minutes: Minutes?
  /// nil where nothing is said.
  package var csv: CSVDialect?

  package init() {}

  /// Where the names of a dimension's values are found.
  package struct ValueNames: Sendable {
    package enum Place: Sendable {
      /// Written out by value.
      case written([String: String])
      /// In a column beside the list of the codes.
      case column(key: Reference, name: Int)
    }
    package var dimension: String
    package var place: Place

    package init(dimension: String, place: Place) {
      self.dimension = dimension
      self.place = place
    }
  }

  /// The match whose differences both sides sign for, and the column that says for whom.
  package struct Minutes: Sendable {
    package var match: Int
    package var unit: MatchPlan.Dimension
    /// Who signs beside the unit; nil for the title of the left source.
    package var party: String?

    package init(match: Int, unit: MatchPlan.Dimension, party: String? = nil) {
      self.match = match
      self.unit = unit
      self.party = party
    }
  }

  /// A level of a balance: dimension indexes in the balance's order.
  package struct BalanceLevel: Sendable, Hashable {
    package var balance: Int
    package var dimensions: [Int]

    package init(balance: Int, dimensions: [Int]) {
      self.balance = balance
      self.dimensions = dimensions
    }
  }

  /// How far a balance has come: a rate of what is done in what is planned.
  package struct Progress: Sendable {
    package var balance: Int
    /// Measures by index; `rate` is done / planned.
    package var rate: Int
    package var done: Int
    package var planned: Int
    /// The dimension whose values are ranked.
    package var ranked: Int
    /// The dimension within whose values rates are compared as well.
    package var kind: Int?
    /// What those who are ranked belong to; nil where they are not grouped.
    package var groups: ValueNames.Place?
    /// Groups that come first, in this order; the others follow by rate.
    package var groupOrder: [String] = []
    /// Who answers for those who are ranked; nil where nobody is named.
    package var owners: ValueNames.Place?
    package var target: Ratio?
    /// The same at an earlier day.
    package var earlier: Earlier?
    /// The day by which the target is to be reached.
    package var until: Day?
    /// A lower rate is marked.
    package var rateLimit: Ratio?
    /// Having to go on more times as fast as so far is marked.
    package var paceLimit: Ratio?

    package init(balance: Int, rate: Int, done: Int, planned: Int, ranked: Int) {
      self.balance = balance
      self.rate = rate
      self.done = done
      self.planned = planned
      self.ranked = ranked
    }
  }

  /// A balance with dimensions of the same names, whose rate is that of an earlier day.
  package struct Earlier: Sendable {
    package var balance: Int
    package var rate: Int
    package var done: Int
    package var planned: Int
    package var since: Day

    package init(balance: Int, rate: Int, done: Int, planned: Int, since: Day) {
      self.balance = balance
      self.rate = rate
      self.done = done
      self.planned = planned
      self.since = since
    }
  }
}

extension BalancePlan {
  /// Whether a level (ascending dimension indexes) is written out.
  package func writes(_ level: [Int]) -> Bool {
    level == Array(dimensions.indices) || levels.contains { $0.sorted() == level }
  }

  /// The measures of which a rate is the quotient; nil where it is no quotient of two amounts.
  package func quotient(_ rate: Int) -> (done: Int, planned: Int)? {
    guard measures[rate].type == .rate,
      case .arithmetic(.divide, let top, let bottom) = measures[rate].expression.node,
      case .measure(let done) = top.node, case .measure(let planned) = bottom.node,
      measures[done].type == .money, measures[planned].type == .money
    else { return nil }
    return (done, planned)
  }

  /// The dimension of a name.
  package func dimension(named name: String) -> Int? {
    dimensions.firstIndex { $0.name == name }
  }
}

/// How CSV files are written.
package enum CSVDialect: String, Sendable, CaseIterable {
  /// Comma and decimal point.
  case standard
  /// Semicolon and decimal comma: what a Vietnamese Excel opens by a double click.
  case vietnameseExcel = "excel-vi"
}
