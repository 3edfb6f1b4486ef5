/// A reference file that lists the days on which nobody works besides Saturdays and Sundays.
package struct CalendarPlan: Sendable, Hashable {
  /// Path under the input folder.
  package var path: String
  /// Heading of the column of days off.
  package var dayOff: String
  /// Heading of the column of Saturdays and Sundays that are worked; nil for none.
  package var workingDay: String?

  package init(path: String, dayOff: String, workingDay: String?) {
    self.path = path
    self.dayOff = dayOff
    self.workingDay = workingDay
  }
}

/// Counts working days: Monday to Friday without days off, and weekend days that are worked.
package struct WorkingCalendar: Sendable, Hashable {
  /// Weekdays that are not worked and weekend days that are, ascending, each once.
  private let daysOff: [Int32]
  private let extraDays: [Int32]

  /// Days off on a weekend, and worked days on a weekday, change nothing.
  package init(daysOff: some Sequence<Day>, workingDays: some Sequence<Day>) {
    self.daysOff = Set(daysOff.map(\.number)).filter { !isWeekend($0) }.sorted()
    extraDays = Set(workingDays.map(\.number)).filter(isWeekend).sorted()
  }

  /// A count that grows by one with every working day, so that the difference of two days is the
  /// number of working days after the first, up to and including the second.
  package func count(at day: Int32) -> Int32 {
    // Days since Monday 1969-12-29, that day included.
    let days = Int(day) + 4
    let weeks = days >= 0 ? days / 7 : (days - 6) / 7
    let count =
      weeks * 5 + min(days - weeks * 7, 5) + place(after: day, in: extraDays)
      - place(after: day, in: daysOff)
    return Int32(clamping: count)
  }

  private func place(after day: Int32, in days: [Int32]) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// 1970-01-01 was a Thursday.
private func isWeekend(_ day: Int32) -> Bool {
  let weekday = ((Int(day) + 3) % 7 + 7) % 7
  return weekday >= 5
}
