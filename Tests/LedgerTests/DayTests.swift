import Ledger
import Testing

@Suite struct DayTests {
  @Test func `every day from 1900 to 2100 comes back from its number`() {
    var number = Day(year: 1900, month: 1, day: 1)?.number ?? 0
    for year in 1900...2100 {
      for month in 1...12 {
        for day in 1...Day.length(ofMonth: month, year: year) {
          let found = Day(year: year, month: month, day: day)
          #expect(found?.number == number)
          #expect(
            found.map { [$0.civil.year, $0.civil.month, $0.civil.day] } == [year, month, day])
          number += 1
        }
      }
    }
  }

  @Test func `known days have known numbers`() {
    #expect(Day(iso: "1970-01-01")?.number == Int32(0))
    #expect(Day(iso: "2000-03-01")?.number == Int32(11_017))
    // The Excel serial 45593 is 28/10/2024; its day 25569 is 1970-01-01.
    #expect(Day(iso: "2024-10-28")?.number == Int32(45_593 - 25_569))
    #expect(Day(iso: "0001-01-01")?.description == "0001-01-01")
  }

  @Test(arguments: [
    "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-1-01", "24-01-01",
  ])
  func `a date that does not exist is none`(text: String) {
    #expect(Day(iso: text) == nil)
  }
}
