package import Ledger

/// How far a run is, on one line of a terminal: stage, share, time left, amount, speed, and what is at work.
package struct ProgressLine: Sendable {
  private let form: LanguageForm

  package init(language: Language) {
    form = LanguageForm(language: language, currency: .vnd)
  }

  private static let barWidth = 10
  /// The name of what is at work gets so many columns before figures are left out for it.
  private static let nameWidthMin = 12
  /// Before this nothing can be said of the time that is left.
  private static let millisecondsMin = 1_000

  /// The line, never wider than `width`; `milliseconds` is how long the stage has been going on.
  package func text(
    _ position: RunProgress.Position, milliseconds: Int, width: Int, isColoured: Bool
  ) -> String {
    var line = SummaryLine(stage(position.stage), .bold)
    // From the most to the least important; what has no room is left out from the end.
    var figures = figures(position, milliseconds)
    let item = item(position)
    func needed() -> Int {
      line.width + figures.reduce(0) { $0 + 2 + $1.count }
        + (item.name.isEmpty ? 0 : 2 + item.number.count + min(item.name.count, Self.nameWidthMin))
    }
    while !figures.isEmpty, needed() > width { figures.removeLast() }
    for figure in figures { line.add("  " + figure) }
    if !item.name.isEmpty {
      let room = width - line.width - 2 - item.number.count
      line.add("  " + item.number + ending(item.name, within: room), .dim)
    }
    return line.text(width: width, Paint(isColoured: isColoured))
  }

  private func figures(_ position: RunProgress.Position, _ milliseconds: Int) -> [String] {
    let (done, all) = (position.unitCount, position.unitCountMax)
    let isReading = position.stage == .reading
    var figures: [String] = []
    if all > 0 {
      let tenths = done * Self.barWidth / all
      let bar =
        String(repeating: "█", count: tenths)
        + String(repeating: "░", count: Self.barWidth - tenths)
      figures.append(bar + filled("\(done * 100 / all)%", to: 5, isNumber: true))
    }
    if done > 0, done < all, milliseconds >= Self.millisecondsMin {
      let seconds = Int(Int128(all - done) * Int128(milliseconds) / Int128(done) / 1_000)
      figures.append(
        say("còn \(clock(seconds))", "\(clock(seconds)) left"))
    }
    if done > 0 { figures.append(isReading ? megabytes(done) : rows(done)) }
    let perSecond =
      done > 0 && milliseconds > 0 ? Int(Int128(done) * 1_000 / Int128(milliseconds)) : 0
    if milliseconds >= Self.millisecondsMin, perSecond > 0 {
      figures.append((isReading ? megabytes(perSecond) : rows(perSecond)) + "/s")
    }
    if isReading, position.rowCount > 0 { figures.append(rows(position.rowCount)) }
    return figures
  }

  /// `3/38 ` and the name of the file or match.
  private func item(_ position: RunProgress.Position) -> (number: String, name: String) {
    let isCounted = position.itemCount > 1 && position.itemNumber > 0
    return (
      isCounted ? "\(position.itemNumber)/\(position.itemCount) " : "", printable(position.item)
    )
  }

  /// The end of a name, which tells more than its beginning.
  private func ending(_ name: String, within width: Int) -> String {
    if columnCount(name) <= width { return name }
    var end = ""
    for character in name.reversed() {
      if columnCount(end) + columnCount(String(character)) >= width { break }
      end.insert(character, at: end.startIndex)
    }
    return width > 0 ? "…" + end : ""
  }

  private func say(_ vietnamese: String, _ english: String) -> String {
    form.language == .vietnamese ? vietnamese : english
  }

  private func stage(_ stage: RunProgress.Stage?) -> String {
    switch stage {
    case .reading, nil: say("Đọc", "Reading")
    case .matching: say("Ghép", "Matching")
    case .checking: say("Kiểm tra", "Checking")
    case .writing: say("Ghi", "Writing")
    }
  }

  private func rows(_ count: Int) -> String {
    form.text(count: count) + " " + say("dòng", count == 1 ? "row" : "rows")
  }

  /// Millions of bytes with one decimal.
  private func megabytes(_ count: Int) -> String {
    let tenths = count / 100_000
    return form.text(count: tenths / 10) + say(",", ".") + "\(tenths % 10) MB"
  }

  /// `0:07`, `12:30`, `1:02:03`.
  private func clock(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (minutes, rest) = (seconds / 60, two(seconds % 60))
    return minutes < 60 ? "\(minutes):\(rest)" : "\(minutes / 60):\(two(minutes % 60)):\(rest)"
  }
}

/// Columns that a text takes on a terminal: none for marks and commands of colour, two for the letters
/// of East Asia.
package func columnCount(_ text: String) -> Int {
  var count = 0
  var isCommand = false
  for character in text {
    guard let first = character.unicodeScalars.first else { continue }
    if first == "\u{1B}" { isCommand = true }
    if isCommand {
      isCommand = first != "m"
      continue
    }
    switch first.value {
    case 0x0300...0x036F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069: break
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F000...0x3FFFF:
      count += 2
    default: count += 1
    }
  }
  return count
}
