import Ledger

extension CSVDialect {
  var separator: UInt8 { UInt8(ascii: self == .standard ? "," : ";") }
  var decimalMark: UInt8 { UInt8(ascii: self == .standard ? "." : ",") }
}

/// The bytes of a CSV file as it grows: UTF-8 with BOM, CRLF, quotes by RFC 4180.
///
/// The workbook gets the same rows through it, as cells with their kinds.
struct CSVText {
  private(set) var bytes: [UInt8] = []
  /// The cells instead of the bytes; nil for a CSV file.
  private(set) var cells: CellBytes?
  private let separator: UInt8
  private var isRowEmpty = true

  init(_ dialect: CSVDialect) { separator = dialect.separator }

  /// Cells for a sheet of the workbook.
  static var forSheet: CSVText {
    var text = CSVText(.standard)
    text.cells = CellBytes()
    return text
  }

  /// The byte order mark, by which Excel knows UTF-8, and the headings.
  mutating func begin(header: [String]) {
    bytes.append(text: "\u{FEFF}")
    for name in header { text(name.utf8) }
    endRow()
  }

  /// A cell of text; what a spreadsheet would run as a formula gets a `'` in front.
  mutating func text(_ cell: some Collection<UInt8>) {
    if cells != nil {
      cells?.add(.text, cell)
      return
    }
    beginCell()
    let isFormula = cell.first.map(beginsFormula) ?? false
    guard cell.contains(where: { mustBeQuoted($0) }) else {
      if isFormula { bytes.append(UInt8(ascii: "'")) }
      bytes.append(contentsOf: cell)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    for byte in cell {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A cell of text.
  mutating func text(_ cell: String) { text(cell.utf8) }

  /// A cell of digits, which a leading minus does not make a formula.
  mutating func number(_ digits: some Collection<UInt8>, _ type: ValueType) {
    if cells != nil {
      cells?.add(CellKind(type), digits)
      return
    }
    beginCell()
    bytes.append(contentsOf: digits)
  }

  /// A cell that holds a count.
  mutating func count(_ number: Int) {
    if cells != nil {
      cells?.add(.count, String(number))
      return
    }
    beginCell()
    bytes.append(count: number)
  }

  mutating func endRow() {
    if cells != nil { return }
    bytes.append(text: "\r\n")
    isRowEmpty = true
  }

  /// Forgets the bytes, which went somewhere else, and keeps their room.
  mutating func removeBytes() { bytes.removeAll(keepingCapacity: true) }

  private mutating func beginCell() {
    if !isRowEmpty { bytes.append(separator) }
    isRowEmpty = false
  }

  private func mustBeQuoted(_ byte: UInt8) -> Bool {
    byte == separator || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r")
      || byte == UInt8(ascii: "\n")
  }

  private func beginsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      true
    default: false
    }
  }
}
