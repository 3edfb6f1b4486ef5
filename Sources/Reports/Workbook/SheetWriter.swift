internal import CXlsxWriter
import Ledger

/// Writes the cells of a sheet, row after row.
@safe struct SheetWriter {
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let styles: CellStyles
  private var buffer: [UInt8] = []
  /// Row that is written next, from 0.
  private(set) var row: UInt32 = 0

  /// Excel's bound on a cell.
  private static let textLengthMax = 32_767

  init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ styles: CellStyles) {
    unsafe self.sheet = sheet
    self.styles = styles
    // A4, lying, as wide as the paper and as long as it must be.
    unsafe worksheet_set_landscape(sheet)
    unsafe worksheet_set_paper(sheet, 9)
    unsafe worksheet_fit_to_pages(sheet, 1, 0)
    unsafe worksheet_set_footer(sheet, "&L&A&R&P/&N")
  }

  /// Goes on to the next row.
  mutating func endRow(count: Int = 1) { row += UInt32(count) }

  /// A row that is so many points high.
  mutating func setHeight(_ points: CInt) { unsafe doichieu_set_height(sheet, row, points) }

  /// Text in the first column, and on to the next row.
  mutating func line(_ text: String, _ role: CellStyles.Role) {
    write(.text, Array(text.utf8)[...], role, column: 0)
    endRow()
  }

  /// A cell of the row.
  mutating func write(
    _ kind: CellKind, _ bytes: ArraySlice<UInt8>, _ role: CellStyles.Role, column: Int
  ) {
    guard let column = UInt16(exactly: column) else { return }
    if kind != .text, !bytes.isEmpty, let digits = numeric(kind, bytes) {
      set(digits)
      let format = unsafe styles.format(kind, role)
      unsafe withText { unsafe doichieu_write_digits(sheet, row, column, $0, format) }
    } else if !bytes.isEmpty {
      set(text(bytes))
      // Digits that no number would keep stand to the right all the same.
      let format = unsafe styles.format(kind, role)
      unsafe withText { unsafe worksheet_write_string(sheet, row, column, $0, format) }
    } else if role != .plain {
      let format = unsafe styles.format(.text, role)
      unsafe worksheet_write_blank(sheet, row, column, format)
    }
  }

  /// A formula that gives these digits.
  mutating func write(formula: String, _ kind: CellKind, digits: [UInt8], column: Int) {
    guard let column = UInt16(exactly: column) else { return }
    set(digits[...])
    let format = unsafe styles.format(kind, .total)
    unsafe withText { unsafe doichieu_write_formula(sheet, row, column, formula, $0, format) }
  }

  mutating func setWidth(_ characters: Int, column: Int) {
    guard let column = UInt16(exactly: column) else { return }
    unsafe doichieu_set_width(sheet, column, CInt(characters))
  }

  /// Keeps the rows above the next one in sight and on every printed page.
  mutating func freeze() {
    unsafe worksheet_freeze_panes(sheet, row, 0)
    unsafe worksheet_repeat_rows(sheet, row - 1, row - 1)
  }

  /// Buttons to filter by, on the row before the next one.
  mutating func filter(rowCount: Int, columnCount: Int) {
    unsafe worksheet_autofilter(
      sheet, row - 1, 0, row - 1 + UInt32(rowCount), UInt16(clamping: columnCount - 1))
  }

  /// Colours the severities in a column of the coming rows.
  mutating func mark(_ words: [(Severity, String)], column: Int, rowCount: Int) {
    guard rowCount > 0 else { return }
    for (severity, word) in words {
      unsafe doichieu_mark(
        sheet, row, row + UInt32(rowCount) - 1, UInt16(clamping: column), word,
        styles.mark(severity))
    }
  }

  /// The digits as the library takes them; nil for what a number would not keep.
  private func numeric(_ kind: CellKind, _ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    if kind == .date { return serial(bytes) }
    guard fitsNumber(bytes) else { return nil }
    // The Vietnamese dialect of the CSV files has a decimal comma.
    return ArraySlice(bytes.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 })
  }

  /// Excel counts days from 30 December 1899, rightly from March 1900 on.
  private func serial(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let parts = bytes.split(separator: UInt8(ascii: "-")).map { unscaled($0) ?? 0 }
    guard parts.count == 3,
      let day = Day(year: Int(parts[0]), month: Int(parts[1]), day: Int(parts[2]))
    else { return nil }
    let number = Int(day.number) + 25_569
    return number > 60 ? Array(String(number).utf8)[...] : nil
  }

  /// Text as XML and Excel allow it: no control characters, not too long.
  private func text(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if bytes.count <= Self.textLengthMax, bytes.allSatisfy(beginsAllowed) { return bytes }
    var scalars = String.UnicodeScalarView()
    var length = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      length += scalar.value > 0xFFFF ? 2 : 1
      if length >= Self.textLengthMax {
        scalars.append("…")
        break
      }
      scalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
    }
    return Array(String(scalars).utf8)[...]
  }

  /// What is not allowed is a control character of one byte, or begins with one of two bytes with which
  /// Vietnamese letters never begin.
  private func beginsAllowed(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F && byte != 0xC2 && byte != 0xEF
  }

  private func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  private mutating func set(_ bytes: ArraySlice<UInt8>) {
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: bytes)
    buffer.append(0)
  }

  /// Hands the buffer to the library, whose answer tells only of bounds that were kept before.
  private func withText(_ write: (UnsafePointer<CChar>) -> lxw_error) {
    unsafe buffer.withUnsafeBytes { bytes in
      guard let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else {
        return
      }
      _ = unsafe write(start)
    }
  }
}
