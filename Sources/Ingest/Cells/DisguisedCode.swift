import Ledger

/// Whether a cell may be a code in the clothes of a text or a number: `'00471`, `="00471"`, `4.71E+2`.
@inline(__always)
func mayBeDisguised(_ cells: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
  guard end - start >= 2 else { return start < end && cells[start] == UInt8(ascii: "'") }
  if cells[start] == UInt8(ascii: "'") || cells[start] == UInt8(ascii: "=") { return true }
  // `E+2` to `E+100`: the sign stands second, third or fourth from the end.
  guard end - start >= 4 else { return false }
  return cells[end - 2] == UInt8(ascii: "+") || cells[end - 3] == UInt8(ascii: "+")
    || cells[end - 4] == UInt8(ascii: "+")
}

/// A code as it was before a spreadsheet dressed it up; nil when digits of it are lost.
func undisguised(_ writing: String) -> String? {
  var code = Substring(writing)
  if code.hasPrefix("'") {
    code = code.dropFirst()
  } else if code.hasPrefix("=\""), code.hasSuffix("\""), code.utf8.count >= 3 {
    code = code.dropFirst(2).dropLast()
  }
  // What stood inside the marks may have blanks of its own.
  let bare = code.utf8.count == writing.utf8.count ? writing : cleaned(String(code))
  guard let (digits, whole) = scientific(Array(bare.utf8)) else { return bare }
  guard digits.count >= whole, digits[whole...].allSatisfy({ $0 == 0x30 }) else { return nil }
  return String(decoding: digits[..<whole], as: UTF8.self)
}

/// The digits of `1,056789E+6` and how many of them stand before the decimal sign; nil for other text.
private func scientific(_ bytes: [UInt8]) -> (digits: [UInt8], whole: Int)? {
  guard let e = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }), e + 1 < bytes.count,
    bytes[e + 1] == UInt8(ascii: "+")
  else { return nil }
  let parts = bytes[..<e].split(
    maxSplits: 1, omittingEmptySubsequences: false,
    whereSeparator: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") })
  let exponent = bytes[(e + 2)...]
  let isNumber = (parts + [exponent]).allSatisfy { part in
    !part.isEmpty && part.allSatisfy { $0 &- 0x30 <= 9 }
  }
  guard isNumber, exponent.count <= 3, let tens = Int(String(decoding: exponent, as: UTF8.self))
  else { return nil }
  return (Array(parts.joined()), parts[0].count + tens)
}

/// Why a cell holds no code and no text.
func reasonNotRead(_ cells: Span<UInt8>, _ start: Int, _ end: Int) -> RejectReason {
  if isSpreadsheetError(cells, start, end) { return .spreadsheetError }
  return text(cells, start, end) == nil ? .notText : .digitsLost
}
