import Ledger

/// Who has not sent (`each`) and what is too old (`fresh`) in one source, once all sources are read.
func judgeSenders(_ plan: Plan, source index: Int, _ intake: inout Intake) {
  let source = plan.sources[index]
  if source.sender == nil, source.freshness == nil { return }
  let sent = SentTables(source, index: index, intake)
  let list = source.sender.map { SenderList($0, intake) }
  for value in list?.values ?? [] where sent.places(of: value).isEmpty {
    intake.absentSenders[index].insert(value)
    var notice = missingSender(list?.shown(value) ?? value, source, plan.language)
    notice.key = source.senderKey(value, in: plan)
    notice.sender = (index, value)
    intake.notices.append(notice)
  }
  guard let freshness = source.freshness, let asOf = plan.asOf, !sent.tables.isEmpty else { return }
  let judge = FreshnessJudge(
    plan: plan, index: index, days: Int(freshness.days), asOf: asOf, sent: sent)
  let stale =
    if let list {
      list.values.compactMap { judge.notice(of: $0, shown: list.shown($0)) }
    } else {
      [judge.noticeOfAll()].compactMap(\.self)
    }
  intake.notices += stale
  if !stale.isEmpty, source.isRequired { intake.isIncomplete = true }
}

private func missingSender(_ sender: String, _ source: SourcePlan, _ language: Language) -> Notice {
  Notice(
    .missingSender, severity: .error, key: [],
    message: language == .vietnamese
      ? "\(sender) chưa gửi gì cho “\(source.title)”"
      : "\(sender) has sent nothing to “\(source.title)”")
}

/// The values that `each` expects, with the names that stand beside them.
struct SenderList {
  /// By code point.
  private(set) var values: [String] = []
  private var names: [String: String] = [:]

  init(_ sender: SenderPlan, _ intake: Intake) {
    let list = intake.tables[sender.list.source]
    guard case .symbols(let codes)? = list.columns[sender.list.column] else { return }
    let texts = sender.nameColumn.flatMap { list.columns[$0] }
    var isKnown = Array(repeating: false, count: codes.names.count)
    isKnown[0] = true
    for (row, id) in codes.ids.enumerated() where !isKnown[Int(id)] {
      isKnown[Int(id)] = true
      values.append(codes.names[Int(id)])
      if case .text(let name) = texts?.value(ofRow: row, type: .text) {
        names[codes.names[Int(id)]] = name
      }
    }
    values.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The value, with its name where it has one: `1056789 (Sở Y tế)`.
  func shown(_ value: String) -> String { names[value].map { "\(value) (\($0))" } ?? value }
}

/// The usable tables of a source by who sent them; a file with the bytes of one of them has sent too.
struct SentTables {
  private(set) var tables: [(path: String, coverage: Coverage)] = []
  private var placesOfSender: [String: [Int]] = [:]
  private let index: PathIndex

  init(_ source: SourcePlan, index: Int, _ intake: Intake) {
    var tables: [(path: String, coverage: Coverage)] = []
    let files = intake.files.filter { $0.source == index }
    for file in files {
      tables += file.tables.map {
        (RowPlace(file: file.path, entry: $0.entry).path, $0.coverage)
      }
    }
    for duplicate in intake.duplicates where duplicate.source == index {
      for (place, table) in intake.tables(of: duplicate) {
        var coverage = table.coverage
        if let day = duplicate.day {
          let senders = coverage.newest.isEmpty ? [""] : Array(coverage.newest.keys)
          coverage.newest = Dictionary(uniqueKeysWithValues: senders.map { ($0, day) })
        }
        tables.append((place.path, coverage))
      }
    }
    for (place, table) in tables.enumerated() {
      guard let column = source.sender?.column else { break }
      for value in table.coverage.values[column] ?? [] {
        placesOfSender[value, default: []].append(place)
      }
    }
    self.index = PathIndex(tables.map(\.path))
    self.tables = tables
  }

  /// Places of the tables that a sender's rows stand in, or that name it in their path.
  func places(of value: String) -> [Int] {
    placesOfSender[value, default: []] + index.places(of: value)
  }

  /// The newest date of a sender; of a table that only its path gives to the sender, that of all rows.
  func newest(of value: String) -> Int32? {
    places(of: value).compactMap { place in
      tables[place].coverage.newest[value] ?? newest(at: place)
    }.max()
  }

  /// The newest date of all rows of a table.
  func newest(at place: Int) -> Int32? { tables[place].coverage.newest.values.max() }
}

extension Intake {
  /// The tables that were read in the place of a duplicate, each with the duplicate's place.
  func tables(of duplicate: DuplicateFile) -> [(place: RowPlace, table: InputTable)] {
    let twin = files.first { $0.source == duplicate.source && $0.path == duplicate.twin }
    let tables = twin?.tables.filter {
      duplicate.twinEntry == nil || $0.entry == duplicate.twinEntry
    }
    return (tables ?? []).map {
      (RowPlace(file: duplicate.path, entry: duplicate.entry ?? $0.entry), $0)
    }
  }
}

extension SourcePlan {
  /// `unit=…`, by the name of the column that lists the senders.
  func senderKey(_ value: String, in plan: Plan) -> [(name: String, value: String)] {
    guard let list = sender?.list else { return [] }
    return [(plan.sources[list.source].columns[list.column].name, value)]
  }
}
