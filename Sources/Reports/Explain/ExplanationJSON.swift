package import Ledger

/// Explanations as one JSON document, for scripts; the members are listed in docs/explain.md.
///
/// - Parameter raw: the rows of `rowsShown` as their files have them, by source.
package func explanationJSON(
  _ answers: [Explanation], others: [Topic], question: String, _ list: FindingList,
  raw: [Int: [RowOrigin: RawRow]]
) -> [UInt8] {
  let teller = Teller(list, raw: raw)
  return JSONValue.object([
    .init("format", .text("doichieu-explain/1")),
    .init("question", .text(question)),
    .init("answers", .list(answers.map { ExplanationJSON($0, teller).value })),
    .init("others", .list(others.map { .text(teller.title(of: $0)) })),
  ]).bytes(isIndented: true)
}

/// One explanation as a JSON object.
private struct ExplanationJSON {
  private let answer: Explanation
  private let teller: Teller
  private let form: PlainForm
  private var plan: Plan { teller.plan }

  init(_ answer: Explanation, _ teller: Teller) {
    self.answer = answer
    self.teller = teller
    form = PlainForm(teller.plan.currency)
  }

  var value: JSONValue {
    var members: [JSONValue.Member] = [
      .init("about", .text(about)), .init("title", .text(teller.title(of: answer.topic))),
      .init("verdict", .list(verdict)), .init("findings", .list(findings)),
      .init("rows", .list(rows)),
    ]
    if case .rows(let match, _) = answer.topic {
      members += [
        .init("match", .text(plan.matches[match].name)),
        .init("passes", .list(answer.rows.flatMap { passes($0, match) })),
        .init("comparisons", .list(answer.comparisons.map { comparison($0, match) })),
        .init("bridge", .list(bridge)),
      ]
    }
    if case .figures(let balance, let level, let row) = answer.topic {
      members += figures(balance, level, row)
    }
    let rejects = teller.rejects(of: answer.topic)
    if !rejects.isEmpty { members.append(.init("rejects", .list(rejects.map(reject)))) }
    members.append(.init("checks", .list(answer.checks.map(check))))
    if case .notice(let index) = answer.topic {
      let cure = cure(
        of: teller.facts.reconciliation.notices[index].name, language: teller.form.language)
      members.append(.init("cure", .text(cure)))
    }
    return .object(members)
  }

  private var about: String {
    switch answer.topic {
    case .rows: "match"
    case .row: "row"
    case .figures: "balance"
    case .notice: "built-in"
    case .reject: "reject"
    case .leftOut: "left-out"
    }
  }

  private var verdict: [JSONValue] {
    if answer.findings.isEmpty { return teller.verdict(of: answer).map { .text($0.text) } }
    var reader = FindingReader(teller.list)
    var record = FindingRecord()
    return answer.findings.map { place in
      reader.read(place, into: &record)
      return .text(record.text(.message))
    }
  }

  /// As discrepancies.csv has them, number or text.
  private var findings: [JSONValue] {
    var reader = FindingReader(teller.list)
    var record = FindingRecord()
    return answer.findings.map { place in
      reader.read(place, into: &record)
      return .object(
        FindingRecord.Field.allCases.map { field in
          let text = record.text(field)
          let isNumber =
            record.type(of: field) != nil
            && text.utf8.allSatisfy { "-.0123456789".utf8.contains($0) }
          return .init(
            field.name,
            text.isEmpty ? .null : isNumber && !isDate(text) ? .number(text) : .text(text))
        })
    }
  }

  private func isDate(_ text: String) -> Bool { Day(iso: text) != nil }

  private func json(_ value: Value, _ type: ValueType) -> JSONValue {
    switch value {
    case .missing: .null
    case .truth(let isTrue): .truth(isTrue)
    case .exact where type != .date: .number(form.text(value, type: type))
    case .text, .exact: .text(form.text(value, type: type))
    }
  }

  private var rows: [JSONValue] {
    if let (source, origin) = answer.lonePlace(teller.facts) {
      return [
        .object([
          .init("source", .text(plan.sources[source].name)), .init("at", .text("\(origin)")),
          .init("cells", .list(teller.cells(source, at: origin).map(cell))),
        ])
      ]
    }
    return answer.shownRows(teller.list).rows.map { row in
      var members: [JSONValue.Member] = [
        .init("source", .text(plan.sources[row.source].name)),
        .init("at", .text("\(teller.origin(row.source, row.row))")),
      ]
      if let side = row.side, case .rows(let match, _) = answer.topic {
        let result = teller.facts.reconciliation.matches[match]
        let outcome = side == .left ? result.leftOutcomes[row.row] : result.rightOutcomes[row.row]
        members += [
          .init("side", .text(side.rawValue)), .init("outcome", .text(outcome.name(on: side))),
        ]
      }
      let cells = teller.cells(row.source, row.row).map(cell)
      return .object(members + [.init("cells", .list(cells))])
    }
  }

  private func cell(_ cell: Teller.Cell) -> JSONValue {
    .object([
      .init("column", .text(cell.name)),
      .init("heading", cell.heading.map { .text($0) } ?? .null),
      .init("raw", cell.raw.map { .text($0) } ?? .null),
      .init("value", cell.value.map { json($0, cell.type) } ?? .null),
    ])
  }

  private func passes(_ trace: RowTrace, _ match: Int) -> [JSONValue] {
    let other: MatchSide = trace.side == .left ? .right : .left
    func places(_ rows: [Int]) -> JSONValue {
      .list(rows.map { .text(teller.place(other, $0, match)) })
    }
    return trace.passes.map { step in
      var members: [JSONValue.Member] = [
        .init("at", .text(teller.place(trace.side, trace.row, match))),
        .init("pass", .count(step.pass + 1)),
        .init("on", .text(teller.text(ofPass: step.pass, match))),
        .init("result", .text(name(of: step.result))),
        .init(
          "candidates", .list(step.candidates.map { candidate($0, trace, step, match) })),
        .init("others", .count(step.otherCount)),
      ]
      if let sums = step.sums {
        members.append(
          .init(
            "sums",
            .object([
              .init("rows", .count(sums.candidateCount)),
              .init("outcome", .text(sums.outcome.rawValue)),
              .init("parts", places(sums.parts)), .init("part_of", places(sums.wholes)),
              .init("step_limit", .count(sums.stepLimit)),
            ])))
      }
      return .object(members)
    }
  }

  private func name(of result: PassTrace.Result) -> String {
    switch result {
    case .paired: "paired"
    case .setAside: "set-aside"
    case .undecided: "undecided"
    case .unequal: "unequal"
    case .gaveUp: "gave-up"
    case .empty: "empty"
    case .alone: "none"
    }
  }

  private func candidate(
    _ candidate: CandidateTrace, _ trace: RowTrace, _ step: PassTrace, _ match: Int
  ) -> JSONValue {
    let other: MatchSide = trace.side == .left ? .right : .left
    let conditions = plan.matches[match].passes[step.pass].conditions
    let condition = candidate.failed.map { conditions[$0] }
    let isTaken = teller.isTaken(candidate, step, other)
    var difference = JSONValue.null
    if let condition, let number = candidate.difference {
      let type = plan.sources[plan.matches[match].left.source].columns[condition.left].type
      difference = json(teller.stored(number, type), type == .date ? .integer : type)
    }
    return .object([
      .init("at", .text(teller.place(other, candidate.row, match))),
      .init("taken", .truth(isTaken)),
      .init(
        "failed",
        condition.map { .text(teller.name($0.left, $0.right, match)) } ?? .null),
      .init("failed_count", .count(candidate.failedCount)), .init("difference", difference),
      .init("used_by_pass", candidate.use.map { .count($0.pass + 1) } ?? .null),
      .init(
        "reason", isTaken ? .null : .text(teller.reason(candidate, for: trace, step, match))),
    ])
  }

  private func comparison(_ trace: ComparisonTrace, _ match: Int) -> JSONValue {
    let comparison = plan.matches[match].comparisons[trace.comparison]
    let type = comparison.type
    return .object([
      .init("field", .text(comparison.field)), .init("left", json(trace.left, type)),
      .init("right", json(trace.right, type)),
      .init("difference", json(trace.difference, type == .date ? .integer : type)),
      .init("allowed", .text(teller.allowed(comparison.test, type))),
      .init("result", .text(trace.result.rawValue)),
    ])
  }

  private var bridge: [JSONValue] {
    teller.facts.bridgeShares(answer, teller.list).map { share in
      .object([
        .init("column", .text(share.column)), .init("side", .text(share.line.side.rawValue)),
        .init("class", .text(share.line.category)),
        .init("cause", share.line.cause.map { .text($0.rawValue) } ?? .null),
        .init("rows", .count(share.line.rows)),
        .init("amount", json(.exact(Ratio(share.line.amount)), .money)),
        .init("own", json(.exact(Ratio(share.amount)), .money)),
      ])
    }
  }

  private func figures(_ index: Int, _ level: [Int], _ row: Int) -> [JSONValue.Member] {
    let balance = plan.balances[index]
    let values = teller.facts.reconciliation.balances[index].level(level).measures
    let writer = ExpressionWriter(
      plan: plan, scope: .balance(index))
    let measures = zip(balance.measures, values).map { measure, values in
      JSONValue.object([
        .init("measure", .text(measure.name)),
        .init("expression", .text(writer.text(measure.expression))),
        .init("value", json(values[row], measure.type)),
        .init(
          "from",
          .list(
            measure.expression.aggregates.map {
              aggregate(answer.aggregates[$0], balance.aggregates[$0], writer)
            })),
      ])
    }
    let key = teller.key(index, level, row).map { JSONValue.Member($0.name, .text($0.value)) }
    return [
      .init("balance", .text(balance.name)), .init("key", .object(key)),
      .init("measures", .list(measures)),
    ]
  }

  private func aggregate(
    _ trace: AggregateTrace, _ aggregate: Aggregate, _ writer: ExpressionWriter
  ) -> JSONValue {
    let split = teller.split(trace, aggregate)
    let first = split.first.map { part in
      JSONValue.object([
        .init("at", .text("\(part.origin)")),
        .init("value", part.value.map { json($0, aggregate.type) } ?? .null),
      ])
    }
    return .object([
      .init("aggregate", .text(writer.text(aggregate))),
      .init("value", json(trace.value, aggregate.type)), .init("rows", .count(trace.rows.count)),
      .init("first", .list(first)),
      .init(
        "rest",
        .object([
          .init("rows", .count(split.restCount)),
          .init("value", split.restSum.map { json($0, aggregate.type) } ?? .null),
        ])),
    ])
  }

  private func check(_ trace: CheckTrace) -> JSONValue {
    let check = plan.checks[trace.check]
    let writer = ExpressionWriter(check, plan)
    return .object([
      .init("check", .text(check.name)), .init("when", .text(writer.text(check.condition))),
      .init("holds", trace.holds.map { .truth($0) } ?? .null),
      .init(
        "values",
        .list(
          trace.operands.map { operand in
            .object([
              .init("expression", .text(writer.text(operand.expression))),
              .init("value", json(operand.value, operand.expression.type)),
            ])
          })),
    ])
  }

  private func reject(_ reject: Reject) -> JSONValue {
    .object([
      .init("at", .text("\(RowOrigin(file: reject.file, entry: reject.entry, line: reject.line))")),
      .init("column", reject.column > 0 ? .count(reject.column) : .null),
      .init("heading", .text(reject.header)), .init("raw", .text(reject.raw)),
      .init("reason", .text(wording(of: reject.reason, in: teller.form.language))),
    ])
  }
}
