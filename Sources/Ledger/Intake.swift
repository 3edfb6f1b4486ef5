/// Everything that reading the input gave: tables, and an account of every file and row.
package struct Intake: Sendable {
  /// One for each source of the plan.
  package var tables: [Table]
  package var files: [InputFile] = []
  /// Files left out because an earlier one of their source has the same bytes.
  package var duplicates: [DuplicateFile] = []
  /// Files besides those that something was made of: lists that rules name, and what was left out.
  package var others: [OtherFile] = []
  /// In order of source, then file, then line.
  package var rejects: [Reject] = []
  package var notices: [Notice] = []
  /// Where the plan has one.
  package var calendar: WorkingCalendar?
  /// A required source is absent, unreadable in part or has more rejects than allowed.
  package var isIncomplete = false
  /// Indexes of sources of which a file is missing or unreadable: their codes prove nothing.
  package var brokenSources: Set<Int> = []
  /// For each source the values of its `each` that no usable file carries, neither in a row nor in its
  /// path; empty where there is no `each`.
  package var absentSenders: [Set<String>]

  /// For each source, column and symbol id: the code breaks `length` or is unknown to its map.
  package var unknownCodes: [[[Bool]]]

  /// Nothing read yet: empty tables.
  package init(tables: [Table]) {
    self.tables = tables
    unknownCodes = Array(repeating: [], count: tables.count)
    absentSenders = Array(repeating: [], count: tables.count)
  }
}

/// One file that was found for a source.
package struct InputFile: Sendable {
  /// By index into the plan.
  package var source: Int
  /// Path under the input folder, with `/`.
  package var path: String
  package var byteCount: Int
  /// 64 hexadecimal digits.
  package var sha256: String
  /// The date in its name.
  package var day: Day?
  /// The tables inside: one for a plain file, one for each entry of an archive; none when the file
  /// could not be used.
  package var tables: [InputTable]
  /// In the order in which they stand there.
  package var skipped: [SkippedEntry] = []

  package init(source: Int, path: String, byteCount: Int, sha256: String, tables: [InputTable]) {
    self.source = source
    self.path = path
    self.byteCount = byteCount
    self.sha256 = sha256
    self.tables = tables
  }
}

/// A file, or an entry of an archive, with the bytes of an earlier one of the same source.
package struct DuplicateFile: Sendable, Hashable {
  /// By index into the plan.
  package var source: Int
  package var path: String
  /// nil for a whole file.
  package var entry: String?
  /// Path of the file that was read, or that holds what was read.
  package var twin: String
  package var twinEntry: String?
  /// The date that `fresh` asks for in days since 1970-01-01, where the file's own name says it.
  package var day: Int32?

  package init(
    source: Int, path: String, entry: String?, twin: String, twinEntry: String?, day: Int32?
  ) {
    self.source = source
    self.path = path
    self.entry = entry
    self.twin = twin
    self.twinEntry = twinEntry
    self.day = day
  }
}

/// A file that a run looked at without taking rows from it.
package struct OtherFile: Sendable, Hashable {
  package enum Role: String, Sendable {
    /// Lists the writings of a map, or the days of a calendar.
    case list
    case duplicate
    case superseded
  }
  /// Path under the input folder, with `/`.
  package var path: String
  package var role: Role
  /// 64 hexadecimal digits; empty for a file that was not opened.
  package var sha256: String

  package init(path: String, role: Role, sha256: String) {
    self.path = path
    self.role = role
    self.sha256 = sha256
  }
}

/// One table that was read, with what was decided about it and what became of its rows.
package struct InputTable: Sendable {
  /// Name inside the archive; nil for a plain file.
  package var entry: String?
  package var encoding: String
  /// What speaks for the encoding, in the language of the run.
  package var encodingEvidence: String
  /// nil for a sheet of a workbook.
  package var delimiter: Character?
  /// Line of the (last) header row, from 1.
  package var headerLine: Int
  /// Number formats by column name, where a column needed one.
  package var numbers: [(column: String, format: NumberFormat)]
  /// Date formats by column name.
  package var dates: [(column: String, format: DateFormat)]
  /// Units of money that the file stated, as powers of ten, by column name.
  package var moneyUnits: [(column: String, exponent: Int)]
  package var account: TableAccount
  package var coverage = Coverage()
  /// Lines of total rows that were not compared, because a rejected row may stand in their sum.
  package var uncomparedTotals: [Int] = []
  /// What a sheet of a workbook has besides; nil for text.
  package var sheet: SheetRecord?

  package init(
    entry: String?, encoding: String, encodingEvidence: String, delimiter: Character?,
    headerLine: Int
  ) {
    self.entry = entry
    self.encoding = encoding
    self.encodingEvidence = encodingEvidence
    self.delimiter = delimiter
    self.headerLine = headerLine
    self.numbers = []
    self.dates = []
    self.moneyUnits = []
    self.account = TableAccount()
  }
}

/// How a workbook counts days.
package enum DateSystem: String, Sendable {
  /// Day 1 is 1900-01-01. Day 60 is 29/02/1900, which never was: the count repeats an error of 1983.
  case from1900 = "1900"
  /// Day 0 is 1904-01-01.
  case from1904 = "1904"
}

/// What is told about a sheet that was read.
package struct SheetRecord: Sendable, Hashable {
  package var dates: DateSystem
  package var isHidden: Bool
  /// Rows with something in them that are hidden, and columns of the table that are; all were read.
  package var hiddenRowCount: Int
  package var hiddenColumnCount: Int

  package init(dates: DateSystem, isHidden: Bool, hiddenRowCount: Int, hiddenColumnCount: Int) {
    self.dates = dates
    self.isHidden = isHidden
    self.hiddenRowCount = hiddenRowCount
    self.hiddenColumnCount = hiddenColumnCount
  }
}

/// An entry of an archive, or a sheet of a workbook, that the file was read without.
package struct SkippedEntry: Sendable, Hashable {
  package enum Reason: String, Sendable {
    case empty
    /// None of the headings that the source wants.
    case noHeading = "no-heading"
    case hidden
    /// What a system leaves behind, a document, a chart.
    case noTable = "no-table"
  }
  /// With the archives around it: `inner.zip//readme.txt`.
  package var name: String
  package var reason: Reason

  package init(name: String, reason: Reason) {
    self.name = name
    self.reason = reason
  }
}

/// What became of the records of one table before any match: every record has one outcome.
package struct TableAccount: Sendable, Hashable {
  /// Records read, header and title rows included.
  package var read = 0
  package var kept = 0
  package var rejected = 0
  package var filtered = 0
  package var total = 0
  /// Title, header, blank and footer rows.
  package var outside = 0
  /// Σ of the first money column over kept rows, in smallest units.
  package var keptMoney: Int128 = 0
  package var filteredMoney: Int128 = 0

  package init() {}

  /// Rows that hold data, read or not: no headings, blank lines or totals.
  package var dataRows: Int { kept + rejected + filtered }

  /// Whether the outcomes add up to what was read.
  package var isBalanced: Bool { read == kept + rejected + filtered + total + outside }
}

/// A row that could not be read as what it should be.
package struct Reject: Sendable, Hashable {
  package var source: Int
  package var file: String
  package var entry: String?
  /// Line from 1.
  package var line: Int
  /// Number from 1; 0 where the whole record is at fault.
  package var column: Int
  /// The heading; empty where the whole record is at fault.
  package var header: String
  /// The cell, or the record, as it stands in the file.
  package var raw: String
  package var reason: RejectReason

  package init(
    source: Int, file: String, entry: String?, line: Int, column: Int, header: String, raw: String,
    reason: RejectReason
  ) {
    self.source = source
    self.file = file
    self.entry = entry
    self.line = line
    self.column = column
    self.header = header
    self.raw = raw
    self.reason = reason
  }
}

/// Why a row was rejected; Reports words it.
package enum RejectReason: Sendable, Hashable {
  case tooFewFields(expected: Int, found: Int)
  case tooManyFields(expected: Int, found: Int)
  /// A required cell is empty.
  case empty
  /// A computed column that is required has no value.
  case noValue(column: String)
  case notANumber
  /// Written against the number format that the column has.
  case againstNumberFormat(NumberFormat)
  /// Finer than the smallest unit that is kept.
  case tooFine
  /// Beyond 64 bits.
  case tooLarge
  /// Scientific notation that leaves digits unwritten, or more digits than a workbook keeps.
  case digitsLost
  case notADate
  /// Well formed, but the calendar has no such day.
  case impossibleDate
  /// Written against the date format that the column has.
  case againstDateFormat(DateFormat)
  case notAFlag
  /// A formula of a workbook whose value was never worked out.
  case formulaWithoutValue
  /// `#REF!` and the like.
  case spreadsheetError
  /// Bytes that are not text in the file's encoding.
  case notText
  /// A quote that is not closed, or stands inside an unquoted field.
  case brokenQuote
  /// A NUL byte.
  case nulByte
}
