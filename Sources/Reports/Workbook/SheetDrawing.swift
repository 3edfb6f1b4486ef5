import Ledger

extension SheetWriter {
  /// A whole sheet: title, note, totals, headings that stay in sight, rows with filters.
  mutating func draw(_ table: SheetTable, wording: WorkbookWording) {
    line(table.title, .title)
    if !table.cover.isEmpty { line(table.cover, .line) }
    line(table.note, .note)
    let sums = table.sums
    drawTotals(table, sums, wording)
    drawHeadings(table)
    freeze()
    filter(rowCount: table.rowCount, columnCount: table.headings.count)
    if let marks = table.marks {
      mark(marks.words, column: marks.column, rowCount: table.rowCount)
    }
    for (column, sum) in sums.enumerated() {
      // A figure may be longer than any cell, and its heading wraps.
      let figure = table.totals[column] == nil ? 0 : 18
      let heading = (table.headings[column].count + 1) / 2
      setWidth(
        min(table.isWrapped ? 32 : 60, max(9, sum.width, figure, heading) + 2), column: column)
    }
    drawRows(table)
  }

  /// A table among others on a sheet.
  mutating func drawBlock(_ table: SheetTable) {
    line(table.title, .title)
    if !table.note.isEmpty { line(table.note, .note) }
    if table.rowCount > 0 {
      drawHeadings(table)
      drawRows(table)
    }
    endRow()
  }

  /// Points that a wrapped text takes, with room for words that do not fill their line; Excel allows
  /// 409. Not every program finds the height by itself.
  private static func height(ofLength length: Int) -> CInt {
    CInt(min(409, 15 * max(1, (length + 25) / 26)))
  }

  private mutating func drawHeadings(_ table: SheetTable) {
    setHeight(32)
    for (column, heading) in table.headings.enumerated() {
      write(.text, Array(heading.utf8)[...], .heading, column: column)
    }
    endRow()
  }

  private mutating func drawRows(_ table: SheetTable) {
    var number = 0
    for piece in table.pieces {
      var reader = CellReader(piece)
      var column = 0
      var length = 0
      while let (kind, bytes) = reader.next() {
        length = max(length, bytes.count { $0 & 0xC0 != 0x80 })
        write(
          kind, bytes,
          table.totalRows.contains(number) ? .total : table.isWrapped ? .wrapped : .plain,
          column: column)
        column += 1
        if column == table.headings.count {
          if table.isWrapped { setHeight(Self.height(ofLength: length)) }
          endRow()
          (column, length, number) = (0, 0, number + 1)
        }
      }
    }
  }

  /// The row above the headings; rows begin two below it.
  private mutating func drawTotals(
    _ table: SheetTable, _ sums: [SheetTable.Sum], _ wording: WorkbookWording
  ) {
    let first = Int(row) + 3
    let last = first + table.rowCount - 1
    func range(_ column: Int, to last: Int) -> String {
      "\(columnName(column))\(first):\(columnName(column))\(last)"
    }
    // Which totals are formulas, so that a quotient of two can be one.
    var formulas: Set<Int> = []
    for column in table.headings.indices {
      let sum = sums[column]
      switch table.totals[column] {
      case nil:
        let word = column == 0 && !table.totals.isEmpty ? wording.total : ""
        write(.text, Array(word.utf8)[...], table.totals.isEmpty ? .plain : .total, column: column)
      case .rows:
        let count = Array(String(table.rowCount).utf8)
        let formula =
          table.rowCount > 0 ? "=SUBTOTAL(103,\(range(column, to: last)))" : "=0"
        write(formula: formula, .count, digits: count, column: column)
      case .residual:
        guard let amount = sum.amount, let end = sum.last, table.rowCount > 1 else { continue }
        write(
          formula: "=SUM(\(range(column, to: last - 1)))-\(columnName(column))\(last)", .money,
          digits: sum.digits(of: amount - end - end), column: column)
      case .sum:
        guard let amount = sum.amount, table.rowCount > 0 else { continue }
        write(
          formula: "=SUBTOTAL(9,\(range(column, to: last)))", sum.kind,
          digits: sum.digits(of: amount), column: column)
      case .figure(let kind, let digits):
        if let amount = sum.amount, unscaled(digits) == amount, fitsNumber(digits),
          table.rowCount > 0
        {
          formulas.insert(column)
          write(
            formula: "=SUBTOTAL(9,\(range(column, to: last)))", kind,
            digits: sum.digits(of: amount), column: column)
        } else {
          write(kind, digits[...], .total, column: column)
        }
      case .quotient(let top, let bottom, let digits):
        if formulas.isSuperset(of: [top, bottom]), !digits.isEmpty {
          let (over, under) = ("\(columnName(top))\(row + 1)", "\(columnName(bottom))\(row + 1)")
          write(
            formula: "=IF(\(under)=0,\"\",ROUND(\(over)/\(under),6))", .rate, digits: digits,
            column: column)
        } else {
          write(.rate, digits[...], .total, column: column)
        }
      }
    }
    endRow()
  }
}

/// The letters of a column, from 0: A … Z, AA …
func columnName(_ column: Int) -> String {
  let last = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(column % 26)))
  return column < 26 ? last : columnName(column / 26 - 1) + last
}
