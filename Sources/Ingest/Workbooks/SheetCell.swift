import Ledger

/// One cell of a sheet while its element is read.
struct SheetCell {
  enum Kind { case number, shared, text, boolean, error, date }
  enum Part { case value, formula, inline }

  var kind = Kind.number
  var style = 0
  var hasValue = false
  var hasFormula = false
  private var value: [UInt8] = []
  private var formula: [UInt8] = []

  private static let kinds: [(name: StaticString, kind: Kind)] = [
    ("s", .shared), ("n", .number), ("str", .text), ("inlineStr", .text), ("b", .boolean),
    ("e", .error), ("d", .date),
  ]

  /// Makes ready for the next cell; false when no spreadsheet knows its type.
  mutating func restart(type: UnsafePointer<CChar>?, style: Int) -> Bool {
    value.removeAll(keepingCapacity: true)
    formula.removeAll(keepingCapacity: true)
    (hasValue, hasFormula, self.style) = (false, false, style)
    guard let type = unsafe type else {
      kind = .number
      return true
    }
    guard let found = Self.kinds.first(where: { unsafe isSame(type, $0.name) }) else {
      return false
    }
    kind = found.kind
    return true
  }

  /// Adds a piece of text; false when the cell gets too long.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>, to part: Part) -> Bool {
    if part == .formula {
      // Only shown, in a report.
      unsafe formula.append(contentsOf: piece.prefix(max(0, 2000 - formula.count)))
    } else {
      unsafe value.append(contentsOf: piece)
    }
    return value.count <= Limits.sheetCellByteCountMax
  }

  /// Why a cell cannot be a field.
  enum Fault: Error { case sharedString, boolean }

  /// Appends the cell as a field; nothing for a blank one.
  func append(to line: inout [UInt8], _ workbook: Workbook) throws(Fault) {
    // A formula's empty text is a value, an empty element is none.
    if hasFormula, value.isEmpty, !(hasValue && kind == .text) {
      appendField([UInt8(ascii: "=")] + formula, mark: .formula, to: &line)
      return
    }
    if value.isEmpty { return }
    switch kind {
    case .text: appendField(value, mark: nil, to: &line)
    case .error: appendField(value, mark: .error, to: &line)
    case .shared:
      guard let index = Int(String(decoding: value, as: UTF8.self)),
        workbook.strings.append(index, to: &line)
      else { throw .sharedString }
    case .boolean:
      let isTrue = value.elementsEqual("1".utf8) || value.elementsEqual("true".utf8)
      let isFalse = value.elementsEqual("0".utf8) || value.elementsEqual("false".utf8)
      guard isTrue != isFalse else { throw .boolean }
      appendField((isTrue ? "TRUE" : "FALSE").utf8, mark: .boolean, to: &line)
    case .date:
      let day = Day(iso: String(decoding: value.prefix(10), as: UTF8.self))
      appendField(
        day.map { Array($0.description.utf8) } ?? value, mark: day == nil ? nil : .date, to: &line)
    case .number: appendNumber(to: &line, workbook)
    }
  }

  private func appendNumber(to line: inout [UInt8], _ workbook: Workbook) {
    let kind = workbook.styles.kind(ofStyle: style)
    if kind == .number, isPlain(value) {
      line.append(CellMark.number.rawValue)
      line.append(contentsOf: value)
      return
    }
    guard var number = SheetNumber(value) else {
      appendField(value, mark: nil, to: &line)
      return
    }
    if number.isCut {
      line.append(CellMark.cutNumber.rawValue)
      return number.append(to: &line)
    }
    number.dropNoise()
    switch kind {
    case .date:
      // A time of day alone has no date, and stays a number.
      guard let written = number.serial.flatMap(workbook.dates.written) else { fallthrough }
      appendField(written.utf8, mark: .date, to: &line)
    case .number:
      line.append(CellMark.number.rawValue)
      number.append(to: &line)
    case .percent:
      line.append(CellMark.percent.rawValue)
      number.append(shift: 2, to: &line)
      line.append(UInt8(ascii: "%"))
    }
  }
}

/// Whether a number is written as a sheet's line has it already, as nearly all amounts are.
private func isPlain(_ text: [UInt8]) -> Bool {
  guard text.count <= SheetNumber.digitCountMax, let first = text.first else { return false }
  if text.count > 1, first == 0x30 { return false }
  return text.allSatisfy { $0 &- 0x30 <= 9 }
}
