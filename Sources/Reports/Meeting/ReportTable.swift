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
    /// Whether the figure stands in another row than the rest, which `Row.origins` names.
    var isElsewhere = false
    /// Whether the heading is a text of the rule file, in the language of its own.
    var isOfRules = false

    init(
      _ heading: String, _ form: Form, group: String = "", csv: String? = nil,
      isElsewhere: Bool = false
    ) {
      self.group = group
      self.heading = heading
      self.form = form
      self.csv = csv
      self.isElsewhere = isElsewhere
    }

    /// A column whose heading stands in the rule file.
    static func ofRules(
      _ heading: String, _ form: Form, group: String = "", csv: String? = nil,
      isElsewhere: Bool = false
    ) -> Column {
      var column = Column(heading, form, group: group, csv: csv, isElsewhere: isElsewhere)
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
    /// A difference in the unit of the report, with its sign.
    case growth
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
    /// The row of a CSV file that has the figures.
    var origin: Origin
    /// By column, where another row has the figure.
    var origins: [Int: Origin] = [:]
    /// By column, what the file has where the table says it in words.
    var codes: [Int: String] = [:]

    init(_ values: [Value], style: Style = .plain, file: String = "", key: String = "") {
      self.values = values
      self.style = style
      origin = Origin(file: file, key: key)
    }
  }

  /// A row of a file, by its key there: `unit=1088301; capital=SN`.
  struct Origin: Sendable, Hashable {
    var file: String
    var key: String
  }

  /// The row that has the figure of a cell; nil for what is worked out from others.
  func origin(of column: Int, in row: Row) -> Origin? {
    guard columns[column].csv != nil else { return nil }
    let origin = columns[column].isElsewhere ? row.origins[column] : row.origin
    return origin?.file.isEmpty == false ? origin : nil
  }

  /// How a value is written: in a list of changes what stands in bold is what they lead from and to.
  func form(of column: Int, in row: Row) -> Form {
    let form = columns[column].form
    return form == .change && row.style == .total ? .value(.money) : form
  }
}

extension Value {
  /// A count as a value.
  static func count(_ number: Int) -> Value { .exact(Ratio(number)) }

  /// An amount in smallest units.
  static func money(_ amount: Int128) -> Value { .exact(Ratio(amount)) }
}
