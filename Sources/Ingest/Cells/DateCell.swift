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

  mutating func add(_ other: DateEvidence) {
    iso += other.iso
    dayFirst += other.dayFirst
    monthFirst += other.monthFirst
    either += other.either
  }
}

/// One date cell.
enum DateCell {
  case value(Int32)
  case missing
  case failed(RejectReason)
}

/// Reads a date of four-digit year with `/`, `-` or `.` between its parts.
func readDate(
  _ cells: Span<UInt8>, _ start: Int, _ end: Int, _ format: DateFormat,
  evidence: inout DateEvidence
) -> DateCell {
  var (start, end) = (start, end)
  while start < end, cells[start] <= 0x20 { start += 1 }
  while start < end, cells[end - 1] <= 0x20 { end -= 1 }
  if start == end { return .missing }
  guard let (first, second, third, isISO) = parts(cells, start, end) else {
    return .failed(cells[start] == UInt8(ascii: "#") ? .spreadsheetError : .notADate)
  }
  if isISO {
    evidence.iso += 1
    guard format == .iso else { return .failed(.againstDateFormat(format)) }
    return day(first, second, third)
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
  case .iso: .failed(.againstDateFormat(format))
  case .dayFirst: day(third, second, first)
  case .monthFirst: day(third, first, second)
  }
}

private func day(_ year: Int, _ month: Int, _ day: Int) -> DateCell {
  Day(year: year, month: month, day: day).map { .value($0.number) } ?? .failed(.impossibleDate)
}

/// Three numbers with one kind of separator between them; the year is the one of four digits.
@inline(__always)
private func parts(
  _ cells: Span<UInt8>, _ start: Int, _ end: Int
) -> (Int, Int, Int, isISO: Bool)? {
  var numbers = (0, 0, 0)
  var widths = (0, 0, 0)
  var part = 0
  var separator: UInt8 = 0
  for index in start..<end {
    let byte = cells[index]
    let digit = byte &- 0x30
    if digit <= 9 {
      switch part {
      case 0: (numbers.0, widths.0) = (numbers.0 * 10 + Int(digit), widths.0 + 1)
      case 1: (numbers.1, widths.1) = (numbers.1 * 10 + Int(digit), widths.1 + 1)
      default: (numbers.2, widths.2) = (numbers.2 * 10 + Int(digit), widths.2 + 1)
      }
      if widths.0 > 4 || widths.1 > 2 || widths.2 > 4 { return nil }
      continue
    }
    guard byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    else { return nil }
    guard part == 0 || byte == separator, part < 2 else { return nil }
    separator = byte
    part += 1
  }
  guard part == 2, widths.1 >= 1 else { return nil }
  if widths.0 == 4, (1...2).contains(widths.2) { return (numbers.0, numbers.1, numbers.2, true) }
  if (1...2).contains(widths.0), widths.2 == 4 { return (numbers.0, numbers.1, numbers.2, false) }
  return nil
}
