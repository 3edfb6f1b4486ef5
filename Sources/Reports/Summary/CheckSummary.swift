import Ledger

/// Findings of one check and severity on one line: how many, how much, which.
struct CheckSummary {
  let severity: Severity
  let check: String
  var count = 0
  var money: Int128?
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
      if let money = line.money { summaries[last].money = (summaries[last].money ?? 0) + money }
    }
    for index in summaries.indices {
      summaries[index].findings = list.places(
        ofCheck: summaries[index].check, summaries[index].severity)
    }
    return summaries
  }

  /// What the first findings are about, as many as there is room for.
  func subjects(_ list: FindingList, _ subjects: FindingSubjects, width: Int) -> String {
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

  init(_ facts: RunFacts) {
    keys = FindingKeys(facts)
    messages = FindingMessages(facts)
  }

  /// The beginning of a check's message, the last part of a built-in's key, the values of a match's.
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
      if finding.standing == .counted { places.append(place) }
    }
    return places
  }
}
