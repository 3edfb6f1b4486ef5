import Ledger

/// Findings by who answers: a line for each owner, then the first findings of each in full.
struct FindingTables: Sendable {
  let owners: ReportTable
  let ownerCount: Int
  /// One for each owner who is shown.
  private(set) var findings: [ReportTable] = []

  /// Bounds that keep the page below 2 MB, however many findings there are.
  private static let ownerCountMax = 100
  private static let detailedOwnerCountMax = 30
  private static let findingCountMax = 8
  /// Characters of a cell; the whole text stands in the CSV file.
  static let textLengthMax = 1_000

  init(
    _ list: FindingList, _ tally: OwnerTally, _ wording: ReportWording, _ labels: ReportLabels
  ) {
    owners = FindingTables.ownerTable(tally, wording)
    ownerCount = tally.owners.count
    let keys = FindingKeys(list.facts)
    var reader = FindingReader(list)
    var record = FindingRecord()
    for owner in tally.owners.prefix(Self.detailedOwnerCountMax) {
      let shown = owner.findings.prefix(Self.findingCountMax)
      var table = ReportTable(
        title: clipped(owner.name.isEmpty ? wording.nobody : owner.name, to: Self.textLengthMax),
        columns: [
          .init(wording.severity, .text, csv: "severity"),
          .init(wording.check, .text, csv: "check"),
          .init(wording.kindOfFinding, .text, csv: "kind"),
          .init(wording.key, .words, csv: "key"), .init(wording.finding, .words, csv: "message"),
          .init(wording.differenceExact, .change, csv: "difference"),
          .init(wording.place, .words),
        ])
      for place in shown {
        reader.read(Int(place), into: &record)
        let finding = list.finding(at: Int(place))
        let key = labels.key(keys.keyParts(of: finding.subject), wording)
        let severity = list.order.entries[Int(place)].severity
        table.rows.append(
          FindingTables.row(record, of: finding, severity, key: key, list.facts, wording))
      }
      table.leftOutCount = owner.findings.count - shown.count
      findings.append(table)
    }
  }

  private static func row(
    _ record: FindingRecord, of finding: Finding, _ severity: Severity, key: String,
    _ facts: RunFacts, _ wording: ReportWording
  ) -> ReportTable.Row {
    let standing =
      switch finding.standing {
      case .pending: wording.pending.lowercased()
      case .accepted: wording.accepted.lowercased()
      case .counted: severityWord(severity, wording.language)
      }
    let values = facts.values(of: finding.subject)
    let places = [record.text(.leftAt), record.text(.rightAt)].filter { !$0.isEmpty }
    var row = ReportTable.Row(
      [
        .text(standing), .text(record.text(.check)), .text(wording.kind(finding.kind)),
        .text(clipped(key, to: textLengthMax)),
        .text(clipped(record.text(.message), to: textLengthMax)),
        values.differenceType == .money ? values.difference : .text(""),
        .text(clipped(places.joined(separator: " | "), to: textLengthMax)),
      ], file: Discrepancies.name, key: "id=\(record.text(.id))")
    row.codes = [
      0: record.text(.severity), 2: record.text(.kind),
      3: clipped(record.text(.key), to: textLengthMax),
    ]
    return row
  }

  private static func ownerTable(_ tally: OwnerTally, _ wording: ReportWording) -> ReportTable {
    var table = ReportTable(
      title: wording.owners,
      columns: [
        .init(wording.owner, .words), .init(wording.errors, .count),
        .init(wording.warnings, .count),
        .init(wording.infos, .count), .init(wording.pending, .count),
        .init(wording.accepted, .count), .init(wording.sum, .change),
      ])
    table.rows = tally.owners.prefix(ownerCountMax).map { owner in
      ReportTable.Row(
        [
          .text(owner.name.isEmpty ? wording.nobody : clipped(owner.name, to: textLengthMax)),
          .count(owner.errors), .count(owner.warnings), .count(owner.infos), .count(owner.pending),
          .count(owner.accepted),
          owner.money.map { .money($0) } ?? .missing,
        ], file: Discrepancies.name)
    }
    table.leftOutCount = tally.owners.count - table.rows.count
    if tally.owners.isEmpty { table.note = wording.noFindings() }
    table.dropEmptyCounts(from: 1)
    return table
  }
}

extension ReportTable {
  /// Leaves out columns of counts that are 0 in all rows.
  fileprivate mutating func dropEmptyCounts(from first: Int) {
    for index in columns.indices.reversed()
    where index >= first && columns[index].form == .count
      && rows.allSatisfy({ $0.values[index] == .count(0) })
    {
      columns.remove(at: index)
      for row in rows.indices { rows[row].values.remove(at: index) }
    }
  }
}

/// A text cut to so many characters, an ellipsis where something is gone.
func clipped(_ text: String, to length: Int) -> String {
  guard text.utf8.count > length, text.unicodeScalars.count > length else { return text }
  return String(String.UnicodeScalarView(text.unicodeScalars.prefix(length - 1))) + "…"
}
