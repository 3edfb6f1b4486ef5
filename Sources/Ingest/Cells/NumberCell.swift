import Ledger

/// How the numbers of a column turned out to be written; added up over all its cells.
struct NumberEvidence: Equatable {
  /// Cells that can only be `1.234,5`.
  var vietnamese = 0
  /// Cells that can only be `1,234.5`.
  var english = 0
  /// Cells such as `170.602`, which can be either.
  var loneDot = 0
  /// Cells such as `170,602`.
  var loneComma = 0
  /// A `%` stood in a cell.
  var hasPercentSign = false
  /// A rate was beyond ±2.
  var hasLargeRate = false
  /// Rates other than 0, which reads the same either way.
  var cellCount = 0

  mutating func add(_ other: NumberEvidence) {
    vietnamese += other.vietnamese
    english += other.english
    loneDot += other.loneDot
    loneComma += other.loneComma
    hasPercentSign = hasPercentSign || other.hasPercentSign
    hasLargeRate = hasLargeRate || other.hasLargeRate
    cellCount += other.cellCount
  }
}

/// What a number column needs to know to read its cells.
struct NumberReading {
  var format: NumberFormat
  /// Stored value = written value × 10^exponent.
  var exponent: Int
  /// Whether a dash means 0 (money) instead of being unreadable.
  var dashIsZero: Bool
  var allowsPercent: Bool
}

/// One number cell.
enum NumberCell {
  case value(Int64)
  case missing
  case failed(RejectReason)
}

/// Reads `cells[start..<end]` exactly: no floating point, no rounding, nothing skipped.
@inline(__always)
func readNumber(
  _ cells: Span<UInt8>, _ start: Int, _ end: Int, _ reading: NumberReading,
  evidence: inout NumberEvidence
) -> NumberCell {
  // Most cells are 1 to 18 plain digits, perhaps after a minus sign.
  if end - start >= 1, end - start <= 18, reading.exponent == 0 {
    var index = start
    let isNegative = cells[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var value: Int64 = 0
    let firstDigit = index
    while index < end {
      let digit = cells[index] &- 0x30
      if digit > 9 { break }
      value = value &* 10 &+ Int64(digit)
      index += 1
    }
    if index == end, index > firstDigit { return .value(isNegative ? -value : value) }
  }
  return readWrittenNumber(cells, start, end, reading, evidence: &evidence)
}

/// The general case: blanks, signs, separators, units of money.
private func readWrittenNumber(
  _ cells: Span<UInt8>, _ start: Int, _ end: Int, _ reading: NumberReading,
  evidence: inout NumberEvidence
) -> NumberCell {
  var (start, end) = (start, end)
  while start < end, cells[start] <= 0x20 { start += 1 }
  while start < end, cells[end - 1] <= 0x20 { end -= 1 }
  if start == end { return .missing }
  if (start..<end).contains(where: { cells[$0] >= 0x80 }) {
    guard let mended = asciiNumber(cells, start, end) else { return .failed(.notANumber) }
    if mended.isEmpty { return .missing }
    return readWrittenNumber(mended.span, 0, mended.count, reading, evidence: &evidence)
  }
  if cells[start] == UInt8(ascii: "#") { return .failed(.spreadsheetError) }
  if cells[end - 1] == UInt8(ascii: "%") {
    guard reading.allowsPercent else { return .failed(.notANumber) }
    evidence.hasPercentSign = true
    end -= 1
    while start < end, cells[end - 1] == 0x20 { end -= 1 }
  }
  var isNegative = false
  if end - start >= 2 {
    if cells[start] == UInt8(ascii: "("), cells[end - 1] == UInt8(ascii: ")") {
      (isNegative, start, end) = (true, start + 1, end - 1)
    } else if cells[start] == UInt8(ascii: "-") {
      (isNegative, start) = (true, start + 1)
    } else if cells[end - 1] == UInt8(ascii: "-") {
      (isNegative, end) = (true, end - 1)
    } else if cells[start] == UInt8(ascii: "+") {
      start += 1
    }
  } else if end - start == 1, cells[start] == UInt8(ascii: "-") {
    return reading.dashIsZero ? .value(0) : .failed(.notANumber)
  }
  guard let digits = Digits(cells, start, end) else {
    return .failed(.notANumber)
  }
  return digits.value(reading, isNegative: isNegative, evidence: &evidence)
}

/// A number cell with other characters than ASCII, in ASCII: U+2212 and dashes become `-`.
private func asciiNumber(_ cells: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8]? {
  guard let text = text(cells, start, end) else { return nil }
  var result: [UInt8] = []
  for scalar in cleaned(text).unicodeScalars {
    switch scalar {
    case "\u{2212}", "\u{2013}", "\u{2014}", "\u{2010}", "\u{2011}": result.append(0x2D)
    default:
      guard scalar.isASCII else { return nil }
      result.append(UInt8(scalar.value))
    }
  }
  return result
}

/// The digits of a number between which separators stand, before anyone says what they mean.
private struct Digits {
  private var mantissa: Int64 = 0
  private var isTooLarge = false
  private var dots = 0
  private var commas = 0
  private var lastIsDot = false
  /// Digits before the first separator.
  private var headCount = 0
  /// Digits after the last separator.
  private var tailCount = 0
  /// Whether all runs between separators are three digits long.
  private var innerAreTriples = true
  private var beginsWithZero = false

  /// nil when anything but digits, dots and commas stands there, or a run is empty.
  init?(_ cells: Span<UInt8>, _ start: Int, _ end: Int) {
    guard start < end else { return nil }
    beginsWithZero = cells[start] == 0x30
    var run = 0
    for index in start..<end {
      let byte = cells[index]
      let digit = byte &- 0x30
      if digit <= 9 {
        run += 1
        let (product, o1) = mantissa.multipliedReportingOverflow(by: 10)
        let (sum, o2) = product.addingReportingOverflow(Int64(digit))
        if o1 || o2 { isTooLarge = true }
        mantissa = sum
        continue
      }
      guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") else { return nil }
      guard run > 0 else { return nil }
      let isDot = byte == UInt8(ascii: ".")
      if dots + commas == 0 {
        headCount = run
      } else {
        // Once the kind of separator changes, nothing may follow but the decimals.
        if run != 3 || (dots > 0 && commas > 0) { innerAreTriples = false }
      }
      if isDot { dots += 1 } else { commas += 1 }
      lastIsDot = isDot
      run = 0
    }
    guard run > 0 else { return nil }
    tailCount = run
    if dots + commas == 0 { headCount = run }
  }

  /// What the separators say by themselves.
  private enum Shape {
    case whole
    /// One separator, one to three digits before it and three behind.
    case lone
    case grouped
    /// The last separator is the decimal sign.
    case decimal
    case impossible
  }

  private var shape: Shape {
    switch (dots, commas) {
    case (0, 0): .whole
    case (1, 0), (0, 1): tailCount == 3 && headCount <= 3 && !beginsWithZero ? .lone : .decimal
    case (_, 0), (0, _):
      headCount <= 3 && innerAreTriples && tailCount == 3 && !beginsWithZero
        ? .grouped : .impossible
    default:
      // Groups of one kind, then the decimal sign of the other, once.
      headCount <= 3 && innerAreTriples && (lastIsDot ? dots == 1 : commas == 1)
        ? .decimal : .impossible
    }
  }

  func value(
    _ reading: NumberReading, isNegative: Bool, evidence: inout NumberEvidence
  ) -> NumberCell {
    let shape = shape
    var decimals = 0
    switch shape {
    case .whole: break
    case .impossible: return .failed(.notANumber)
    case .lone:
      if lastIsDot { evidence.loneDot += 1 } else { evidence.loneComma += 1 }
      switch reading.format {
      case .vietnamese: decimals = lastIsDot ? 0 : 3
      case .english: decimals = lastIsDot ? 3 : 0
      case .plain:
        guard lastIsDot else { return .failed(.againstNumberFormat(.plain)) }
        decimals = 3
      }
    case .grouped, .decimal:
      // Grouped by dots and decimal commas are one format; grouped by commas and decimal dots another.
      let isVietnamese = (shape == .grouped) == lastIsDot
      if isVietnamese { evidence.vietnamese += 1 } else { evidence.english += 1 }
      let fits =
        switch reading.format {
        case .vietnamese: isVietnamese
        case .english: !isVietnamese
        case .plain: shape == .decimal && lastIsDot && commas == 0
        }
      guard fits else { return .failed(.againstNumberFormat(reading.format)) }
      decimals = shape == .decimal ? tailCount : 0
    }
    return scaled(decimals: decimals, by: reading.exponent, isNegative: isNegative)
  }

  /// The mantissa moved to the stored exponent, or why it cannot be.
  private func scaled(decimals: Int, by exponent: Int, isNegative: Bool) -> NumberCell {
    guard !isTooLarge else { return .failed(.tooLarge) }
    var value = mantissa
    var shift = exponent - decimals
    while shift < 0 {
      guard value % 10 == 0 else { return .failed(.tooFine) }
      value /= 10
      shift += 1
    }
    while shift > 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return .failed(.tooLarge) }
      value = product
      shift -= 1
    }
    return .value(isNegative ? -value : value)
  }
}
