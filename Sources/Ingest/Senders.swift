import Ledger

/// Who has not sent (`each`) and what is too old (`fresh`) in one source, once all sources are read.
func judgeSenders(_ plan: Plan, source index: Int, _ intake: inout Intake) {
  let source = plan.sources[index]
  let tables = sentTables(ofSource: index, intake)
  var present: [String] = []
  if let sender = source.sender {
    for value in senders(sender, intake) {
      if tables.contains(where: { $0.isFrom(value, sender) }) {
        present.append(value)
      } else {
        intake.absentSenders[index].insert(value)
        intake.notices.append(missingSender(value, plan, index, intake))
      }
    }
  }
  guard let freshness = source.freshness, let asOf = plan.asOf, !tables.isEmpty else { return }
  let judge = FreshnessJudge(
    plan: plan, index: index, days: Int(freshness.days), asOf: asOf, tables: tables)
  let stale =
    if let sender = source.sender {
      present.compactMap { judge.notice(of: $0, sender, name: listedName(of: $0, sender, intake)) }
    } else {
      [judge.noticeOfAll()].compactMap(\.self)
    }
  intake.notices += stale
  if !stale.isEmpty, source.isRequired { intake.isIncomplete = true }
}

/// A usable table of a source, or the twin of one: what it says by its rows and by its path.
struct SentTable {
  /// `file` or `archive//entry`.
  var path: String
  var coverage: Coverage
  private let words: PathWords

  init(path: String, coverage: Coverage) {
    self.path = path
    self.coverage = coverage
    words = PathWords(path)
  }

  /// Whether a row, or the path, names the sender.
  func isFrom(_ value: String, _ sender: SenderPlan) -> Bool {
    sender.column.map { coverage.values[$0]?.contains(value) == true } == true || words.hold(value)
  }

  /// The newest date of a sender; where only the path names it, of all rows.
  func newest(of value: String) -> Int32? { coverage.newest[value] ?? newest }

  /// The newest date of all rows.
  var newest: Int32? { coverage.newest.values.max() }
}

/// The tables of a source that could be used; a file with the bytes of one of them counts as sent too.
private func sentTables(ofSource index: Int, _ intake: Intake) -> [SentTable] {
  let files = intake.files.filter { $0.source == index }
  func tables(of file: InputFile, at path: String, day: Int32? = nil) -> [SentTable] {
    file.tables.map { table in
      var coverage = table.coverage
      if let day {
        let senders = coverage.newest.isEmpty ? [""] : coverage.newest.keys.map { $0 }
        coverage.newest = Dictionary(uniqueKeysWithValues: senders.map { ($0, day) })
      }
      return SentTable(path: table.entry.map { path + "//" + $0 } ?? path, coverage: coverage)
    }
  }
  var sent = files.flatMap { tables(of: $0, at: $0.path) }
  for duplicate in intake.duplicates where duplicate.source == index {
    if let twin = files.first(where: { $0.path == duplicate.twin }) {
      sent += tables(of: twin, at: duplicate.path, day: duplicate.day)
    }
  }
  return sent
}

/// The values that `each` expects, by code point.
private func senders(_ sender: SenderPlan, _ intake: Intake) -> [String] {
  guard let column = intake.tables[sender.list.source].columns[sender.list.column] else {
    return []
  }
  return distinctTexts(column).subtracting([""]).sorted {
    $0.utf8.lexicographicallyPrecedes($1.utf8)
  }
}

/// The name that stands beside a sender in its list; nil where there is none.
private func listedName(of value: String, _ sender: SenderPlan, _ intake: Intake) -> String? {
  let list = intake.tables[sender.list.source]
  guard let nameColumn = sender.nameColumn, let names = list.columns[nameColumn],
    let codes = list.columns[sender.list.column],
    let row = (0..<list.rowCount).first(where: {
      codes.value(ofRow: $0, type: .code) == .text(value)
    }), case .text(let name) = names.value(ofRow: row, type: .text)
  else { return nil }
  return name
}

private func missingSender(_ value: String, _ plan: Plan, _ index: Int, _ intake: Intake) -> Notice
{
  let source = plan.sources[index]
  let name = source.sender.flatMap { listedName(of: value, $0, intake) }
  let sender = name.map { "\(value) (\($0))" } ?? value
  var notice = Notice(
    .missingSender, severity: .error, key: source.senderKey(value, in: plan),
    message: plan.language == .vietnamese
      ? "\(sender) chưa gửi gì cho “\(source.title)”"
      : "\(sender) has sent nothing to “\(source.title)”")
  notice.sender = (index, value)
  return notice
}

extension SourcePlan {
  /// `unit=…`, by the name of the column that lists the senders.
  func senderKey(_ value: String, in plan: Plan) -> [(name: String, value: String)] {
    guard let list = sender?.list else { return [] }
    return [(plan.sources[list.source].columns[list.column].name, value)]
  }
}
