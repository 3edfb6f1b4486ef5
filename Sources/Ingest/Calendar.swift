import Ledger

/// The calendar of a plan, read from its file.
func readCalendar(_ plan: Plan, from folder: String) throws(NeededFileFailure) -> WorkingCalendar? {
  guard let calendar = plan.calendar else { return nil }
  let headings = [calendar.dayOff] + [calendar.workingDay].compactMap(\.self)
  var days: [[Day]] = [[], []]
  for cells in try referenceCells(calendar.path, headings: headings, folder) {
    for (column, cell) in cells.enumerated() {
      guard let cell else { continue }
      guard let day = day(cell) else {
        throw NeededFileFailure(
          path: calendar.path, vietnamese: "“\(cell)” không phải là ngày",
          english: "“\(cell)” is not a date")
      }
      days[column].append(day)
    }
  }
  if let both = Set(days[0]).intersection(days[1]).min() {
    throw NeededFileFailure(
      path: calendar.path, vietnamese: "\(both) vừa là ngày nghỉ vừa là ngày làm việc",
      english: "\(both) is both a day off and a working day")
  }
  return WorkingCalendar(daysOff: days[0], workingDays: days[1])
}

/// A date as dd/mm/yyyy or yyyy-mm-dd: a list of days off has too few cells to tell more ways apart.
private func day(_ text: String) -> Day? {
  if let day = Day(iso: text) { return day }
  let bytes = Array(text.utf8)
  var evidence = DateEvidence()
  let reading = DateReading(format: .dayFirst)
  guard case .value(let number) = readDate(bytes.span, 0, bytes.count, reading, evidence: &evidence)
  else { return nil }
  return Day(number: number)
}
