/// One byte before a cell that its workbook holds as something else than text.
///
/// XML cannot hold these bytes, so that no text of a workbook can pass for a number; text files are
/// read without looking for them.
enum CellMark: UInt8 {
  /// Then plain digits with a decimal point.
  case number = 1
  /// The same, with a percent sign.
  case percent
  /// Then an ISO date, perhaps one that the calendar does not have.
  case date
  /// Then TRUE or FALSE.
  case boolean
  /// Then the name of an error.
  case error
  /// A formula whose value nobody worked out; then the formula.
  case formula
  /// A number of more digits than a workbook keeps; then its digits.
  case cutNumber

  /// Takes the mark off the front of a cell.
  static func take(_ cells: Span<UInt8>, _ start: inout Int, _ end: Int) -> CellMark? {
    guard start < end, let mark = CellMark(rawValue: cells[start]) else { return nil }
    start += 1
    return mark
  }

}

/// Between the fields of a sheet's lines; no text can hold it.
let sheetDelimiter: UInt8 = 0x1F

/// Appends a field to a line: quoted where it holds a quote, its control characters as one space.
func appendField(_ text: some Collection<UInt8>, mark: CellMark?, to line: inout [UInt8]) {
  var (mustBeMended, isQuoted) = (false, false)
  for byte in text {
    if byte < 0x20 || byte == UInt8(ascii: "_") { mustBeMended = true }
    if byte == 0x22 { isQuoted = true }
  }
  if mustBeMended {
    // An escape can be a quote as well.
    let text = mended(Array(text))
    appendField(text, mark, text.contains(0x22), to: &line)
  } else {
    appendField(text, mark, isQuoted, to: &line)
  }
}

private func appendField(
  _ text: some Collection<UInt8>, _ mark: CellMark?, _ isQuoted: Bool, to line: inout [UInt8]
) {
  if isQuoted { line.append(0x22) }
  if let mark { line.append(mark.rawValue) }
  if isQuoted {
    for byte in text { line.append(contentsOf: repeatElement(byte, count: byte == 0x22 ? 2 : 1)) }
    line.append(0x22)
  } else {
    line.append(contentsOf: text)
  }
}

/// Control characters become one space, also those written `_x000D_` because XML cannot hold them
/// (ECMA-376 part 1, 22.9.2.19).
private func mended(_ text: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  var isInBreak = false
  var index = 0
  while index < text.count {
    let escaped = escapedCharacter(text, at: index)
    let character = escaped ?? [text[index]]
    index += escaped == nil ? 1 : 7
    let isControl = character[0] < 0x20
    if !isControl {
      result.append(contentsOf: character)
    } else if !isInBreak {
      result.append(0x20)
    }
    isInBreak = isControl
  }
  return result
}

/// The character that `_xHHHH_` stands for, in UTF-8.
private func escapedCharacter(_ text: [UInt8], at index: Int) -> [UInt8]? {
  guard text[index] == UInt8(ascii: "_"), index + 7 <= text.count,
    text[index + 1] == UInt8(ascii: "x"), text[index + 6] == UInt8(ascii: "_"),
    let digits = String(validating: text[(index + 2)..<(index + 6)], as: UTF8.self),
    digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16),
    let scalar = Unicode.Scalar(value)
  else { return nil }
  return Array(String(Character(scalar)).utf8)
}
