internal import Ledger

extension Compiler {
  private static let calendarKeys = KeySet(
    place: .calendar, known: ["file", "date", "working"])

  /// `calendar`: the file of days off, and of weekend days that are worked. One is enough for all files.
  mutating func readCalendar(_ documents: [RuleDocument]) {
    var written: YAMLNode?
    for document in documents {
      guard let node = document.mapping["calendar"] else { continue }
      let position = document.mapping.keyPosition("calendar") ?? node.position
      guard written == nil else {
        diagnostics.add(.includeConflict("calendar", at: position))
        continue
      }
      written = node
      names.calendar = DeclaredCalendar(position: position)
      plan.calendar = calendar(node, at: position)
    }
  }

  private mutating func calendar(_ node: YAMLNode, at position: Position) -> CalendarPlan? {
    guard let mapping = mapping(node, Self.calendarKeys, at: position) else { return nil }
    for key in ["file", "date"] where mapping[key] == nil {
      diagnostics.add(.missingKey(key, in: .calendar, at: position))
    }
    let path = text(mapping, "file")
    if let path, let node = mapping["file"] { checkPattern(path, isGlob: false, at: node.position) }
    let dayOff = text(mapping, "date")
    let workingDay = text(mapping, "working")
    guard let path, let dayOff else { return nil }
    return CalendarPlan(path: path, dayOff: dayOff, workingDay: workingDay)
  }

  /// Notes that working days are counted, which takes a calendar.
  mutating func useCalendar(at position: Position) {
    names.calendar?.isUsed = true
    if names.calendar == nil { diagnostics.add(.missingCalendar(at: position)) }
  }
}
