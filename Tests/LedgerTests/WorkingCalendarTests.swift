import Ledger
import Seeding
import Testing

/// Working days, held against counting day by day.
@Suite struct WorkingCalendarTests {
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  private func difference(
    _ calendar: WorkingCalendar, _ from: String, _ to: String
  ) throws -> Int32 {
    try calendar.count(at: day(to).number) - calendar.count(at: day(from).number)
  }

  @Test func `weekends do not count`() throws {
    let calendar = WorkingCalendar(daysOff: [], workingDays: [])
    // 2024-10-25 is a Friday.
    #expect(try difference(calendar, "2024-10-25", "2024-10-28") == 1)
    #expect(try difference(calendar, "2024-10-25", "2024-10-27") == 0)
    #expect(try difference(calendar, "2024-10-26", "2024-10-27") == 0)
    #expect(try difference(calendar, "2024-10-28", "2024-10-25") == -1)
    #expect(try difference(calendar, "2024-10-21", "2024-10-28") == 5)
  }

  @Test func `days off on a weekend and worked weekdays change nothing`() throws {
    let calendar = WorkingCalendar(
      daysOff: [try day("2024-02-10"), try day("2024-02-08"), try day("2024-02-08")],
      workingDays: [try day("2024-02-07")])
    #expect(try difference(calendar, "2024-02-07", "2024-02-12") == 2)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `any stretch of days counts as when walked`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let start = Int32.random(in: -800_000...2_900_000, using: &random)
    func somewhere() -> Day { Day(number: start + Int32.random(in: 0...60, using: &random)) }
    let off = Set((0..<8).map { _ in somewhere() })
    let worked = Set((0..<4).map { _ in somewhere() }).subtracting(off)
    let calendar = WorkingCalendar(daysOff: off, workingDays: worked)
    for number in start + 1...start + 60 {
      let day = Day(number: number)
      // 2024-01-01, day 19723, was a Monday.
      let isWeekend = ((Int(number) - 19_723) % 7 + 7) % 7 >= 5
      let isWorked = isWeekend ? worked.contains(day) : !off.contains(day)
      let step = calendar.count(at: number) - calendar.count(at: number - 1)
      #expect(step == (isWorked ? 1 : 0), "seed \(seed), \(day)")
    }
  }
}
