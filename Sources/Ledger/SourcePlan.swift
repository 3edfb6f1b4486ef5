/// What is read for one source, and how.
package struct SourcePlan: Sendable {
  package var name: String
  /// For people; the name when the rule file gives none.
  package var title: String
  package var files: [FilePattern]
  /// No file found makes the run incomplete.
  package var isRequired = true
  /// False for a source that `--only` leaves without use: it is not read and its absence says nothing.
  package var isNeeded = true
  package var header = HeaderPlan.auto
  package var encoding = EncodingPlan.auto
  /// One byte, nil for `auto`.
  package var delimiter: UInt8?
  /// nil for `auto`.
  package var numbers: NumberFormat?
  /// nil for `auto`.
  package var dates: DateFormat?
  /// The unit in which money is written where the column says nothing.
  package var moneyUnit = MoneyUnit.tenTo(0)
  /// Labels of total and subtotal rows, as written.
  package var totals: [String] = SourcePlan.defaultTotals
  /// Rows that may be parts of a row above are rows of their own: nothing is decided about them.
  package var countsParts = false
  package var columns: [ColumnPlan] = []
  /// Computed columns in the order of what they need; see `computed`.
  package var computedOrder: [Int] = []
  /// Rows for which this is not true are filtered.
  package var filter: Expression?
  /// Indexes of the columns that identify a row; empty for none.
  package var unique: [Int] = []
  package var rejectLimit = RejectLimit.count(0)
  /// Who is expected to send rows; nil for nobody in particular.
  package var sender: SenderPlan?
  /// nil where any age will do.
  package var freshness: FreshnessPlan?
  /// nil where every file is read.
  package var latest: LatestPlan?
  /// nil where a row of a file is a row.
  package var unpivot: UnpivotPlan?
  /// File of the passwords of its archives, under the input folder unless it is absolute.
  package var passwordFile: String?

  package init(name: String, title: String, files: [FilePattern]) {
    self.name = name
    self.title = title
    self.files = files
  }

  /// Labels that begin a total row where the source names none.
  package static let defaultTotals = ["Tổng cộng", "Tổng số", "Cộng", "Total", "Subtotal"]

  /// The first column of money, whose sums stand in the row account.
  package var moneyColumn: Int? { columns.firstIndex { $0.type == .money && $0.isUsed } }
}

/// A glob under the input folder, with an optional glob for entries inside archives.
package struct FilePattern: Sendable, Hashable {
  /// The text as the rule file writes it.
  package var text: String
  /// The part before `//`.
  package var path: String
  /// The part after `//`; nil takes every table inside.
  package var entry: String?

  /// A whole file by its path, whatever signs stand in it.
  package init(path: String) {
    (text, self.path, entry) = (path, path, nil)
  }

  package init(_ text: String) {
    self.text = text
    var slash: String.Index?
    var index = text.startIndex
    while let next = text[index...].firstIndex(of: "/") {
      let after = text.index(after: next)
      if after < text.endIndex, text[after] == "/" {
        slash = next
        break
      }
      index = after
    }
    if let slash {
      path = String(text[..<slash])
      entry = String(text[text.index(slash, offsetBy: 2)...])
    } else {
      path = text
      entry = nil
    }
  }
}

/// Which rows of a table hold its headings.
package enum HeaderPlan: Sendable, Hashable {
  /// The first row that fits the columns.
  case auto
  /// Row numbers from 1, ascending.
  case rows([Int])
}

/// How a file's bytes become text.
package enum EncodingPlan: String, Sendable, CaseIterable {
  case auto
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case windows1258 = "windows-1258"
  case windows1252 = "windows-1252"
  case tcvn3
  case vni
}

/// The unit of money cells.
package enum MoneyUnit: Sendable, Hashable {
  /// 10^n currency units: 0, 3, 6 or 9.
  case tenTo(Int)
  /// As the column's heading or the rows above the table say.
  case fromFile
}

/// How numbers are written. Groups are optional in every format.
package enum NumberFormat: String, Sendable, CaseIterable {
  /// Dots group, the comma is the decimal sign.
  case vietnamese = "1.234,5"
  /// Commas group, the dot is the decimal sign.
  case english = "1,234.5"
  /// No groups, the dot is the decimal sign.
  case plain = "1234.5"
}

/// How dates are written.
package enum DateFormat: String, Sendable, CaseIterable {
  case dayFirst = "dd/mm/yyyy"
  case monthFirst = "mm/dd/yyyy"
  case iso = "yyyy-mm-dd"
  /// Days counted by a spreadsheet from 1900.
  case excel
}

/// How many rows of a source may be rejected before the run is incomplete.
package enum RejectLimit: Sendable, Hashable {
  case count(Int)
  /// A share of the rows read, rejected ones included.
  case share(Ratio)
}

/// One column of a source.
package struct ColumnPlan: Sendable {
  package enum Origin: Sendable {
    /// Alternative headings, as written; matched folded.
    case heading([String])
    /// Computed from constants, the file and columns with a smaller place in `SourcePlan.computed`.
    case expression(Expression)
    /// Made by `unpivot`, of cells that other columns read.
    case unpivoted
  }
  package var name: String
  package var origin: Origin
  package var type: ValueType
  /// Digits of a code; nil for any.
  package var length: Int?
  /// All-digit codes shorter than `length` get zeros in front.
  package var pads = false
  /// A prefix taken off once.
  package var dropLeft: String?
  /// Index into `Plan.maps`.
  package var map: Int?
  package var reference: Reference?
  /// Overrides the source's `moneyUnit`.
  package var moneyUnit: MoneyUnit?
  /// Whether a rate is written in percent; nil decides by the column.
  package var isPercent: Bool?
  /// An empty cell rejects its row.
  package var isRequired: Bool
  /// A file without the heading is read all the same, the column missing: `required: false` was said.
  package var mayBeAbsent = false
  /// Whether any match, balance, check, filter or reference needs the column.
  package var isUsed = false
  /// Whether the column is held as symbols: it has `map`, `in`, a length or is a balance dimension.
  package var isInterned = false

  package init(name: String, origin: Origin, type: ValueType, isRequired: Bool) {
    self.name = name
    self.origin = origin
    self.type = type
    self.isRequired = isRequired
  }
}

extension SourcePlan {
  /// Whether the table has the column: it is used, and no mere cell of a wide table.
  package func holds(_ column: Int) -> Bool {
    columns[column].isUsed && unpivot?.cells.contains { $0.column == column } != true
  }

  /// Computed columns in an order in which each needs only columns before it.
  package var computed: [Int] {
    let declared = columns.indices.filter {
      if case .expression = columns[$0].origin { true } else { false }
    }
    return computedOrder.count == declared.count ? computedOrder : declared
  }
}
