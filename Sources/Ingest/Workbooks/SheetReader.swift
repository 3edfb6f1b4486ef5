import Ledger

/// Reads the worksheet part: `sheetData` / `row` / `c`, with `v`, `f`, `is` / `t` or `is` / `r` / `t`.
///
/// Each row becomes one line, so that the number of a line is the number of its row.
struct SheetReader: XMLContent {
  /// Lines as far as they are read, apart from blank ones behind the last that holds anything.
  private(set) var lines: SheetLines
  private(set) var hiddenRowCount = 0
  /// Hidden columns as ranges of indexes, from 0.
  private var hiddenColumns: [Range<Int>] = []
  private let workbook: Workbook
  private var path: [Element] = []
  private var cell = SheetCell()
  /// Number of the row that is read, from 1, and whether it is hidden.
  private var row = 0
  private var isRowHidden = false
  /// Index of the cell that is read.
  private var column = -1

  private enum Element {
    case root, columns, rows, row, cell, value, formula, inline, run, inlineText, other
  }

  init(_ workbook: Workbook, frontRowCount: Int) {
    self.workbook = workbook
    lines = SheetLines(frontRowCount: frontRowCount)
  }

  /// Hidden columns among those that hold anything.
  var hiddenColumnCount: Int {
    (0..<lines.width).count { column in hiddenColumns.contains { $0.contains(column) } }
  }

  /// Hands the lines out.
  mutating func takeLines() -> [UInt8] { lines.take() }

  /// No further line comes.
  mutating func finish() { lines.finish() }

  mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(Unreadable) {
    var element = Element.other
    switch (path.last, name) {
    case (.row, "c"):
      element = .cell
      try beginCell(attributes)
    case (.cell, "v"): (element, cell.hasValue) = (.value, true)
    case (.cell, "f"): (element, cell.hasFormula) = (.formula, true)
    case (.cell, "is"): element = .inline
    case (.inline, "r"): element = .run
    case (.inline, "t"), (.run, "t"): element = .inlineText
    case (.rows, "row"):
      element = .row
      try beginRow(attributes)
    case (.root, "sheetData"): element = .rows
    case (.root, "cols"): element = .columns
    case (.columns, "col"): noteColumns(attributes)
    case (nil, "worksheet"): element = .root
    default: break
    }
    path.append(element)
  }

  mutating func end() throws(Unreadable) -> Bool {
    switch path.popLast() {
    case .cell: try endCell()
    case .row:
      if lines.endRow(), isRowHidden { hiddenRowCount += 1 }
      return lines.waitingByteCount >= Limits.chunkByteCount
    default: break
    }
    return false
  }

  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) throws(Unreadable) {
    let part: SheetCell.Part
    switch path.last {
    case .value: part = .value
    case .formula: part = .formula
    case .inlineText: part = .inline
    default: return
    }
    // A shared or formula's value never stands beside an inline one: the type says which counts.
    guard unsafe cell.append(piece, to: part) else {
      throw .tooLarge("\(place): \(Limits.sheetCellByteCountMax) bytes")
    }
  }

  private mutating func noteColumns(_ attributes: XMLAttributes) {
    guard attributes.isTrue("hidden"), let first = attributes.number("min"),
      let last = attributes.number("max"), first >= 1, first <= last,
      first <= Limits.sheetColumnCountMax, hiddenColumns.count < Limits.sheetColumnCountMax
    else { return }
    hiddenColumns.append((first - 1)..<min(last, Limits.sheetColumnCountMax))
  }

  private mutating func beginRow(_ attributes: XMLAttributes) throws(Unreadable) {
    let number = unsafe attributes.value("r") == nil ? row + 1 : attributes.number("r")
    guard let number, number > row else { throw .outOfOrder("row \(number ?? 0)") }
    guard number <= Limits.sheetRowCountMax else {
      throw .tooLarge("\(Limits.sheetRowCountMax) rows")
    }
    row = number
    column = -1
    lines.beginRow(number)
    isRowHidden = attributes.isTrue("hidden")
  }

  private mutating func beginCell(_ attributes: XMLAttributes) throws(Unreadable) {
    let before = column
    column += 1
    if let name = unsafe attributes.value("r") {
      guard let named = unsafe cellPlace(name) else {
        throw .brokenCell(unsafe String(cString: name), "r")
      }
      guard named.column > before, named.row == row else {
        throw .outOfOrder(unsafe String(cString: name))
      }
      column = named.column
    }
    guard column < Limits.sheetColumnCountMax else {
      throw .tooLarge("\(Limits.sheetColumnCountMax) columns")
    }
    let style = attributes.number("s") ?? 0
    guard unsafe cell.restart(type: attributes.value("t"), style: style) else {
      throw .brokenCell(place, "t=\"\(attributes.text("t") ?? "")\"")
    }
  }

  private mutating func endCell() throws(Unreadable) {
    do throws(SheetCell.Fault) {
      try lines.add(cell, column: column, workbook)
    } catch {
      switch error {
      case .sharedString: throw .noSharedString(place, count: workbook.strings.count)
      case .boolean: throw .brokenCell(place, "t=\"b\"")
      }
    }
    guard lines.rowByteCount <= Limits.recordByteCountMax else {
      throw .tooLarge("\(place): \(Limits.recordByteCountMax >> 20) MiB")
    }
  }

  /// The cell that is read, as a spreadsheet calls it.
  private var place: String { columnName(column) + String(row) }
}

/// Column index and row number of a name such as `AB12`.
private func cellPlace(_ name: UnsafePointer<CChar>) -> (column: Int, row: Int)? {
  var byte = unsafe name
  var (column, row) = (0, 0)
  while case let letter = unsafe UInt8(bitPattern: byte.pointee) &- 0x41, letter < 26 {
    column = column * 26 + Int(letter) + 1
    guard column <= Limits.sheetColumnCountMax else { return nil }
    unsafe byte += 1
  }
  while case let digit = unsafe UInt8(bitPattern: byte.pointee) &- 0x30, digit <= 9 {
    row = row * 10 + Int(digit)
    guard row <= Limits.sheetRowCountMax else { return nil }
    unsafe byte += 1
  }
  guard unsafe byte.pointee == 0, column > 0, row > 0 else { return nil }
  return (column - 1, row)
}

/// The letters of a column, by its index.
func columnName(_ index: Int) -> String {
  var (rest, letters) = (index + 1, "")
  while rest > 0 {
    letters = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + letters
    rest = (rest - 1) / 26
  }
  return letters
}
