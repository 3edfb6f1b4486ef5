import Ledger

/// A finding as tests compare it with what they expect.
struct FoundFinding {
  let record: FindingRecord
  let key: [(name: String, value: String)]
  private let values: FindingValues
  private let form: PlainForm

  /// All findings of a run, in the order of the reports.
  static func all(_ list: FindingList) -> [FoundFinding] {
    let keys = FindingKeys(list.facts)
    var reader = FindingReader(list)
    return list.order.entries.enumerated().map { index, entry in
      let subject = list.facts.reconciliation.findings[Int(entry.finding)].subject
      var record = FindingRecord()
      reader.read(index, into: &record)
      return FoundFinding(
        record: record, key: keys.keyParts(of: subject), values: list.facts.values(of: subject),
        form: list.facts.plainForm)
    }
  }

  var check: String { record.text(.check) }
  /// It only sums up others.
  var isSystemic: Bool { record.text(.kind) == FindingKind.systemic.rawValue }

  /// Whether it has the parts of the key that are expected.
  func hasKey(of expected: ExpectedFinding) -> Bool {
    expected.key.allSatisfy { part in
      key.contains { $0.name == part.name && $0.value == part.value }
    }
  }

  /// The columns that are not what is expected, in the order of discrepancies.csv.
  func mismatches(_ expected: ExpectedFinding) -> [ColumnMismatch] {
    expected.cells.compactMap { cell in
      let found = record.text(cell.column.field)
      let wanted = text(of: cell)
      return wanted == found
        ? nil : ColumnMismatch(column: cell.column.rawValue, expected: wanted, found: found)
    }
  }

  /// The expected cell as the report would write it, were it right.
  private func text(of cell: ExpectedFinding.Cell) -> String {
    let type: ValueType? =
      switch cell.column {
      case .left: values.leftType
      case .right: values.rightType
      case .difference: values.differenceType
      default: nil
      }
    guard let type, let value = cell.readings[type] else { return cell.text }
    return form.text(value, type: type)
  }
}

/// A column of a finding that is not what a test expects.
struct ColumnMismatch: Equatable {
  let column: String
  let expected: String
  let found: String
}

extension ExpectedFinding.Column {
  /// The column of the report.
  fileprivate var field: FindingRecord.Field {
    switch self {
    case .status: .status
    case .severity: .severity
    case .kind: .kind
    case .cause: .cause
    case .owner: .owner
    case .field: .field
    case .left: .left
    case .right: .right
    case .difference: .difference
    case .message: .message
    }
  }
}
