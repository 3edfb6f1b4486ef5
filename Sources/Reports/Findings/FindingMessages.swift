import Ledger

/// Words findings: those of matches by the catalogue, those of checks by their rules.
struct FindingMessages {
  private let facts: RunFacts
  private let notices: [Notice]
  private let form: LanguageForm
  private let phrases: Phrases
  /// Titles of the sources of each match: whole plans are slow to copy for every blank.
  private let titles: [(left: String, right: String)]
  /// What columns are called.
  private let labels: [String: String]

  init(_ facts: RunFacts) {
    self.facts = facts
    notices = facts.reconciliation.notices
    form = facts.languageForm
    phrases = Phrases(facts.plan.language)
    labels = facts.plan.report.labels
    let sources = facts.plan.sources
    titles = facts.plan.matches.map {
      (sources[$0.left.source].title, sources[$0.right.source].title)
    }
  }

  func append(_ finding: Finding, _ values: FindingValues, to text: inout [UInt8]) {
    switch finding.subject {
    case .pair(let match, _, _, _), .group(let match, _, _), .unmatched(let match, _, _),
      .set(let match, _), .systemic(let match, _):
      let isGivenUp = stepLimit(of: finding) != nil
      append(
        phrases.parts(for: finding, isGivenUp: isGivenUp), match, finding, values, to: &text)
      let cause = phrases.parts(forCauseOf: finding)
      if !cause.isEmpty {
        text.append(text: "; ")
        append(cause, match, finding, values, to: &text)
      }
    case .check(let check, let failure): append(check: check, failure: failure, to: &text)
    case .notice(let index): text.append(text: notices[index].message)
    }
    if let exemption = finding.exemption {
      text.append(text: wording(of: exemption, facts.plan.exceptions, form))
    }
  }

  private func append(check: Int, failure: Int, to text: inout [UInt8]) {
    let plan = facts.plan.checks[check]
    let failure = facts.reconciliation.checks[check].failures[failure]
    if failure.isOverflow {
      text.append(text: overflowMessage(of: plan, language: form.language))
    } else if let template = plan.message {
      append(template.parts[...], failure.messageValues, to: &text)
    } else {
      text.append(text: defaultMessage(of: plan, language: form.language))
    }
  }

  /// What a check's finding is about in a word or two: its message up to the first expression.
  func subject(ofCheck check: Int, failure: Int) -> String? {
    guard let parts = facts.plan.checks[check].message?.parts,
      let first = parts.firstIndex(where: { if case .expression = $0 { true } else { false } })
    else { return nil }
    let failure = facts.reconciliation.checks[check].failures[failure]
    guard !failure.isOverflow, let value = failure.messageValues.first, value != .missing else {
      return nil
    }
    var text: [UInt8] = []
    append(parts[...first], failure.messageValues, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  private func append(
    _ parts: ArraySlice<MessageTemplate.Part>, _ values: [Value], to text: inout [UInt8]
  ) {
    var rest = values[...]
    for part in parts {
      switch part {
      case .text(let words): text.append(text: words)
      case .expression(let expression):
        form.append(
          rest.popFirst() ?? .missing, type: expression.type, manner: manner(of: expression),
          to: &text)
      }
    }
  }

  private func append(
    _ parts: [Sentence.Part], _ match: Int, _ finding: Finding, _ values: FindingValues,
    to text: inout [UInt8]
  ) {
    for part in parts {
      switch part {
      case .text(let words): text.append(text: words)
      case .blank(let blank): fill(blank, match, finding, values, to: &text)
      case .optional(let inner):
        let isFilled = inner.allSatisfy {
          if case .blank(let blank) = $0 { hasValue(blank, values) } else { true }
        }
        if isFilled { append(inner, match, finding, values, to: &text) }
      }
    }
  }

  private func hasValue(_ blank: Sentence.Blank, _ values: FindingValues) -> Bool {
    switch blank {
    case .leftValue: values.left != .missing
    case .rightValue: values.right != .missing
    case .difference: values.difference != .missing && values.difference.ratio != .zero
    case .amount: values.left != .missing || values.right != .missing
    default: true
    }
  }

  private func fill(
    _ blank: Sentence.Blank, _ match: Int, _ finding: Finding, _ values: FindingValues,
    to text: inout [UInt8]
  ) {
    switch blank {
    case .left: text.append(text: titles[match].left)
    case .right: text.append(text: titles[match].right)
    case .field:
      switch finding.subject {
      case .pair(_, let comparison, _, _), .group(_, let comparison, _):
        let field = facts.plan.matches[match].comparisons[comparison].field
        text.append(text: labels[field] ?? field)
      default: break
      }
    case .leftValue: form.append(values.left, type: values.leftType, to: &text)
    case .rightValue: form.append(values.right, type: values.rightType, to: &text)
    case .difference:
      form.append(
        values.difference, type: values.differenceType, manner: .difference, to: &text)
    case .amount:
      let value = values.left == .missing ? values.right : values.left
      form.append(value, type: values.leftType, to: &text)
    case .leftRows: append(rows: rows(of: finding).left.count, to: &text)
    case .rightRows: append(rows: rows(of: finding).right.count, to: &text)
    case .age: text.append(text: form.text(count: age(of: finding, facts.plan.matches[match])))
    case .days:
      let areWorking = facts.plan.matches[match].pending?.countsWorkingDays == true
      text.append(text: form.dayWord(areWorking: areWorking))
    case .steps: text.append(text: form.text(count: stepLimit(of: finding) ?? 0))
    case .limit:
      text.append(text: form.text(count: Int(facts.plan.matches[match].pending?.days ?? 0)))
    case .concerned, .whole, .scope: fillSystemic(blank, finding, to: &text)
    case .own, .other, .factor, .step, .newest, .column, .leftCode, .rightCode:
      fill(blank, match, finding, to: &text)
    }
  }

  /// What speaks of a cause that is one thing.
  private func fillSystemic(_ blank: Sentence.Blank, _ finding: Finding, to text: inout [UInt8]) {
    guard case .systemic(let match, let index) = finding.subject else { return }
    let group = facts.reconciliation.matches[match].systemic[index]
    switch blank {
    case .concerned: text.append(text: form.text(count: group.findingCount))
    case .whole: append(rows: group.rowCount, to: &text)
    default: text.append(text: FindingKeys(facts).keyValues(of: finding.subject).last ?? "")
    }
  }

  /// What speaks of the cause.
  private func fill(
    _ blank: Sentence.Blank, _ match: Int, _ finding: Finding, to text: inout [UInt8]
  ) {
    let evidence = facts.evidence(of: finding)
    switch blank {
    case .own, .other:
      let isLeft = facts.side(of: finding.subject) == .left
      text.append(text: isLeft == (blank == .own) ? titles[match].left : titles[match].right)
    case .factor: form.append(.exact(evidence.scale), type: .integer, to: &text)
    case .step: form.append(.exact(evidence.scale), type: .money, to: &text)
    case .newest: form.append(.exact(Ratio(evidence.day)), type: .date, to: &text)
    case .column:
      let column = evidence.column?.name ?? ""
      text.append(text: labels[column] ?? column)
    case .leftCode, .rightCode:
      let rows = facts.reconciliation.matches[match].ownRows(of: finding.subject)
      form.append(
        facts.code(blank == .leftCode ? .left : .right, rows, evidence, match), type: .code,
        to: &text)
    default: break
    }
  }

  /// The limit that a search for subsets met, where that left the rows undecided.
  private func stepLimit(of finding: Finding) -> Int? {
    guard case .set(let match, let set) = finding.subject else { return nil }
    return facts.reconciliation.matches[match].stepLimits[set]
  }

  private func append(rows count: Int, to text: inout [UInt8]) {
    text.append(text: form.text(count: count))
    text.append(text: form.language == .vietnamese ? " dòng" : count == 1 ? " row" : " rows")
  }

  private func rows(of finding: Finding) -> RowSet {
    switch finding.subject {
    case .set(let match, let set): facts.reconciliation.matches[match].sets[set]
    case .group(let match, _, let group):
      facts.reconciliation.matches[match].groups[group].rows
    default: RowSet(left: [], right: [])
    }
  }

  private func age(of finding: Finding, _ match: MatchPlan) -> Int {
    guard case .unmatched(_, let side, let row) = finding.subject, let pending = match.pending,
      let asOf = facts.plan.asOf
    else { return 0 }
    let source = side == .left ? match.left.source : match.right.source
    let column = side == .left ? pending.left : pending.right
    guard case .days(let days)? = facts.intake.tables[source].columns[column] else { return 0 }
    return Int(pending.age(of: days[row], at: asOf, facts.intake.calendar))
  }
}

/// The sentences of the catalogue, taken apart once.
private struct Phrases {
  private let parts: [FindingKind: [Sentence.Part]]
  private let pending: [FindingKind: [Sentence.Part]]
  private let differsInSum: [Sentence.Part]
  private let givenUp: [Sentence.Part]
  private let causes: [CauseSentences.Scope: [Cause: [Sentence.Part]]]

  init(_ language: Language) {
    func parts(_ sentence: Sentence) -> [Sentence.Part] { sentence.parts(in: language) ?? [] }
    self.parts = [
      .missingLeft: parts(FindingSentences.missingLeft),
      .missingRight: parts(FindingSentences.missingRight),
      .differs: parts(FindingSentences.differs), .duplicate: parts(FindingSentences.duplicate),
      .ambiguous: parts(FindingSentences.ambiguous),
      .systemic: parts(FindingSentences.systemic),
    ]
    differsInSum = parts(FindingSentences.differsInSum)
    givenUp = parts(FindingSentences.givenUp)
    var causes: [CauseSentences.Scope: [Cause: [Sentence.Part]]] = [:]
    for scope in CauseSentences.Scope.allCases {
      for cause in Cause.allCases {
        causes[scope, default: [:]][cause] =
          CauseSentences.sentence(of: cause, for: scope).map(parts) ?? []
      }
    }
    self.causes = causes
    pending = [
      .missingLeft: parts(FindingSentences.pendingLeft),
      .missingRight: parts(FindingSentences.pendingRight),
    ]
  }

  func parts(for finding: Finding, isGivenUp: Bool) -> [Sentence.Part] {
    if isGivenUp { return givenUp }
    if case .group = finding.subject { return differsInSum }
    return (finding.isPending ? pending[finding.kind] : nil) ?? parts[finding.kind] ?? []
  }

  /// What is said of the cause; nothing where it is not known.
  func parts(forCauseOf finding: Finding) -> [Sentence.Part] {
    guard let cause = finding.cause else { return [] }
    let scope: CauseSentences.Scope =
      switch finding.subject {
      case .pair, .group, .systemic: .pair
      case .unmatched, .check, .notice: .row
      case .set: .set
      }
    return causes[scope]?[cause] ?? []
  }
}
