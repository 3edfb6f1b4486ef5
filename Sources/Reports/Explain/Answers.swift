package import Ledger

/// What a question turned out to be about.
package struct Answers: Sendable {
  /// Those that are told in full, each with its findings.
  package var explanations: [Explanation] = []
  /// Others that the question fits, as far as they were looked for.
  package private(set) var others: [Topic] = []

  /// Topics told in full; who gets more asked for too little.
  private static let countMax = 3

  /// Empty where nothing is known by that name.
  package init(to argument: String, _ list: FindingList) {
    let question = Question(argument, list.facts.plan)
    let topics = list.topics
    var search = TopicSearch(question, list, topics)
    search.run()
    take(search.found, topics)
  }

  /// Rows that some cell but no key led to; `places` are theirs, by source.
  package init(
    at places: [(source: Int, origin: RowOrigin)], _ argument: String, _ list: FindingList
  ) {
    let topics = list.topics
    var search = TopicSearch(Question(argument, list.facts.plan), list, topics)
    search.find(places)
    take(search.found, topics)
  }

  private mutating func take(_ found: [Topic], _ topics: [Topic]) {
    for topic in found {
      guard explanations.count < Answers.countMax else {
        others.append(topic)
        continue
      }
      let findings = topics.indices.filter { topics[$0] == topic }
      explanations.append(Explanation(topic: topic, findings: findings))
    }
  }
}

/// Looks for what a question is about: what bears exactly that name first, and only where there is
/// nothing, what has it as a part.
private struct TopicSearch {
  let question: Question
  let list: FindingList
  let topics: [Topic]
  private let keys: FindingKeys
  private let form: PlainForm
  private(set) var found: [Topic] = []
  private var known: Set<Topic> = []

  /// Rows looked at for one question; a value that thousands share says little.
  private static let rowCountMax = 20

  init(_ question: Question, _ list: FindingList, _ topics: [Topic]) {
    self.question = question
    self.list = list
    self.topics = topics
    keys = FindingKeys(list.facts)
    form = PlainForm(list.facts.plan.currency)
  }

  private var facts: RunFacts { list.facts }

  mutating func run() {
    findID()
    if !found.isEmpty { return }
    findPlace()
    if !found.isEmpty { return }
    findFindings()
    findNotices()
    findRows(all: true)
    findFigures()
    if found.isEmpty { findRows(all: false) }
  }

  private mutating func add(_ topic: Topic) {
    if known.insert(topic).inserted { found.append(topic) }
  }

  /// What became of rows at some places, and rejected records that hold the value.
  mutating func find(_ places: [(source: Int, origin: RowOrigin)]) {
    for (index, reject) in facts.intake.rejects.enumerated()
    where reject.column == 0 && question.parts.isEmpty && reject.raw.contains(question.value) {
      add(.reject(index))
    }
    for (source, origin) in places {
      let count = found.count
      find(source, at: origin)
      if found.count == count { add(.leftOut(source: source, origin)) }
    }
  }

  private mutating func findID() {
    let text = question.text.lowercased()
    guard text.utf8.count == 12, text.allSatisfy(\.isHexDigit) else { return }
    var reader = FindingReader(list)
    if let place = topics.indices.first(where: { reader.id(at: $0) == text }) {
      add(topics[place])
    }
  }

  /// `file:line`, as reports write it.
  private mutating func findPlace() {
    guard let colon = question.text.lastIndex(of: ":"),
      let line = Int(question.text[question.text.index(after: colon)...])
    else { return }
    let path = question.text[..<colon]
    for (source, table) in facts.intake.tables.enumerated() {
      let segment = table.segments.first { path == place($0.file, $0.entry) }
      let reject = facts.intake.rejects.first {
        $0.source == source && path == place($0.file, $0.entry)
      }
      if let (file, entry) = segment.map({ ($0.file, $0.entry) })
        ?? reject.map({ ($0.file, $0.entry) })
      {
        find(source, at: RowOrigin(file: file, entry: entry, line: line))
      }
    }
    for (index, notice) in facts.reconciliation.notices.enumerated()
    where notice.rows.contains(where: { "\($0)" == question.text }) && notice.name != .rejects {
      add(.notice(index))
    }
  }

  /// What became of the rows of a source at a place.
  private mutating func find(_ source: Int, at origin: RowOrigin) {
    for segment in facts.intake.tables[source].segments
    where segment.file == origin.file && segment.entry == origin.entry {
      for row in segment.firstRow..<segment.firstRow + segment.rowCount
      where segment.lines.line(ofRow: row) == origin.line {
        addRow(source, row)
      }
    }
    for (index, reject) in facts.intake.rejects.enumerated()
    where reject.source == source
      && RowOrigin(file: reject.file, entry: reject.entry, line: reject.line) == origin
    {
      add(.reject(index))
    }
  }

  private func place(_ file: String, _ entry: String?) -> String {
    entry.map { "\(file)//\($0)" } ?? file
  }

  private mutating func addRow(_ source: Int, _ row: Int) {
    var isMatched = false
    for (index, match) in facts.plan.matches.enumerated() {
      for (side, own) in [(MatchSide.left, match.left.source), (.right, match.right.source)]
      where own == source {
        isMatched = true
        add(.rows(match: index, facts.reconciliation.matches[index].rows(with: side, row)))
      }
    }
    if !isMatched { add(.row(source: source, row: row)) }
  }

  /// Findings of exactly this key.
  private mutating func findFindings() {
    let wanted = Array(question.parts.isEmpty ? "=\(question.value)".utf8 : question.key.utf8)
    if question.isWhole { return }
    for (place, entry) in list.order.entries.enumerated() where isInScope(entry, place) {
      let key = list.order.key(of: entry)
      if question.parts.isEmpty {
        let subject = facts.reconciliation.findings[Int(entry.finding)].subject
        guard key.suffix(wanted.count).elementsEqual(wanted),
          keys.keyValues(of: subject) == [question.value]
        else { continue }
      } else if !key.elementsEqual(wanted) {
        continue
      }
      add(topics[place])
    }
  }

  private func isInScope(_ entry: FindingEntry, _ place: Int) -> Bool {
    guard let scope = question.scope else { return true }
    if list.order.names[Int(entry.check)] == scope { return true }
    return switch topics[place] {
    case .rows(let match, _): facts.plan.matches[match].name == scope
    case .figures(let balance, _, _): facts.plan.balances[balance].name == scope
    case .row, .notice, .reject, .leftOut: false
    }
  }

  /// Rows of matches whose key has the values asked for.
  private mutating func findRows(all: Bool) {
    for (index, match) in facts.plan.matches.enumerated()
    where question.scope == nil || question.scope == match.name {
      let names = match.key.map(\.name)
      var wanted: [[(index: Int, value: String)]] = []
      if let fixed = question.fixed(names, all: all) {
        wanted = [fixed]
      } else if !question.value.isEmpty, names.count == 1 || !all {
        wanted = names.indices.map { [($0, question.value)] }
      }
      for fixed in wanted {
        for side in [MatchSide.left, .right] {
          let source = side == .left ? match.left.source : match.right.source
          let columns = fixed.map { part in
            (side == .left ? match.key[part.index].left : match.key[part.index].right, part.value)
          }
          for row in rows(of: source, where: columns) {
            add(.rows(match: index, facts.reconciliation.matches[index].rows(with: side, row)))
          }
        }
      }
    }
  }

  private func rows(of source: Int, where wanted: [(column: Int, value: String)]) -> [Int] {
    let table = facts.intake.tables[source]
    var found = Array(0..<table.rowCount)
    for (index, value) in wanted {
      guard let column = table.columns[index] else { return [] }
      let type = facts.plan.sources[source].columns[index].type
      switch column {
      case .symbols(let symbols):
        guard let id = symbols.names.firstIndex(of: value), id > 0 else { return [] }
        found = found.filter { symbols.ids[$0] == id }
      case .texts(let texts):
        let bytes = Array(value.utf8)
        found = found.filter { texts.bytes[texts.range(ofRow: $0)].elementsEqual(bytes) }
      case .exact, .days:
        found = found.filter { form.text(column.value(ofRow: $0, type: type), type: type) == value }
      }
    }
    return Array(found.prefix(TopicSearch.rowCountMax))
  }

  /// Rows of balances at the level that the question names.
  private mutating func findFigures() {
    for (index, balance) in facts.plan.balances.enumerated() where isInScope(balance: index) {
      for level in facts.reconciliation.balances[index].levels {
        let names = level.dimensions.map { balance.dimensions[$0].name }
        var fixed = question.fixed(names, all: true)
        if question.isWhole, names.isEmpty { fixed = [] }
        if !question.value.isEmpty, names.count == 1 { fixed = [(0, question.value)] }
        guard let fixed else { continue }
        for row in 0..<level.rowCount {
          let isThere = fixed.allSatisfy { part in
            let type = balance.dimensions[level.dimensions[part.index]].type
            return form.text(level.keys[part.index][row], type: type) == part.value
          }
          if isThere { add(.figures(balance: index, level: level.dimensions, row: row)) }
        }
      }
    }
  }

  private func isInScope(balance index: Int) -> Bool {
    let balance = facts.plan.balances[index]
    guard let scope = question.scope else { return true }
    return scope == balance.name
      || facts.plan.checks.contains {
        if case .balance(index, _) = $0.subject { $0.name == scope } else { false }
      }
  }

  /// Built-in findings of which a part of the key is the value, such as a file or an unknown code.
  private mutating func findNotices() {
    guard !question.value.isEmpty, question.scope == nil else { return }
    for (index, notice) in facts.reconciliation.notices.enumerated()
    where notice.key.contains(where: { $0.value == question.value }) {
      add(.notice(index))
    }
  }
}
