import Ledger

/// The general case of `readNumber`: blanks, signs, percent, words for the currency, exponents.
func readWrittenNumber(
  _ cells: Span<UInt8>, _ start: Int, _ end: Int, _ reading: NumberReading,
  evidence: inout NumberEvidence
) -> NumberCell {
  var number = Stretch(cells, start, end)
  if number.isEmpty { return .missing }
  if (number.start..<number.end).contains(where: { cells[$0] >= 0x80 }) {
    guard let mended = asciiNumber(cells, number.start, number.end) else {
      return .failed(.notANumber)
    }
    return readWrittenNumber(mended.span, 0, mended.count, reading, evidence: &evidence)
  }
  number.dropTextMarks(cells)
  if number.isEmpty { return .missing }
  if cells[number.start] == UInt8(ascii: "#") { return .failed(.spreadsheetError) }
  if reading.isMoney, number.count == 1, cells[number.start] | 0x20 == UInt8(ascii: "x") {
    return .missing
  }
  if cells[number.end - 1] == UInt8(ascii: "%") {
    guard reading.allowsPercent else { return .failed(.notANumber) }
    evidence.hasPercentSign = true
    number.drop(first: 0, last: 1, cells)
  }
  number.dropMark(reading.marks, cells)
  if number.count == 1, cells[number.start] == UInt8(ascii: "-") {
    return reading.isMoney ? .value(0) : .failed(.notANumber)
  }
  let isNegative = number.dropSign(cells)
  number.dropMark(reading.marks, cells)
  if let e = (number.start..<number.end).first(where: { cells[$0] | 0x20 == UInt8(ascii: "e") }) {
    guard let digits = Digits(cells, number.start, e), digits.separatorCount <= 1,
      let exponent = exponent(cells, e + 1, number.end)
    else { return .failed(.notANumber) }
    return digits.value(reading, isNegative: isNegative, tens: exponent, evidence: &evidence)
  }
  guard let digits = Digits(cells, number.start, number.end) else { return .failed(.notANumber) }
  return digits.value(reading, isNegative: isNegative, evidence: &evidence)
}

/// Words and signs for a currency, in small ASCII letters as `asciiNumber` leaves them, the longest
/// first: `đ`, `đồng`, `VNĐ` and `VND` are all one.
func currencyMarks(of currency: Currency) -> [[UInt8]] {
  let words =
    switch currency.code {
    case "VND": ["dong", "vnd", "d"]
    case "USD": ["usd", "$"]
    default: [currency.code.lowercased()]
    }
  return words.map { Array($0.utf8) }
}

extension Stretch {
  /// Takes one currency mark off, in front or behind, with the blanks beside it.
  fileprivate mutating func dropMark(_ marks: [[UInt8]], _ cells: Span<UInt8>) {
    guard !isEmpty, cells[start] &- 0x30 > 9 || cells[end - 1] &- 0x30 > 9 else { return }
    for mark in marks where mark.count < count {
      if mark.indices.allSatisfy({ cells[start + $0] | 0x20 == mark[$0] | 0x20 }) {
        return drop(first: mark.count, last: 0, cells)
      }
      let tail = end - mark.count
      if mark.indices.allSatisfy({ cells[tail + $0] | 0x20 == mark[$0] | 0x20 }) {
        return drop(first: 0, last: mark.count, cells)
      }
    }
  }

  /// Takes a sign off, in front or behind, or brackets; whether it makes the number negative.
  fileprivate mutating func dropSign(_ cells: Span<UInt8>) -> Bool {
    guard count >= 2 else { return false }
    switch (cells[start], cells[end - 1]) {
    case (UInt8(ascii: "("), UInt8(ascii: ")")): drop(first: 1, last: 1, cells)
    case (UInt8(ascii: "-"), _): drop(first: 1, last: 0, cells)
    case (_, UInt8(ascii: "-")): drop(first: 0, last: 1, cells)
    case (UInt8(ascii: "+"), _):
      drop(first: 1, last: 0, cells)
      return false
    default: return false
    }
    return true
  }
}

/// A number cell with other characters than ASCII, in ASCII: U+2212 and dashes become `-`, and the
/// letters of `đồng` lose their marks.
private func asciiNumber(_ cells: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8]? {
  guard let text = text(cells, start, end) else { return nil }
  var result: [UInt8] = []
  for scalar in cleaned(text).unicodeScalars {
    switch scalar {
    case "\u{2212}", "\u{2013}", "\u{2014}", "\u{2010}", "\u{2011}": result.append(0x2D)
    case "đ", "Đ", "₫": result.append(UInt8(ascii: "d"))
    case "ồ", "Ồ": result.append(UInt8(ascii: "o"))
    default:
      guard scalar.isASCII else { return nil }
      result.append(UInt8(scalar.value))
    }
  }
  return result
}

/// The power of ten behind the `E`; nil when it is none, or beyond three digits.
private func exponent(_ cells: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
  var index = start
  guard index < end else { return nil }
  let isNegative = cells[index] == UInt8(ascii: "-")
  if isNegative || cells[index] == UInt8(ascii: "+") { index += 1 }
  guard (1...3).contains(end - index) else { return nil }
  var value = 0
  for position in index..<end {
    let digit = cells[position] &- 0x30
    if digit > 9 { return nil }
    value = value * 10 + Int(digit)
  }
  return isNegative ? -value : value
}
