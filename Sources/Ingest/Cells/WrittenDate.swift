import Ledger

/// The general case of `readDate`: blanks, a time of day, spreadsheets' serials, words.
@inline(never)
func readWrittenDate(
  _ cells: Span<UInt8>, _ start: Int, _ end: Int, _ reading: DateReading,
  evidence: inout DateEvidence
) -> DateCell {
  var date = Stretch(cells, start, end)
  if date.isEmpty { return .missing }
  guard date.count <= 100 else { return .failed(.notADate) }
  if (date.start..<date.end).contains(where: { cells[$0] >= 0x80 }) {
    guard let text = text(cells, date.start, date.end) else { return .failed(.notADate) }
    let letters = Array(unmarked(text).utf8)
    guard letters.allSatisfy({ $0 < 0x80 }) else { return .failed(.notADate) }
    return readWrittenDate(letters.span, 0, letters.count, reading, evidence: &evidence)
  }
  date.dropTextMarks(cells)
  if date.isEmpty { return .missing }
  if cells[date.start] == UInt8(ascii: "#") { return .failed(.spreadsheetError) }
  date.dropTime(cells)
  if let parts = DateParts(cells, date.start, date.end) {
    return parts.value(reading.format, evidence: &evidence)
  }
  if let serial = serial(cells, date) {
    if DateReading.likelySerials.contains(serial) { evidence.serials += 1 }
    guard reading.format == .excel else {
      return .failed(
        DateReading.likelySerials.contains(serial)
          ? .againstDateFormat(reading.format) : .notADate)
    }
    return reading.serials.contains(serial) ? day(ofSerial: serial) : .failed(.notADate)
  }
  if let (year, month, number) = wordedDate(words(cells, date)) {
    evidence.words += 1
    return day(year, month, number)
  }
  return .failed(.notADate)
}

extension Stretch {
  /// Takes the time of day off the end: ` 10:35`, `T00:00:00`, ` 10:35:20.5 SA`. A zone stays, and
  /// what then stands there is no date, because its day may be another one here.
  fileprivate mutating func dropTime(_ cells: Span<UInt8>) {
    guard let colon = (start..<end).first(where: { cells[$0] == UInt8(ascii: ":") }) else { return }
    var hour = colon
    while hour > start, cells[hour - 1] &- 0x30 <= 9 { hour -= 1 }
    guard hour > start + 1, cells[hour - 1] == 0x20 || cells[hour - 1] | 0x20 == UInt8(ascii: "t"),
      isTime((hour..<end).map { cells[$0] })
    else { return }
    let isMarked = cells[hour - 1] != 0x20
    drop(first: 0, last: end - hour + (isMarked ? 1 : 0), cells)
  }
}

/// `10:35`, with seconds, fractions of them, and `AM`, `PM`, `SA` or `CH` where they stand.
private func isTime(_ bytes: [UInt8]) -> Bool {
  var time = bytes[...]
  let half = String(decoding: time.suffix(2), as: UTF8.self).lowercased()
  if ["am", "pm", "sa", "ch"].contains(half) {
    time = time.dropLast(2)
    while time.last == 0x20 { time = time.dropLast() }
  }
  let parts = time.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
  guard (2...3).contains(parts.count) else { return false }
  let bounds = [24, 60, 60]
  return parts.enumerated().allSatisfy { index, part in
    let pieces = part.split(
      maxSplits: 1, omittingEmptySubsequences: false,
      whereSeparator: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") })
    let isNumber = pieces.allSatisfy { piece in
      !piece.isEmpty && piece.allSatisfy { $0 &- 0x30 <= 9 }
    }
    guard isNumber, pieces[0].count <= 2, pieces.count == 1 || index == 2,
      let value = Int(String(decoding: pieces[0], as: UTF8.self))
    else { return false }
    return value < bounds[index]
  }
}

/// The whole days of `45593` or `45593,4375`; nil for anything else.
private func serial(_ cells: Span<UInt8>, _ stretch: Stretch) -> Int? {
  var (value, digits) = (0, 0)
  var index = stretch.start
  while index < stretch.end, cells[index] &- 0x30 <= 9 {
    value = value * 10 + Int(cells[index] &- 0x30)
    (index, digits) = (index + 1, digits + 1)
    if digits > 7 { return nil }
  }
  guard digits > 0 else { return nil }
  if index == stretch.end { return value }
  // `45.593` is grouped, and nobody can say so of a shorter number.
  guard digits >= 4, cells[index] == UInt8(ascii: ".") || cells[index] == UInt8(ascii: ","),
    index + 1 < stretch.end, (index + 1..<stretch.end).allSatisfy({ cells[$0] &- 0x30 <= 9 })
  else { return nil }
  return value
}

/// The day that a spreadsheet's serial stands for in the system that counts from 1900, in which 60 is
/// a 29 February that there never was.
func day(ofSerial serial: Int) -> DateCell {
  guard serial != 60, let first = Day(year: 1899, month: 12, day: serial < 60 ? 31 : 30) else {
    return .failed(.impossibleDate)
  }
  return .value(first.number + Int32(serial))
}

/// The runs of letters and of digits between blanks, dashes, slashes, dots and commas, in small
/// letters; empty when anything else stands there, or too few or too many for a date.
private func words(_ cells: Span<UInt8>, _ stretch: Stretch) -> [String] {
  // Counted first: a column of codes comes here with every cell, and must not be copied to be refused.
  var (count, last) = (0, UInt8(0))
  for index in stretch.start..<stretch.end {
    guard let kind = wordKind(cells[index]) else { return [] }
    if kind != 0, kind != last { count += 1 }
    last = kind
  }
  // `Oct 28 2024` up to `ngày 28 tháng 10 năm 2024`.
  guard (3...6).contains(count) else { return [] }
  var words: [String] = []
  var previous: UInt8 = 0
  for index in stretch.start..<stretch.end {
    let kind = wordKind(cells[index]) ?? 0
    if kind != 0 {
      if kind != previous { words.append("") }
      words[words.count - 1].unicodeScalars.append(
        Unicode.Scalar(kind == 1 ? cells[index] : cells[index] | 0x20))
    }
    previous = kind
  }
  return words
}

/// 1 for a digit, 2 for a letter, 0 for what may stand between words; nil for anything else.
private func wordKind(_ byte: UInt8) -> UInt8? {
  if byte &- 0x30 <= 9 { return 1 }
  if (byte | 0x20) &- UInt8(ascii: "a") <= 25 { return 2 }
  switch byte {
  case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."),
    UInt8(ascii: ","):
    return 0
  default: return nil
  }
}

/// `ngày 28 tháng 10 năm 2024`, `28 tháng 10 năm 2024`, `28-Thg10-24`, `28-Oct-2024`, `Oct 28, 2024`.
private func wordedDate(_ words: [String]) -> (year: Int, month: Int, day: Int)? {
  var words = words[...]
  if words.first == "ngay" { words = words.dropFirst() }
  if words.count > 3, let index = words.firstIndex(of: "nam"), index == words.endIndex - 2 {
    words.remove(at: index)
  }
  let parts = Array(words)
  switch parts.count {
  case 4 where ["thang", "thg", "th"].contains(parts[1]):
    return date(day: parts[0], month: parts[2].count <= 2 ? Int(parts[2]) : nil, year: parts[3])
  case 3 where Int(parts[0]) != nil:
    return date(day: parts[0], month: englishMonth(parts[1]), year: parts[2])
  case 3: return date(day: parts[1], month: englishMonth(parts[0]), year: parts[2])
  default: return nil
  }
}

private func date(
  day: String, month: Int?, year: String
) -> (year: Int, month: Int, day: Int)? {
  guard let month, day.utf8.count <= 2, let day = Int(day), let number = Int(year) else {
    return nil
  }
  switch year.utf8.count {
  case 4: return (number, month, day)
  case 2: return (century(of: number), month, day)
  default: return nil
  }
}

/// The number of a month by its English name, or its first three letters.
private func englishMonth(_ word: String) -> Int? {
  let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  return months.firstIndex { word == $0 || word == $0.prefix(3) }.map { $0 + 1 }
}
