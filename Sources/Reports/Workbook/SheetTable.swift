import Ledger

/// A table as a sheet shows it: title, note, totals, headings, rows.
struct SheetTable: Sendable {
  var title: String
  /// A line below the title; empty for none.
  var cover = ""
  var note = ""
  var headings: [String]
  /// Rows as cells, piece by piece.
  var pieces: [[UInt8]] = []
  /// How many there are in `pieces`.
  var rowCount = 0
  /// By column.
  var totals: [Int: Total] = [:]
  /// Words that are coloured.
  var marks: Marks?
  /// Whether long texts go on below themselves, as they must on paper.
  var isWrapped = false
  /// Rows that are sums of others, counted from 0.
  var totalRows: Set<Int> = []

  /// A column whose words say how bad a row is.
  struct Marks: Sendable {
    var column: Int
    var words: [(Severity, String)]
  }

  /// What stands above a column.
  enum Total: Sendable, Equatable {
    /// A figure of ours: the sum of the cells, written as such where it is.
    case figure(CellKind, digits: [UInt8])
    /// One total divided by another.
    case quotient(of: Int, by: Int, digits: [UInt8])
    /// The sum of the cells, whatever it is.
    case sum
    /// How many rows there are.
    case rows
    /// The last cell less all before it: 0 in a bridge.
    case residual
  }

  /// What a column adds up to, as digits without a decimal mark.
  struct Sum: Sendable, Equatable {
    /// nil where a cell is no number, or no workbook would keep its digits.
    var amount: Int128? = 0
    var last: Int128?
    var decimals = 0
    var kind = CellKind.text
    /// Characters of the longest cell.
    var width = 0
  }

  /// What each column adds up to.
  var sums: [Sum] {
    var sums = headings.map { _ in Sum() }
    for piece in pieces {
      var reader = CellReader(piece)
      var column = 0
      while let (kind, bytes) = reader.next() {
        sums[column].add(kind, bytes)
        column = (column + 1) % headings.count
      }
    }
    return sums
  }
}

extension SheetTable.Sum {
  fileprivate mutating func add(_ cell: CellKind, _ bytes: ArraySlice<UInt8>) {
    // A character of two or three bytes, and a group's mark for every three digits.
    let length =
      cell == .text ? bytes.count { $0 & 0xC0 != 0x80 } : bytes.count + bytes.count / 3
    width = max(width, length)
    if bytes.isEmpty { return }
    guard cell == .money || cell == .count || cell == .change, fitsNumber(bytes),
      let value = unscaled(bytes), kind == .text || kind == cell
    else {
      amount = nil
      return
    }
    kind = cell
    last = value
    let mark = bytes.lastIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    decimals = mark.map { bytes.endIndex - $0 - 1 } ?? 0
    amount = amount.flatMap {
      let (sum, isBeyond) = $0.addingReportingOverflow(value)
      return isBeyond ? nil : sum
    }
  }

  /// The digits of a sum of this column.
  func digits(of sum: Int128) -> [UInt8] {
    var digits: [UInt8] = []
    let scale = powerOfTen(decimals).magnitude
    var value = DecimalDigits(Ratio(sum), decimals: 0)
    (value.whole, value.fraction) = value.whole.quotientAndRemainder(dividingBy: scale)
    value.decimals = decimals
    value.append(to: &digits, decimalMark: UInt8(ascii: "."))
    return digits
  }
}

extension SheetTable {
  /// The cells of a table of the report.
  init(_ table: ReportTable, note: String, _ plain: PlainForm) {
    title = table.title
    self.note = note
    headings = table.columns.map { $0.group.isEmpty ? $0.heading : "\($0.group) · \($0.heading)" }
    var cells = CellBytes()
    for row in table.rows {
      for (column, value) in row.values.enumerated() {
        cells.add(table.form(of: column, in: row), value, plain)
      }
    }
    pieces = [cells.bytes]
    rowCount = table.rows.count
    totalRows = Set(table.rows.indices.filter { table.rows[$0].style == .total })
  }
}

extension CellBytes {
  fileprivate mutating func add(
    _ form: ReportTable.Form, _ value: Value, _ plain: PlainForm
  ) {
    let kind = CellKind(form)
    guard case .exact(let ratio) = value else {
      var text: [UInt8] = []
      plain.append(value, type: .text, to: &text)
      return add(.text, text)
    }
    var digits: [UInt8] = []
    switch kind {
    case .points, .multiple:
      // Whoever shows fewer digits rounds once, as the page does.
      let exact = DecimalDigits(ratio, decimals: 10)
      (kind == .points ? exact.shiftedLeft(by: 2) : exact)
        .append(to: &digits, decimalMark: UInt8(ascii: "."))
    case .text: break
    case .count: plain.append(value, type: .integer, to: &digits)
    case .money, .change: plain.append(value, type: .money, to: &digits)
    case .rate: plain.append(value, type: .rate, to: &digits)
    case .number: plain.append(value, type: .number, to: &digits)
    case .date: plain.append(value, type: .date, to: &digits)
    }
    add(kind, digits)
  }
}
