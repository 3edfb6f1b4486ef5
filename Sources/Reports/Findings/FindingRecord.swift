import Ledger

/// One finding as every report shows it: texts one after another in one buffer, which is used again
/// for the next.
package struct FindingRecord: Sendable {
  /// Columns of discrepancies.csv, in order.
  package enum Field: Int, CaseIterable, Sendable {
    case id, status, severity, check, kind, cause, owner, key, field, left, right, difference
    case message, leftAt, rightAt, firstSeen, ageDays

    /// The heading.
    package var name: String {
      switch self {
      case .leftAt: "left_at"
      case .rightAt: "right_at"
      case .firstSeen: "first_seen"
      case .ageDays: "age_days"
      default: "\(self)"
      }
    }
  }

  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var types: [ValueType?] = []

  package init() {}

  /// The bytes of a field.
  func slice(_ field: Field) -> ArraySlice<UInt8> {
    bytes[(field.rawValue == 0 ? 0 : ends[field.rawValue - 1])..<ends[field.rawValue]]
  }

  /// What the digits of a field are; nil for text.
  func type(of field: Field) -> ValueType? { types[field.rawValue] }

  /// A field as text.
  package func text(_ field: Field) -> String { String(decoding: slice(field), as: UTF8.self) }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    types.removeAll(keepingCapacity: true)
  }

  /// Adds the next field.
  mutating func add(_ type: ValueType? = nil, _ append: (inout [UInt8]) -> Void) {
    types.append(type)
    append(&bytes)
    ends.append(bytes.count)
  }

  /// Adds the next field.
  mutating func add(_ text: String) { add { $0.append(text: text) } }
}
