import Ledger

/// The text of a stretch of bytes; nil when it is not UTF-8.
func text(_ cells: Span<UInt8>, _ start: Int, _ end: Int) -> String? {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(end - start)
  for index in start..<end { bytes.append(cells[index]) }
  return String(validating: bytes, as: UTF8.self)
}

/// The text of a stretch of bytes for a report: damage shows as U+FFFD.
func shownText(_ cells: Span<UInt8>, _ start: Int, _ end: Int) -> String {
  // A record of megabytes helps nobody to find it.
  let limit = min(end, start + 2000)
  var bytes: [UInt8] = []
  bytes.reserveCapacity(limit - start)
  for index in start..<limit { bytes.append(cells[index]) }
  return String(decoding: bytes, as: UTF8.self)
}

/// Whether bytes are already as `cleaned` leaves them: printable ASCII, single spaces, none at the ends.
@inline(__always)
func isClean(_ cells: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
  var previous: UInt8 = 0x20
  var index = start
  // Eight visible ASCII characters a step, which is all that most codes hold.
  while end - index >= 8 {
    let word = unsafe cells.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    let ones: UInt64 = 0x0101_0101_0101_0101
    // The high bit of a byte is set below 0x21 by the first term and above 0x7E by the others.
    if ((word &- ones &* 0x21) | word | (word &+ ones)) & (ones << 7) != 0 { break }
    index += 8
    previous = 0x21
  }
  while index < end {
    let byte = cells[index]
    if byte >= 0x7F || byte < 0x20 || (byte == 0x20 && previous == 0x20) { return false }
    previous = byte
    index += 1
  }
  return previous != 0x20 || start == end
}

/// Whether a cell holds what a spreadsheet shows instead of a value: `#REF!`, `#N/A`, `#####`.
@inline(__always)
func isSpreadsheetError(_ cells: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
  end - start >= 2 && cells[start] == UInt8(ascii: "#") && isErrorName(shownText(cells, start, end))
}

@inline(never)
private func isErrorName(_ text: String) -> Bool {
  let names = [
    "#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!",
  ]
  let name = cleaned(text).uppercased()
  return names.contains(name) || name.utf8.allSatisfy { $0 == UInt8(ascii: "#") }
}

/// A flag cell: `true`, `có`, `x`, `1` and their opposites; nil when it is neither.
func readFlag(_ text: String) -> Bool? {
  switch folded(text) {
  case "true", "yes", "co", "dung", "x", "1", "y": true
  case "false", "no", "khong", "sai", "0", "n": false
  default: nil
  }
}
