import Ledger

extension Diagnosis {
  /// Two rows that stand alone and differ in nothing but the date.
  mutating func explainShiftedDates(ignoringNumbers: Bool = false) {
    guard let field = agreement.fields.firstIndex(where: { $0.type == .date }) else { return }
    var counterparts = counterparts(ignoringNumbers: ignoringNumbers)
    counterparts.add(field) { field, left, right in
      field.window.pair.values(left, right) != nil && !field.window.agrees(left, right)
    }
    counterparts.settle(.dateShift, &explanations)
  }
}
