import Ledger

extension Teller {
  /// What an explanation is about: `vouchers KB-0123`, `positions unit=1056789`, `unknown-code …`.
  func title(of topic: Topic) -> String {
    switch topic {
    case .rows(let match, let rows):
      let row = rows.left.first ?? rows.right.first ?? 0
      let key = key(match, rows.left.isEmpty ? .right : .left, row)
      return plan.matches[match].name + " · \(key)"
    case .row(let source, let row): return "\(plan.sources[source].name) · \(origin(source, row))"
    case .figures(let balance, let level, let row):
      let name = plan.balances[balance].name
      let key = key(balance, level, row).map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
      return key.isEmpty ? "\(name) · \(SummaryWording(form).total)" : "\(name) · \(key)"
    case .notice(let index):
      let notice = facts.reconciliation.notices[index]
      let key = notice.key.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
      return "\(notice.name.rawValue) · \(key)"
    case .leftOut(let source, let origin): return "\(plan.sources[source].name) · \(origin)"
    case .reject(let index):
      let reject = facts.intake.rejects[index]
      return "rejects · \(RowOrigin(file: reject.file, entry: reject.entry, line: reject.line))"
    }
  }

  private func key(_ match: Int, _ side: MatchSide, _ row: Int) -> String {
    let subject = Finding.Subject.unmatched(match: match, side: side, row: row)
    let keys = FindingKeys(facts)
    // A row without any value of the key is known by its place.
    if keys.keyValues(of: subject).allSatisfy(\.isEmpty) { return place(side, row, match) }
    var key: [UInt8] = []
    keys.appendKey(of: subject, to: &key)
    return String(decoding: key, as: UTF8.self)
  }

  /// The key of a balance's row.
  func key(_ balance: Int, _ level: [Int], _ row: Int) -> [(name: String, value: String)] {
    let plain = PlainForm(plan.currency)
    let figures = facts.reconciliation.balances[balance].level(level)
    return zip(level, figures.keys).map { dimension, values in
      let declared = plan.balances[balance].dimensions[dimension]
      return (declared.name, plain.text(values[row], type: declared.type))
    }
  }

  /// A sentence for each finding, or why there is none.
  func verdict(of answer: Explanation) -> [(text: String, colour: Paint.Colour)] {
    if answer.findings.isEmpty { return [(withoutFinding(answer.topic), .green)] }
    var reader = FindingReader(list)
    var record = FindingRecord()
    return answer.findings.prefix(10).flatMap { place -> [(String, Paint.Colour)] in
      reader.read(place, into: &record)
      let severity = list.order.entries[place].severity
      let colour: Paint.Colour =
        switch severity {
        case .error: .red
        case .warning: .yellow
        case .info: .plain
        }
      let status = record.text(.status)
      let word =
        status.isEmpty ? severityWord(severity, form.language) : wording.status(status)
      let facts = [
        record.text(.check), record.text(.kind), record.text(.cause), record.text(.field),
        record.text(.owner),
      ].filter { !$0.isEmpty }
      return [
        ("\(word): \(record.text(.message))\(figures(at: place))", colour),
        ("  \(record.text(.id)) · " + facts.joined(separator: " · "), .dim),
      ]
    }
  }

  /// The figures of a built-in finding, whose message leaves them to the columns.
  private func figures(at place: Int) -> String {
    let finding = list.finding(at: place)
    guard case .notice(let index) = finding.subject else { return "" }
    let notice = facts.reconciliation.notices[index]
    guard notice.name == .totalRow, notice.left != .missing else { return "" }
    func text(_ value: Value, _ manner: LanguageForm.Manner = .figure) -> String {
      form.text(value, type: notice.type, manner: manner)
    }
    return "; "
      + wording.printed(
        text(notice.left), text(notice.right), text(notice.difference, .difference))
  }

  private func withoutFinding(_ topic: Topic) -> String {
    switch topic {
    case .rows(let match, let rows):
      let result = facts.reconciliation.matches[match]
      if isFiltered(rows, match) { return wording.filtered }
      guard let left = rows.left.first, !rows.right.isEmpty else { return wording.noFinding }
      let isPair = result.partnerOfLeft[left] >= 0
      let pass =
        isPair
        ? Int(result.passOfLeft[left])
        : result.groups.first { $0.rows.left.contains(left) }?.pass ?? 0
      return wording.matched(
        places(.left, rows.left, match), with: places(.right, rows.right, match), pass + 1,
        text(ofPass: pass, match))
    case .reject(let index):
      return wording.rejected(
        Reports.wording(of: facts.intake.rejects[index].reason, in: form.language))
    case .leftOut: return wording.leftOut
    case .row, .figures, .notice: return wording.noFinding
    }
  }

  /// Whether the `where` of a side leaves the rows out of the match.
  func isFiltered(_ rows: RowSet, _ match: Int) -> Bool {
    let result = facts.reconciliation.matches[match]
    return rows.left.contains { result.leftOutcomes[$0] == .filtered }
      || rows.right.contains { result.rightOutcomes[$0] == .filtered }
  }

  /// The rejected rows that a topic is about.
  func rejects(of topic: Topic) -> [Reject] {
    switch topic {
    case .reject(let index): return [facts.intake.rejects[index]]
    case .notice(let index):
      let notice = facts.reconciliation.notices[index]
      guard notice.name == .rejects else { return [] }
      let places = Set(notice.rows)
      return facts.intake.rejects.filter {
        places.contains(RowOrigin(file: $0.file, entry: $0.entry, line: $0.line))
      }
    default: return []
    }
  }

  /// Whether a candidate is among those that a pass took with the row.
  func isTaken(_ candidate: CandidateTrace, _ step: PassTrace, _ side: MatchSide) -> Bool {
    switch step.result {
    case .paired(let rows), .setAside(let rows):
      (side == .left ? rows.left : rows.right).contains(candidate.row)
    default: false
    }
  }

  /// The first rows of an aggregate, each with its value, and what the rest comes to.
  func split(_ trace: AggregateTrace, _ aggregate: Aggregate) -> (
    first: [(origin: RowOrigin, value: Value?)], restCount: Int, restSum: Value?
  ) {
    let column = aggregate.column.flatMap { facts.intake.tables[aggregate.source].columns[$0] }
    func value(_ row: Int) -> Value? { column?.value(ofRow: row, type: aggregate.type) }
    let shown = trace.rows.prefix(5)
    let first = shown.map { (origin(aggregate.source, $0), value($0)) }
    var restSum: Value?
    if aggregate.function == .sum, let whole = trace.value.ratio {
      let rest = shown.reduce(Optional(whole)) { sum, row in
        sum.flatMap { $0.subtracting(value(row)?.ratio ?? .zero) }
      }
      restSum = rest.asValue
    }
    return (first, trace.rows.count - shown.count, restSum)
  }
}

extension Expression {
  /// The aggregates that are read, in order.
  var aggregates: [Int] {
    if case .aggregate(let index) = node { return [index] }
    return parts.flatMap(\.aggregates)
  }
}
