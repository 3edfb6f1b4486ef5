import Ledger

/// Findings of one check and severity on one line: how many, how much, which.
struct CheckSummary {
  let severity: Severity
  let check: String
  var count = 0
  var money: Int128?
  /// Who has sent nothing, where that is what all of them are about.
  var sender: String?
  /// Whether some tell of one cause of many findings.
  var isSystemic = false
  /// Indexes into the list, in its order.
  var findings: [Int] = []

  /// Checks in the order of the reports; pending and accepted findings are told in the verdict.
  static func all(_ list: FindingList) -> [CheckSummary] {
    var summaries: [CheckSummary] = []
    for line in list.tally.lines where line.standing == .counted {
      if summaries.last?.check != line.check || summaries.last?.severity != line.severity {
        summaries.append(CheckSummary(severity: line.severity, check: line.check))
      }
      let last = summaries.count - 1
      summaries[last].count += line.count
      if line.kind == .systemic { summaries[last].isSystemic = true }
      if let money = line.money { summaries[last].money = (summaries[last].money ?? 0) + money }
    }
    let folded = notSent(list)
    return summaries.flatMap { summary in
      var rest = summary
      let senders = folded.filter {
        $0.check == summary.check && $0.severity == summary.severity
      }
      for sender in senders {
        rest.count -= sender.count
        if let money = sender.money { rest.money = (rest.money ?? 0) - money }
      }
      rest.findings = list.places(ofCheck: summary.check, summary.severity)
      return (rest.count > 0 ? [rest] : []) + senders
    }
  }

  /// Missing rows of senders who have sent nothing: one line for each of them.
  private static func notSent(_ list: FindingList) -> [CheckSummary] {
    guard list.facts.reconciliation.matches.contains(where: { $0.hasAbsentSenders }) else {
      return []
    }
    var senders: [SenderKey: CheckSummary] = [:]
    for (place, entry) in list.order.entries.enumerated() {
      let finding = list.facts.reconciliation.findings[Int(entry.finding)]
      guard finding.cause == .notSent, finding.standing == .counted else { continue }
      let key = SenderKey(
        severity: entry.severity, check: list.order.names[Int(entry.check)],
        sender: list.facts.evidence(of: finding).sender)
      var summary =
        senders[key] ?? CheckSummary(severity: key.severity, check: key.check, sender: key.sender)
      summary.count += 1
      if summary.findings.isEmpty { summary.findings = [place] }
      if let money = list.facts.values(of: finding.subject).difference.ratio?.rounded(decimals: 0) {
        summary.money = (summary.money ?? 0) + money
      }
      senders[key] = summary
    }
    return senders.values.sorted { ($0.sender ?? "") < ($1.sender ?? "") }
  }

  private struct SenderKey: Hashable {
    var severity: Severity
    var check: String
    var sender: String
  }

  /// What the first findings are about, as many as there is room for.
  func subjects(_ list: FindingList, _ subjects: FindingSubjects, width: Int) -> String {
    if let sender {
      return shortened(SummaryWording(list.facts.languageForm).hasNotSent(sender), to: width)
    }
    var text = ""
    var previous = ""
    var shownCount = 0
    for place in findings {
      let subject = subjects.subject(at: place, of: list)
      // Two findings about the same thing are one word here.
      if subject == previous {
        shownCount += 1
        continue
      }
      let rest = withoutShared(subject, after: previous)
      let addition = text.isEmpty ? rest : ", " + rest
      let left = count - shownCount - 1
      let tail = left > 0 ? ", +\(left)" : ""
      guard text.count + addition.count + tail.count <= width else { break }
      text += addition
      previous = subject
      shownCount += 1
    }
    if shownCount == 0, let place = findings.first {
      return shortened(subjects.subject(at: place, of: list), to: width)
    }
    return shownCount < count ? text + ", +\(count - shownCount)" : text
  }
}

/// What comes after the words that both begin with: `Đơn vị T06` after `Đơn vị T03` is `T06`.
private func withoutShared(_ text: String, after previous: String) -> String {
  let (a, b) = (previous.split(separator: " "), text.split(separator: " "))
  let shared = min(zip(a, b).prefix { $0 == $1 }.count, b.count - 1)
  return b.dropFirst(max(0, shared)).joined(separator: " ")
}

/// What findings are about in a word or two.
struct FindingSubjects {
  private let keys: FindingKeys
  private let messages: FindingMessages
  private let wording: SummaryWording

  init(_ facts: RunFacts) {
    wording = SummaryWording(facts.languageForm)
    keys = FindingKeys(facts)
    messages = FindingMessages(facts)
  }

  /// The beginning of a check's message, the last part of a built-in's key, the values of a match's, and of one
  /// cause of many findings where it is and what.
  func subject(at place: Int, of list: FindingList) -> String {
    let entry = list.order.entries[place]
    let subject = list.facts.reconciliation.findings[Int(entry.finding)].subject
    if case .check(let check, let failure) = subject,
      let words = messages.subject(ofCheck: check, failure: failure)
    {
      return words
    }
    let values = keys.keyValues(of: subject)
    if case .notice = subject { return values.last ?? "" }
    if case .systemic = subject {
      let cause = list.facts.reconciliation.findings[Int(entry.finding)].cause.map(wording.cause)
      return [values.last, cause].compactMap(\.self).joined(separator: ": ")
    }
    return values.joined(separator: " ")
  }
}

extension FindingList {
  /// Subjects that a line could ever show.
  private static let placeCountMax = 100

  /// Where the first findings of a check stand that are neither pending nor accepted.
  fileprivate func places(ofCheck check: String, _ severity: Severity) -> [Int] {
    var places: [Int] = []
    for (place, entry) in order.entries.enumerated()
    where entry.severity == severity && order.names[Int(entry.check)] == check {
      if places.count == FindingList.placeCountMax { break }
      let finding = facts.reconciliation.findings[Int(entry.finding)]
      if finding.standing == .counted, finding.cause != .notSent { places.append(place) }
    }
    return places
  }
}

extension MatchResult {
  /// Whether some finding says that a sender has sent nothing.
  fileprivate var hasAbsentSenders: Bool { evidence.contains { !$0.sender.isEmpty } }
}
