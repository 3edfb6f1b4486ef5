import Ledger

/// The rows of a sheet as lines of fields, all of one width.
///
/// A sheet does not say how wide its table is. The rows in which headings are looked for do: what
/// stands further right in any later row is below no heading.
struct SheetLines {
  private let frontRowCount: Int
  /// Fields of every line; grows as long as the front lasts.
  private(set) var width = 0
  private var isInFront = true
  /// The front's lines, each with its number of fields, until the width is known.
  private var front: [(line: [UInt8], fieldCount: Int)] = []
  private var frontByteCount = 0
  /// Lines that wait to be taken.
  private var bytes: [UInt8] = []
  private var lineCount = 0
  /// The row that is read: its number from 1, and the fields it has so far.
  private var row = 0
  private var line: [UInt8] = []
  private var fieldCount = 0

  init(frontRowCount: Int) { self.frontRowCount = frontRowCount }

  var rowByteCount: Int { line.count }
  /// Bytes of lines that wait to be taken.
  var waitingByteCount: Int { bytes.count }

  /// Begins the row of a number.
  mutating func beginRow(_ number: Int) {
    row = number
    if isInFront, number > frontRowCount || frontByteCount > Limits.sheetFrontByteCountMax {
      finish()
    }
  }

  /// Adds a cell to the row that is read; blank ones, and those below no heading, leave no trace.
  mutating func add(
    _ cell: SheetCell, column: Int, _ workbook: Workbook
  ) throws(SheetCell.Fault) {
    if !isInFront, column >= width { return }
    let (before, count) = (line.count, fieldCount)
    if fieldCount == 0 { fieldCount = 1 }
    while fieldCount <= column {
      line.append(sheetDelimiter)
      fieldCount += 1
    }
    let start = line.count
    try cell.append(to: &line, workbook)
    if line.count == start {
      line.removeLast(line.count - before)
      fieldCount = count
    }
  }

  /// Ends the row; false when it held nothing.
  mutating func endRow() -> Bool {
    guard fieldCount > 0 else { return false }
    let blankCount = row - 1 - lineCount
    lineCount = row
    if isInFront {
      front += repeatElement((line: [], fieldCount: 0), count: blankCount)
      front.append((line, fieldCount))
      frontByteCount += line.count
      width = max(width, fieldCount)
    } else {
      bytes.append(contentsOf: repeatElement(0x0A, count: blankCount))
      write(line, fieldCount)
    }
    line.removeAll(keepingCapacity: true)
    fieldCount = 0
    return true
  }

  /// No further row belongs to the front.
  mutating func finish() {
    isInFront = false
    for (line, fieldCount) in front { write(line, fieldCount) }
    front = []
  }

  private mutating func write(_ line: [UInt8], _ fieldCount: Int) {
    bytes.append(contentsOf: line)
    if fieldCount > 0 {
      bytes.append(contentsOf: repeatElement(sheetDelimiter, count: width - fieldCount))
    }
    bytes.append(0x0A)
  }

  mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }
}
