import Ledger

/// How the dates of a column turned out to be written.
struct DateEvidence: Equatable {
  var iso = 0
  /// Day above 12 in front.
  var dayFirst = 0
  /// Day above 12 in second place.
  var monthFirst = 0
  /// Both of them 12 or less.
  var either = 0
  /// In words, which fit every format.
  var words = 0
  /// Numbers that are likely to count days.
  var serials = 0

  mutating func add(_ other: DateEvidence) {
    iso += other.iso
    dayFirst += other.dayFirst
    monthFirst += other.monthFirst
    either += other.either
    words += other.words
    serials += other.serials
  }
}

/// What a date column needs to know to read its cells.
struct DateReading: Equatable {
  var format: DateFormat
  /// Serials that are dates, where the format is `excel`.
  var serials = likelySerials
  /// False where written dates were declared: then a number of a workbook is none.
  var takesSerials = true

  /// October 1954 to January 2119.
  static let likelySerials = 20_000...80_000
  /// 1900-01-01 to 9999-12-31.
  static let allSerials = 1...2_958_465
}

/// One date cell.
enum DateCell {
  case value(Int32)
  case missing
  case failed(RejectReason)
}

/// Reads a date of `/`, `-` or `.` between three numbers; what else a date may be, slowly.
@inline(__always)
func readDate(
  _ cells: Span<UInt8>, _ start: Int, _ end: Int, _ reading: DateReading,
  evidence: inout DateEvidence
) -> DateCell {
  guard let parts = DateParts(cells, start, end) else {
    return readWrittenDate(cells, start, end, reading, evidence: &evidence)
  }
  return parts.value(reading.format, evidence: &evidence)
}

/// Three numbers with one kind of separator between them; the year is the first one of four digits,
/// or the last one of four or two.
struct DateParts {
  private var first = 0
  private var second = 0
  private var third = 0
  private var isISO = false

  /// nil when anything else stands there.
  @inline(__always)
  init?(_ cells: Span<UInt8>, _ start: Int, _ end: Int) {
    guard end - start <= 10 else { return nil }
    if end - start == 10, takeFixed(cells.extracting(start..<end)) { return }
    var widths = (0, 0, 0)
    var part = 0
    var separator: UInt8 = 0
    for index in start..<end {
      let byte = cells[index]
      let digit = byte &- 0x30
      if digit <= 9 {
        switch part {
        case 0: (first, widths.0) = (first * 10 + Int(digit), widths.0 + 1)
        case 1: (second, widths.1) = (second * 10 + Int(digit), widths.1 + 1)
        default: (third, widths.2) = (third * 10 + Int(digit), widths.2 + 1)
        }
        continue
      }
      guard byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      else { return nil }
      guard part == 0 || byte == separator, part < 2 else { return nil }
      separator = byte
      part += 1
    }
    guard part == 2, widths.1 == 1 || widths.1 == 2 else { return nil }
    switch (widths.0, widths.2) {
    case (4, 1), (4, 2): isISO = true
    case (1, 4), (2, 4): break
    case (1, 2), (2, 2): third = century(of: third)
    default: return nil
    }
  }

  /// `dd/mm/yyyy` and `yyyy-mm-dd`, which nearly all dates are; false for anything else.
  @inline(__always)
  private mutating func takeFixed(_ cells: Span<UInt8>) -> Bool {
    isISO = cells[4] &- 0x30 > 9
    let (a, b) = isISO ? (4, 7) : (2, 5)
    let separator = cells[a]
    guard separator == cells[b],
      separator == UInt8(ascii: "/") || separator == UInt8(ascii: "-")
        || separator == UInt8(ascii: ".")
    else {
      isISO = false
      return false
    }
    /// Two digits; a hundred and more where there is anything else.
    @inline(__always)
    func pair(_ index: Int) -> Int {
      let (tens, ones) = (cells[index] &- 0x30, cells[index + 1] &- 0x30)
      return max(tens, ones) > 9 ? 1 << 20 : Int(tens) * 10 + Int(ones)
    }
    if isISO {
      (first, second, third) = (pair(0) * 100 + pair(2), pair(5), pair(8))
    } else {
      (first, second, third) = (pair(0), pair(3), pair(6) * 100 + pair(8))
    }
    if max(first, second, third) < 1 << 20 { return true }
    (first, second, third, isISO) = (0, 0, 0, false)
    return false
  }

  @inline(__always)
  func value(_ format: DateFormat, evidence: inout DateEvidence) -> DateCell {
    if isISO {
      evidence.iso += 1
      return format == .iso ? day(first, second, third) : .failed(.againstDateFormat(format))
    }
    if first > 12, second <= 12 {
      evidence.dayFirst += 1
      if format != .dayFirst { return .failed(.againstDateFormat(format)) }
    } else if second > 12, first <= 12 {
      evidence.monthFirst += 1
      if format != .monthFirst { return .failed(.againstDateFormat(format)) }
    } else if first <= 12 {
      evidence.either += 1
    }
    return switch format {
    case .iso, .excel: .failed(.againstDateFormat(format))
    case .dayFirst: day(third, second, first)
    case .monthFirst: day(third, first, second)
    }
  }
}

/// The year that two digits stand for: 1990 to 2089.
@inline(__always)
func century(of year: Int) -> Int { year < 90 ? 2000 + year : 1900 + year }

/// A day of the calendar, or that there is none.
@inline(__always)
func day(_ year: Int, _ month: Int, _ day: Int) -> DateCell {
  Day(year: year, month: month, day: day).map { .value($0.number) } ?? .failed(.impossibleDate)
}
