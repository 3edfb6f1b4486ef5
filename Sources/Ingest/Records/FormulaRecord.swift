/// Reads a record in which `="00471"` stands without quotes around it, which libcsv refuses.
///
/// Broken unless every quote opens or closes such a field, or belongs to a field that is quoted as it
/// should be.
func formulaRecord(
  _ bytes: [UInt8], from start: Int, delimiter: UInt8
) -> StrictReader.Result {
  let quote = UInt8(ascii: "\"")
  var fields: [[UInt8]] = []
  var position = start
  while position < bytes.count {
    let field: (text: [UInt8], end: Int)?
    if bytes[position] == quote {
      field = quotedText(bytes, from: position + 1)
    } else if bytes[position] == UInt8(ascii: "="), position + 1 < bytes.count,
      bytes[position + 1] == quote
    {
      let inner = quotedText(bytes, from: position + 2)
      // A formula does not go on in the next line.
      if let inner, inner.text.contains(where: { $0 == 0x0A || $0 == 0x0D }) { return .broken }
      field = inner.map { (Array(bytes[position..<$0.end]), $0.end) }
    } else {
      let end = bytes[position...].firstIndex { $0 == delimiter || $0 == 0x0A || $0 == 0x0D }
      field = end.map { (Array(bytes[position..<$0]), $0) }
      if field?.text.contains(quote) == true { return .broken }
    }
    guard let field, field.end < bytes.count else { return .incomplete }
    fields.append(field.text)
    switch bytes[field.end] {
    case delimiter: position = field.end + 1
    case 0x0A: return .record(fields: fields, next: field.end + 1)
    case 0x0D:
      let isPaired = field.end + 1 < bytes.count && bytes[field.end + 1] == 0x0A
      return .record(fields: fields, next: field.end + (isPaired ? 2 : 1))
    default: return .broken
    }
  }
  return .incomplete
}

/// The text up to the closing quote, doubled quotes made single, and the offset behind it.
private func quotedText(_ bytes: [UInt8], from start: Int) -> (text: [UInt8], end: Int)? {
  var text: [UInt8] = []
  var index = start
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "\"") {
      guard index + 1 < bytes.count, bytes[index + 1] == bytes[index] else {
        return (text, index + 1)
      }
      index += 1
    }
    text.append(bytes[index])
    index += 1
  }
  return nil
}
