import Ledger

/// Reads a number cell of a sheet: what the workbook holds as a number is one whatever the column's
/// format, and says nothing about it; text is read as in any file.
func readSheetNumber(
  _ cells: Span<UInt8>, _ start: Int, _ end: Int, _ reading: NumberReading,
  evidence: inout NumberEvidence
) -> NumberCell {
  var first = start
  switch CellMark.take(cells, &first, end) {
  case nil: return readNumber(cells, start, end, reading, evidence: &evidence)
  case .number:
    return markedNumber(cells, first, end, exponent: reading.exponent, rounds: reading.isRate)
  case .percent where reading.isRate:
    // The cell itself says that it is a percentage: the column's unit does not matter.
    let exponent = ValueType.rate.storedDecimals - 2
    return markedNumber(cells, first, end - 1, exponent: exponent, rounds: true)
  case .percent, .date, .boolean: return .failed(.notANumber)
  case .error: return .failed(.spreadsheetError)
  case .formula: return .failed(.formulaWithoutValue)
  case .cutNumber: return .failed(.digitsLost)
  }
}

/// Plain digits with a decimal point × 10^exponent. A rate is rounded to its last stored digit, half
/// away from zero, because spreadsheets divide; nothing else is rounded.
private func markedNumber(
  _ cells: Span<UInt8>, _ start: Int, _ end: Int, exponent: Int, rounds: Bool
) -> NumberCell {
  let isNegative = cells[start] == UInt8(ascii: "-")
  var value: Int64 = 0
  var isBehindPoint = false
  var roomBehindPoint = exponent
  for index in (isNegative ? start + 1 : start)..<end {
    let digit = cells[index] &- 0x30
    if digit > 9 {
      isBehindPoint = true
      continue
    }
    if isBehindPoint, roomBehindPoint == 0 {
      if rounds {
        if digit >= 5 { value += 1 }
        break
      }
      if digit != 0 { return .failed(.tooFine) }
      continue
    }
    if isBehindPoint { roomBehindPoint -= 1 }
    guard let next = value.timesTen(plus: digit) else { return .failed(.tooLarge) }
    value = next
  }
  for _ in 0..<roomBehindPoint {
    guard let next = value.timesTen(plus: 0) else { return .failed(.tooLarge) }
    value = next
  }
  return .value(isNegative ? -value : value)
}

extension Int64 {
  fileprivate func timesTen(plus digit: UInt8) -> Int64? {
    let (product, o1) = multipliedReportingOverflow(by: 10)
    let (sum, o2) = product.addingReportingOverflow(Int64(digit))
    // One less than the largest leaves room for rounding.
    return o1 || o2 || sum == .max ? nil : sum
  }
}

/// Reads a date cell of a sheet: what the workbook holds as a date is one whatever the column's
/// format; a bare number is a serial of the workbook's own date system where serials are allowed.
func readSheetDate(
  _ cells: Span<UInt8>, _ start: Int, _ end: Int, _ reading: DateReading, _ system: DateSystem,
  evidence: inout DateEvidence
) -> DateCell {
  var first = start
  switch CellMark.take(cells, &first, end) {
  case nil: return readDate(cells, start, end, reading, evidence: &evidence)
  case .date:
    var ignored = DateEvidence()
    return readDate(cells, first, end, DateReading(format: .iso), evidence: &ignored)
  case .number:
    guard reading.takesSerials else { return .failed(.againstDateFormat(reading.format)) }
    let serial = SheetNumber((first..<end).map { cells[$0] })?.serial
    guard let serial, reading.serials.contains(serial) else { return .failed(.notADate) }
    return system.day(ofSerial: serial).map { .value($0.number) } ?? .failed(.impossibleDate)
  case .percent, .boolean, .cutNumber: return .failed(.notADate)
  case .error: return .failed(.spreadsheetError)
  case .formula: return .failed(.formulaWithoutValue)
  }
}

/// Takes the mark off a cell of text, code or flag; says why the cell holds none.
func takeMark(_ cells: Span<UInt8>, _ start: inout Int, _ end: Int) -> RejectReason? {
  switch CellMark.take(cells, &start, end) {
  case .error: return .spreadsheetError
  case .formula: return .formulaWithoutValue
  case .cutNumber: return .digitsLost
  case .number:
    // A code of so many digits was longer than what the workbook kept of it.
    let digits = (start..<end).prefix { cells[$0] != UInt8(ascii: ".") }
    return digits.count > SheetNumber.digitCountMax + 1
      || digits.count > SheetNumber.digitCountMax && cells[start] != UInt8(ascii: "-")
      ? .digitsLost : nil
  case nil, .percent, .date, .boolean: return nil
  }
}

/// Whether a cell is a percentage by its number format.
func isPercentCell(_ cells: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
  start < end && cells[start] == CellMark.percent.rawValue
}
