import Ledger

/// The keys of findings: by which row, code or file a finding is known.
struct FindingKeys {
  let plan: Plan
  let tables: [Table]
  let reconciliation: Reconciliation
  let notices: [Notice]
  /// Keys have one form, whatever the dialect of the files.
  private let form: PlainForm

  init(_ facts: RunFacts) {
    plan = facts.plan
    tables = facts.intake.tables
    reconciliation = facts.reconciliation
    notices = facts.reconciliation.notices
    form = PlainForm(facts.plan.currency)
  }

  /// Appends `unit=1056789; project=0471`.
  func appendKey(of subject: Finding.Subject, to text: inout [UInt8]) {
    var isFirst = true
    forEachPart(of: subject) { name, append in
      if !isFirst { text.append(text: "; ") }
      isFirst = false
      text.append(text: name)
      text.append(UInt8(ascii: "="))
      append(&text)
    }
  }

  /// The parts of the key.
  func keyParts(of subject: Finding.Subject) -> [(name: String, value: String)] {
    var parts: [(name: String, value: String)] = []
    forEachPart(of: subject) { name, append in
      var text: [UInt8] = []
      append(&text)
      parts.append((name, String(decoding: text, as: UTF8.self)))
    }
    return parts
  }

  /// The values of the key without their names.
  func keyValues(of subject: Finding.Subject) -> [String] { keyParts(of: subject).map(\.value) }

  private typealias Visitor = (_ name: String, _ append: (inout [UInt8]) -> Void) -> Void

  private func forEachPart(of subject: Finding.Subject, _ visit: Visitor) {
    switch subject {
    case .pair(let match, _, let left, _): matchKey(match, .left, left, visit)
    case .group(let match, _, let group):
      matchKey(match, .left, reconciliation.matches[match].groups[group].rows.left[0], visit)
    case .unmatched(let match, let side, let row): matchKey(match, side, row, visit)
    case .set(let match, let set):
      let rows = reconciliation.matches[match].sets[set]
      if let row = rows.left.first {
        matchKey(match, .left, row, visit)
      } else if let row = rows.right.first {
        matchKey(match, .right, row, visit)
      }
    case .systemic(let match, let group):
      systemicKey(match, reconciliation.matches[match].systemic[group], visit)
    case .check(let check, let failure): checkKey(check, failure, visit)
    case .notice(let index):
      for (name, value) in notices[index].key { visit(name) { $0.append(text: value) } }
    }
  }

  /// Whose rows have one cause; which cause it is stands beside.
  private func systemicKey(_ match: Int, _ group: SystemicGroup, _ visit: Visitor) {
    let sides = plan.matches[match]
    let source = group.side == .left ? sides.left.source : sides.right.source
    visit("source") { $0.append(text: plan.sources[source].name) }
    switch group.scope {
    case .file(let segment):
      visit("file") { $0.append(text: tables[source].segments[segment].name) }
    case .unit(let column, let value):
      visit(plan.sources[source].columns[column].name) { $0.append(text: value) }
    case .source: break
    }
  }

  private func matchKey(_ match: Int, _ side: MatchSide, _ row: Int, _ visit: Visitor) {
    let plan = plan.matches[match]
    let source = side == .left ? plan.left.source : plan.right.source
    for column in plan.key {
      cell(source, side == .left ? column.left : column.right, row, name: column.name, visit)
    }
  }

  private func checkKey(_ check: Int, _ failure: Int, _ visit: Visitor) {
    let row = reconciliation.checks[check].failures[failure].row
    switch plan.checks[check].subject {
    case .match(let match): matchKey(match, .left, row, visit)
    case .source(let source):
      for column in keyColumns(ofSource: source) {
        cell(source, column, row, name: plan.sources[source].columns[column].name, visit)
      }
    case .balance(let balance, let dimensions):
      let level = reconciliation.balances[balance].level(dimensions)
      for (dimension, values) in zip(level.dimensions, level.keys) {
        let declared = plan.balances[balance].dimensions[dimension]
        visit(declared.name) { form.append(values[row], type: declared.type, to: &$0) }
      }
    }
  }

  /// The columns that identify a row, else its code columns.
  private func keyColumns(ofSource source: Int) -> [Int] {
    let plan = plan.sources[source]
    if !plan.unique.isEmpty { return plan.unique }
    return plan.columns.indices.filter { plan.columns[$0].type == .code }
  }

  private func cell(_ source: Int, _ column: Int, _ row: Int, name: String, _ visit: Visitor) {
    visit(name) { text in
      guard let cells = tables[source].columns[column] else { return }
      form.append(
        cell: row, of: cells, type: plan.sources[source].columns[column].type, to: &text)
    }
  }
}
