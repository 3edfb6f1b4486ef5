import Ledger

/// The digits of a number between which separators stand, before anyone says what they mean.
struct Digits {
  private var mantissa: Int64 = 0
  /// Zeros behind the mantissa that 64 bits have no room for; decimals may take them away again.
  private var zeroCount = 0
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

  var separatorCount: Int { dots + commas }

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
        if zeroCount == 0, !o1, !o2 {
          mantissa = sum
        } else if digit == 0 {
          zeroCount += 1
        } else {
          isTooLarge = true
        }
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
    switch shape {
    case .whole: return scaled(0, reading, isNegative, &evidence)
    case .impossible: return .failed(.notANumber)
    case .lone:
      if lastIsDot { evidence.loneDot += 1 } else { evidence.loneComma += 1 }
      if reading.format == .plain, !lastIsDot { return .failed(.againstNumberFormat(.plain)) }
      let isGroup = reading.format == (lastIsDot ? .vietnamese : .english)
      if reading.groupsOnly, !isGroup { return .failed(.againstNumberFormat(reading.format)) }
      return scaled(isGroup ? 0 : 3, reading, isNegative, &evidence)
    case .grouped, .decimal:
      let isDecimal = shape == .decimal
      guard fits(reading.format, isDecimal: isDecimal, evidence: &evidence) else {
        return .failed(.againstNumberFormat(reading.format))
      }
      return scaled(isDecimal ? tailCount : 0, reading, isNegative, &evidence)
    }
  }

  /// Scientific notation: these digits × 10^tens. A separator is the decimal sign. Where a digit
  /// before the decimal sign is not written, nobody knows it any more.
  func value(
    _ reading: NumberReading, isNegative: Bool, tens: Int, evidence: inout NumberEvidence
  ) -> NumberCell {
    let decimals = separatorCount == 0 ? 0 : tailCount
    guard tens <= decimals else { return .failed(.digitsLost) }
    guard separatorCount == 0 || fits(reading.format, isDecimal: true, evidence: &evidence) else {
      return .failed(.againstNumberFormat(reading.format))
    }
    return scaled(decimals - tens, reading, isNegative, &evidence)
  }

  /// Whether a format has these separators; they are evidence of the one that has.
  private func fits(
    _ format: NumberFormat, isDecimal: Bool, evidence: inout NumberEvidence
  ) -> Bool {
    // Grouped by dots and decimal commas are one format; grouped by commas and decimal dots another.
    let isVietnamese = isDecimal != lastIsDot
    if isDecimal { evidence.hasDecimals = true }
    if isVietnamese { evidence.vietnamese += 1 } else { evidence.english += 1 }
    return switch format {
    case .vietnamese: isVietnamese
    case .english: !isVietnamese
    case .plain: isDecimal && lastIsDot && commas == 0
    }
  }

  /// The mantissa moved to the stored exponent, or why it cannot be.
  private func scaled(
    _ decimals: Int, _ reading: NumberReading, _ isNegative: Bool,
    _ evidence: inout NumberEvidence
  ) -> NumberCell {
    guard !isTooLarge else { return .failed(.tooLarge) }
    evidence.decimalCount = max(evidence.decimalCount, decimals)
    var value = mantissa
    var shift = reading.exponent - decimals + zeroCount
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
