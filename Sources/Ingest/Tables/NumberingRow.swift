import Ledger

/// Whether a row below the header only numbers the columns: `(1) (2) (3)`, `A B 1 2`,
/// `1 2 3 4 5=3+4`.
///
/// Brackets, a letter or a formula tell such a row from data. Bare numbers do so only in a report,
/// whose header does not stand on the first line, and only when every headed column is numbered.
func isNumberingRow(_ fields: [String], _ paths: [[String]], isReport: Bool) -> Bool {
  let filled = fields.indices.filter { !fields[$0].isEmpty }
  guard filled.count >= 2 else { return false }
  let marks = filled.map { ColumnMark(fields[$0]) }
  guard marks.allSatisfy({ $0 != nil }) else { return false }
  var (next, letters) = (1, 0)
  var isTold = false
  for mark in marks.compactMap(\.self) {
    switch mark.kind {
    case .letter(let letter):
      guard letter == letters, next == 1 else { return false }
      letters += 1
    case .number(let number):
      guard number == next else { return false }
      next += 1
    }
    isTold = isTold || mark.isTold
  }
  if isTold { return true }
  if letters > 0 { return next > 1 && filled.count >= 3 }
  let headed = paths.indices.filter { !paths[$0].isEmpty }
  return isReport && filled.count >= 4 && headed == filled
}

/// One cell of such a row.
private struct ColumnMark {
  enum Kind {
    /// From 0 for A.
    case letter(Int)
    case number(Int)
  }
  var kind: Kind
  /// In brackets or with a formula, as no data are written.
  var isTold: Bool

  init?(_ text: String) {
    var text = text.filter { $0 != " " }
    isTold = false
    if let sign = text.firstIndex(of: "=") {
      let formula = text[text.index(after: sign)...]
      guard !formula.isEmpty, formula.allSatisfy({ "0123456789()+-*/:%".contains($0) }) else {
        return nil
      }
      text = String(text[..<sign])
      isTold = true
    }
    for (open, close) in [("(", ")"), ("[", "]")]
    where text.hasPrefix(open) && text.hasSuffix(close) {
      text = String(text.dropFirst().dropLast())
      isTold = true
    }
    let bytes = Array(text.utf8)
    if bytes.count == 1, (0x41...0x5A).contains(bytes[0]) {
      kind = .letter(Int(bytes[0]) - 0x41)
    } else if (1...3).contains(bytes.count), bytes.allSatisfy({ $0 &- 0x30 <= 9 }),
      let number = Int(text)
    {
      kind = .number(number)
    } else {
      return nil
    }
  }
}
