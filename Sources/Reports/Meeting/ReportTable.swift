import Ledger

/// A table of the report as values: the page and the workbook draw it, and neither computes.
struct ReportTable: Sendable {
  var title: String
  /// What a reader must know besides: how figures come about, where all rows are.
  var note = ""
  var columns: [Column]
  var rows: [Row] = []
  /// Rows that are not shown.
  var leftOutCount = 0

  struct Column: Sendable {
    /// Stands over several columns that have the same.
    var group = ""
    var heading: String
    var form: Form
    /// The column of the row's CSV file that holds the figure; nil where it is worked out from others.
    var csv: String?
    /// Whether the heading is a text of the rule file, in the language of its own.
    var isOfRules = false

    init(_ heading: String, _ form: Form, group: String = "", csv: String? = nil) {
      self.group = group
      self.heading = heading
      self.form = form
      self.csv = csv
    }

    /// A column whose heading stands in the rule file.
    static func ofRules(_ heading: String, _ form: Form, csv: String? = nil) -> Column {
      var column = Column(heading, form, csv: csv)
      column.isOfRules = true
      return column
    }
  }

  /// How values of a column are written.
  enum Form: Sendable, Hashable {
    case text
    /// Text that is long and wraps.
    case words
    case count
    /// In the unit of the report, rounded.
    case money
    /// To the last unit, with its sign.
    case change
    case rate
    /// A difference of rates, in points, with its sign.
    case points
    /// How many times as much.
    case multiple
    case date
    /// By its type.
    case value(ValueType)

    var isNumber: Bool {
      switch self {
      case .text, .words, .date: false
      case .value(let type): type.isExact && type != .date
      default: true
      }
    }
  }

  struct Row: Sendable {
    enum Style: Sendable { case plain, total }
    /// One for each column.
    var values: [Value]
    var style = Style.plain
    /// The CSV file that has the row's figures, and their key there: `unit=1088301; capital=SN`.
    var file = ""
    var key = ""

    init(_ values: [Value], style: Style = .plain, file: String = "", key: String = "") {
      self.values = values
      self.style = style
      self.file = file
      self.key = key
    }
  }
}

extension Value {
  /// A count as a value.
  static func count(_ number: Int) -> Value { .exact(Ratio(number)) }

  /// An amount in smallest units.
  static func money(_ amount: Int128) -> Value { .exact(Ratio(amount)) }
}
