import Ledger
import Testing

@testable import Reports

@Suite struct ProgressLineTests {
  private func position() -> RunProgress.Position {
    let progress = RunProgress()
    progress.begin(.reading, itemCount: 38, unitCount: 494_000_000)
    progress.begin(item: "ke-hoach/a.csv", unitCount: 94_000_000)
    progress.update(unitCount: 94_000_000, rowCount: 1_000_000)
    progress.begin(item: "kbnn/ban-ke-2024.zip", unitCount: 400_000_000)
    progress.update(unitCount: 50_000_000, rowCount: 200_000)
    progress.beginPart()
    progress.update(unitCount: 77_400_000, rowCount: 34_567)
    return progress.current
  }

  private func text(
    _ width: Int, _ language: Language = .vietnamese, milliseconds: Int = 2_000
  ) -> String {
    ProgressLine(language: language).text(
      position(), milliseconds: milliseconds, width: width, isColoured: false)
  }

  @Test("The line says stage, share, time left, bytes, speed, rows and the file")
  func whole() {
    #expect(
      text(120)
        == "Đọc  ████░░░░░░  44%  còn 0:02  221,4 MB  110,7 MB/s  1.234.567 dòng  "
        + "2/38 kbnn/ban-ke-2024.zip")
    #expect(
      text(120, .english)
        == "Reading  ████░░░░░░  44%  0:02 left  221.4 MB  110.7 MB/s  1,234,567 rows  "
        + "2/38 kbnn/ban-ke-2024.zip")
  }

  @Test("Nothing is said of the time left before a second is over")
  func early() {
    #expect(!text(120, milliseconds: 999).contains("còn"))
    #expect(!text(120, milliseconds: 0).contains("/s"))
  }

  @Test("Where there is little room, figures go before the end of the name", arguments: 1...100)
  func narrow(width: Int) {
    let line = text(width)
    #expect(columnCount(line) <= width)
    if width > 30 { #expect(line.hasSuffix(".zip"), "\(line)") }
    if width == 79 {
      #expect(
        line == "Đọc  ████░░░░░░  44%  còn 0:02  221,4 MB  110,7 MB/s  2/38 kbnn/ban-ke-2024.zip")
    }
  }

  @Test("Names of two columns a letter and with commands in them do no harm")
  func hostile() {
    let progress = RunProgress()
    progress.begin(.reading, itemCount: 1, unitCount: 0)
    progress.begin(item: String(repeating: "報", count: 60) + "\u{1B}[2J", unitCount: 0)
    let line = ProgressLine(language: .english).text(
      progress.current, milliseconds: 5, width: 40, isColoured: false)
    #expect(columnCount(line) <= 40 && line.hasSuffix("報 [2J"), "\(line)")
  }

  @Test(
    "What has to be begun again is not counted twice, and an item never counts for more than it is")
  func again() {
    let progress = RunProgress()
    progress.begin(.reading, itemCount: 2, unitCount: 30)
    progress.begin(item: "a", unitCount: 10)
    progress.update(unitCount: 8, rowCount: 5)
    progress.update(unitCount: 2, rowCount: 1)
    #expect(progress.current.unitCount == 2 && progress.current.rowCount == 1)
    progress.update(unitCount: 99, rowCount: 6)
    #expect(progress.current.unitCount == 10)
    progress.begin(item: "b", unitCount: 20)
    #expect(progress.current.unitCount == 10 && progress.current.rowCount == 6)
  }

  @Test("A run that is told to stop says so, and by which signal")
  func stopped() throws {
    let progress = RunProgress()
    try progress.check()
    progress.cancel(signal: 15)
    #expect(progress.isCancelled)
    let stopped = #expect(throws: RunProgress.Stopped.self) { try progress.check() }
    #expect(stopped?.signal == 15)
  }
}
