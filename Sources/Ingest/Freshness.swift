import Ledger

/// Holds the newest date of a source, or of each of its senders, against `as_of`.
struct FreshnessJudge {
  let plan: Plan
  let index: Int
  /// Age that is still acceptable.
  let days: Int
  let asOf: Day
  /// At least one table.
  let sent: SentTables

  private var source: SourcePlan { plan.sources[index] }

  /// What is to be told of the source as a whole; nil when it is fresh.
  func noticeOfAll() -> Notice? {
    let days = sent.tables.indices.map(sent.newest(at:))
    let newest = days.compactMap(\.self).max()
    guard isStale(newest) else { return nil }
    let path = sent.tables[days.firstIndex(of: newest) ?? 0].path
    return notice(key: [("source", source.name), ("file", path)], newest, of: "“\(source.title)”")
  }

  /// What is to be told of a sender; nil when it is fresh, and when it has sent nothing, which is told
  /// otherwise.
  func notice(of value: String, shown: String) -> Notice? {
    if sent.places(of: value).isEmpty { return nil }
    let newest = sent.newest(of: value)
    guard isStale(newest) else { return nil }
    var notice = notice(
      key: source.senderKey(value, in: plan), newest, of: "\(shown), “\(source.title)”")
    notice.sender = (index, value)
    return notice
  }

  /// Where no row has a date, nothing shows that the rows are new.
  private func isStale(_ newest: Int32?) -> Bool { newest.map { age($0) > days } ?? true }

  private func age(_ newest: Int32) -> Int { Int(asOf.number) - Int(newest) }

  private func notice(
    key: [(name: String, value: String)], _ newest: Int32?, of subject: String
  ) -> Notice {
    func value(_ day: Int32) -> Value { .exact(Ratio(day)) }
    return Notice(
      .staleFile, severity: .error, key: key, left: newest.map(value) ?? .missing,
      right: value(asOf.number), difference: newest.map { .exact(Ratio(age($0))) } ?? .missing,
      type: .date, message: message(newest, of: subject))
  }

  private func message(_ newest: Int32?, of subject: String) -> String {
    guard let newest else {
      return plan.language == .vietnamese
        ? "\(subject): không có ngày nào cho thấy số liệu còn mới"
        : "\(subject): no date shows that it is fresh"
    }
    let (day, age) = (Day(number: newest).shown(in: plan.language), age(newest))
    return plan.language == .vietnamese
      ? "\(subject): mới nhất là ngày \(day), cũ \(age) ngày (tối đa \(days))"
      : "\(subject): the newest date is \(day), \(age) days old (\(days) at most)"
  }
}
