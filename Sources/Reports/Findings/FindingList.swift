package import Ledger

/// All findings of a run in the order of the reports.
package struct FindingList: Sendable {
  let facts: RunFacts
  let order: FindingOrder
  let tally: FindingTally

  /// Sorts and counts the findings of a run.
  package init(_ facts: RunFacts) {
    self.facts = facts
    order = FindingOrder(facts.reconciliation.findings, FindingKeys(facts))
    tally = FindingTally(order, facts)
  }

  package var count: Int { order.entries.count }

  /// The finding at a place of the order.
  func finding(at place: Int) -> Finding {
    facts.reconciliation.findings[Int(order.entries[place].finding)]
  }

  /// Whether a finding counts at a severity or above; pending and accepted ones never do, nor what only
  /// sums up others.
  package func hasFindings(atOrAbove severity: Severity) -> Bool {
    tally.lines.contains {
      $0.severity <= severity && $0.standing == .counted && $0.kind != .systemic
    }
  }
}

/// Reads findings one after another into a record.
package struct FindingReader: ~Copyable {
  private let facts: RunFacts
  private let findings: [Finding]
  private let order: FindingOrder
  private let messages: FindingMessages
  private let places: FindingPlaces
  private let plainForm: PlainForm
  private let owners: OwnerReader
  private var ids: FindingIDs

  package init(_ list: FindingList) {
    facts = list.facts
    findings = list.facts.reconciliation.findings
    order = list.order
    messages = FindingMessages(list.facts)
    places = FindingPlaces(list.facts)
    plainForm = list.facts.plainForm
    owners = OwnerReader(list.facts)
    ids = FindingIDs(rulesName: list.facts.plan.name)
  }

  /// Fills the record with a finding, counted from 0 in the order of the reports.
  package mutating func read(_ index: Int, into record: inout FindingRecord) {
    let entry = order.entries[index]
    let finding = findings[Int(entry.finding)]
    let check = order.names[Int(entry.check)]
    let field = order.names[Int(entry.field)]
    let key = order.key(of: entry)
    let values = facts.values(of: finding.subject)
    record.removeAll()
    record.add {
      ids.append(check: check, kind: entry.kind, key: key, field: field, tie: entry.tie, to: &$0)
    }
    record.add(finding.standing.rawValue)
    record.add(entry.severity.rawValue)
    record.add(check)
    record.add(entry.kind.rawValue)
    record.add(finding.cause?.rawValue ?? "")
    record.add(owners.owner(of: finding))
    record.add { $0 += key }
    record.add(field)
    add(values.left, values.leftType, to: &record)
    add(values.right, values.rightType, to: &record)
    add(values.difference, values.differenceType, to: &record)
    record.add { messages.append(finding, values, to: &$0) }
    record.add { places.append(.left, of: finding, to: &$0) }
    record.add { places.append(.right, of: finding, to: &$0) }
    // The history of findings is not kept yet.
    record.add("")
    record.add("")
  }

  /// The id of a finding, counted from 0 in the order of the reports.
  mutating func id(at index: Int) -> String {
    let entry = order.entries[index]
    var id: [UInt8] = []
    ids.append(
      check: order.names[Int(entry.check)], kind: entry.kind, key: order.key(of: entry),
      field: order.names[Int(entry.field)], tie: entry.tie, to: &id)
    return String(decoding: id, as: UTF8.self)
  }

  private func add(_ value: Value, _ type: ValueType, to record: inout FindingRecord) {
    record.add(type.isExact ? type : nil) { plainForm.append(value, type: type, to: &$0) }
  }
}
