import Ledger

/// A number of a workbook, exactly as its XML writes it: decimal digits and the place of the point.
struct SheetNumber {
  private var isNegative = false
  /// Without zeros at either end; empty for 0.
  private var digits: [UInt8] = []
  /// Digits before the point: the number is 0.DIGITS × 10^pointPlace.
  private var pointPlace = 0

  /// Digits that a spreadsheet keeps of a number.
  static let digitCountMax = 15

  /// nil when the text is no number (`xsd:double` without its infinities), or has too many digits.
  init?(_ text: some Collection<UInt8>) {
    var rest = text[...]
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    guard rest.count <= Limits.sheetNumberByteCountMax else { return nil }
    var (digitCount, isBehindPoint) = (0, false)
    while let byte = rest.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if byte == UInt8(ascii: "."), !isBehindPoint {
        isBehindPoint = true
        continue
      }
      guard byte &- 0x30 <= 9 else { return nil }
      digitCount += 1
      if !digits.isEmpty || byte != 0x30 { digits.append(byte) }
      if !isBehindPoint, !digits.isEmpty { pointPlace += 1 }
      if isBehindPoint, digits.isEmpty { pointPlace -= 1 }
    }
    guard digitCount > 0 else { return nil }
    if !rest.isEmpty {
      let exponent = Int(String(decoding: rest.dropFirst(), as: UTF8.self))
      let exponentMax = Limits.sheetNumberByteCountMax
      guard let exponent, -exponentMax...exponentMax ~= exponent else { return nil }
      pointPlace += exponent
    }
    trim()
  }

  private mutating func trim() {
    while digits.last == 0x30 { digits.removeLast() }
    if digits.isEmpty { (pointPlace, isNegative) = (0, false) }
  }

  /// Whether digits before the point are beyond those that a spreadsheet keeps.
  var isCut: Bool { digits.count > Self.digitCountMax && pointPlace > Self.digitCountMax }

  /// Rounds to 15 digits, half away from zero: what is behind them is noise of binary fractions, such as
  /// 0.30000000000000004, and no spreadsheet shows it.
  mutating func dropNoise() {
    guard digits.count > Self.digitCountMax else { return }
    let roundsUp = digits[Self.digitCountMax] >= UInt8(ascii: "5")
    digits.removeLast(digits.count - Self.digitCountMax)
    guard roundsUp else { return trim() }
    while digits.last == UInt8(ascii: "9") { digits.removeLast() }
    if digits.isEmpty {
      digits = [UInt8(ascii: "1")]
      pointPlace += 1
    } else {
      digits[digits.count - 1] += 1
    }
  }

  /// The whole days of a date and time; nil for a negative number and beyond nine digits.
  var serial: Int? {
    guard !isNegative, pointPlace <= 9 else { return nil }
    return (0..<max(0, pointPlace)).reduce(0) { number, index in
      number * 10 + (index < digits.count ? Int(digits[index] - 0x30) : 0)
    }
  }

  /// Appends the number × 10^shift in plain digits.
  func append(shift: Int = 0, to line: inout [UInt8]) {
    let place = digits.isEmpty ? 0 : pointPlace + shift
    if isNegative { line.append(UInt8(ascii: "-")) }
    if place <= 0 { line.append(0x30) }
    for index in 0..<max(0, place) { line.append(index < digits.count ? digits[index] : 0x30) }
    guard digits.count > place else { return }
    line.append(UInt8(ascii: "."))
    line.append(contentsOf: repeatElement(0x30, count: max(0, -place)))
    line.append(contentsOf: digits[max(0, place)...])
  }
}
