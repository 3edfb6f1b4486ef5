/// How two sources are paired row by row, and how a pair is compared.
package struct MatchPlan: Sendable {
  package var name: String
  package var title: String
  package var left: Side
  package var right: Side
  package var passes: [Pass]
  package var comparisons: [Comparison]
  package var pending: Pending?
  package var severity = Severity.error
  /// Text over the pair; a side that is absent gives missing values. nil for no owner.
  package var owner: Expression?
  /// The columns that make a finding's key, in declared order.
  package var key: [SharedColumn]
  /// The money columns that have a bridge: those that are compared or, when none is, those that a
  /// pass names.
  package var bridges: [SharedColumn]
  /// The columns by whose values bridges are broken down.
  package var by: [Dimension] = []
  /// What becomes of a key of the first pass that stands several times.
  package var repeats = Repeats.refuse
  /// What tolerances may let pass altogether in a bridged column, in smallest units.
  package var toleranceLimit: Int64?

  package init(
    name: String, title: String, left: Side, right: Side, passes: [Pass],
    comparisons: [Comparison], key: [SharedColumn], bridges: [SharedColumn]
  ) {
    self.name = name
    self.title = title
    self.left = left
    self.right = right
    self.passes = passes
    self.comparisons = comparisons
    self.key = key
    self.bridges = bridges
  }

  /// One side: a source, and which of its rows take part.
  package struct Side: Sendable {
    package var source: Int
    package var filter: Expression?

    package init(source: Int, filter: Expression? = nil) {
      self.source = source
      self.filter = filter
    }
  }

  /// One column of each side that hold the same thing: part of a key, or money that is bridged.
  package struct SharedColumn: Sendable, Hashable {
    /// As findings write it: the left column's name.
    package var name: String
    package var left: Int
    package var right: Int

    package init(name: String, left: Int, right: Int) {
      self.name = name
      self.left = left
      self.right = right
    }
  }

  /// A column of each side by whose values a bridge is broken down.
  package struct Dimension: Sendable, Hashable {
    /// As the rule file writes it.
    package var name: String
    package var left: Int
    package var right: Int
    package var type: ValueType

    package init(name: String, left: Int, right: Int, type: ValueType) {
      self.name = name
      self.left = left
      self.right = right
      self.type = type
    }
  }

  /// What becomes of a key of the first pass that stands several times.
  package enum Repeats: String, Sendable, CaseIterable {
    /// Its rows are a duplicate, unless both sides have them equally often and all alike.
    case refuse
    /// Its rows pair where they are equal in all compared columns.
    case pair
  }

  /// One round of pairing over the rows that no earlier pass used.
  package struct Pass: Sendable {
    package var conditions: [Condition]
    package var manner: Manner

    package init(conditions: [Condition], manner: Manner = .oneToOne) {
      self.conditions = conditions
      self.manner = manner
    }

    /// The columns of both sides that the pass names.
    package var columns: [(left: Int, right: Int)] {
      var columns = conditions.map { ($0.left, $0.right) }
      if case .subset(let subset) = manner { columns.append((subset.left, subset.right)) }
      return columns
    }

    /// How the pass holds two columns against each other; nil when it does not name them.
    package func test(left: Int, right: Int) -> Test? {
      if case .subset(let subset) = manner, subset.left == left, subset.right == right {
        return .within(lower: subset.lower, upper: subset.upper)
      }
      return conditions.first { $0.left == left && $0.right == right }?.test
    }

    /// Whether rows are paired one to one on equal keys alone.
    package var isExact: Bool {
      manner == .oneToOne && conditions.allSatisfy { $0.test == .equal }
    }
  }

  /// How many rows a pass brings together, and by what.
  package enum Manner: Sendable, Hashable {
    case oneToOne
    /// All rows of a key on the left with all rows of it on the right.
    case total
    case subset(Subset)
  }

  /// One row against several of the other side that add up to it, in either direction.
  package struct Subset: Sendable, Hashable {
    package var left: Int
    package var right: Int
    /// lower ≤ Σ right − Σ left ≤ upper, in the unit the columns are stored in.
    package var lower: Int64
    package var upper: Int64
    /// Rows on the many side at most, 2…16.
    package var partCountMax: Int

    package init(left: Int, right: Int, lower: Int64, upper: Int64, partCountMax: Int) {
      self.left = left
      self.right = right
      self.lower = lower
      self.upper = upper
      self.partCountMax = partCountMax
    }
  }

  /// What must hold between a column of the left row and one of the right row.
  package struct Condition: Sendable, Hashable {
    package var left: Int
    package var right: Int
    package var test: Test

    package init(left: Int, right: Int, test: Test) {
      self.left = left
      self.right = right
      self.test = test
    }
  }

  /// How two cells are held against each other.
  package enum Test: Sendable, Hashable {
    case equal
    /// The same name; see `Abbreviations.key`.
    case folded(Abbreviations)
    /// lower ≤ right − left ≤ upper, inclusive, in the unit the columns are stored in (money in
    /// smallest units, days, number × 10^6, rate × 10^9).
    case within(lower: Int64, upper: Int64)
    /// The same for dates, counted in working days.
    case withinWorkingDays(lower: Int64, upper: Int64)
    /// |left − right| ≤ share × max(|left|, |right|), inclusive.
    case withinShare(Ratio)

    /// Whether the test parts all cells into classes, so that rows can be looked up by it.
    package var isEquality: Bool {
      switch self {
      case .equal, .folded: true
      case .within, .withinWorkingDays, .withinShare: false
      }
    }
  }

  /// A field that a pair must agree in.
  package struct Comparison: Sendable, Hashable {
    /// As findings write it: the left column's name.
    package var field: String
    package var left: Int
    package var right: Int
    package var type: ValueType
    package var test: Test
    /// Passes that pair on this column, by index: their pairs are not compared in it again.
    package var settledBy: [Int]
    /// Whether groups are compared by their sums; otherwise row by row.
    package var addsUp: Bool

    package init(
      field: String, left: Int, right: Int, type: ValueType, test: Test, settledBy: [Int],
      addsUp: Bool = false
    ) {
      self.field = field
      self.left = left
      self.right = right
      self.type = type
      self.test = test
      self.settledBy = settledBy
      self.addsUp = addsUp
    }
  }

  /// Unmatched rows younger than this are pending: as_of − date < days, all days or working days.
  package struct Pending: Sendable, Hashable {
    package var left: Int
    package var right: Int
    package var days: Int32
    package var countsWorkingDays: Bool

    package init(left: Int, right: Int, days: Int32, countsWorkingDays: Bool = false) {
      self.left = left
      self.right = right
      self.days = days
      self.countsWorkingDays = countsWorkingDays
    }

    /// Days that a row's date lies before a day; `calendar` is there where working days count.
    package func age(of date: Int32, at day: Day, _ calendar: WorkingCalendar?) -> Int64 {
      if countsWorkingDays, let calendar {
        return Int64(calendar.count(at: day.number)) - Int64(calendar.count(at: date))
      }
      return Int64(day.number) - Int64(date)
    }
  }
}
