import Ledger

/// Whether a row below the header only numbers the columns: `(1) (2) (3)`, `A B 1 2`, `1 2 3 4 5=3+4`,
/// and with columns put in or taken out `(1) (2) (2a) (4)`.
///
/// Brackets or a formula tell such a row from data. Letters and bare numbers do so only in a report,
/// whose header does not stand on the first line; bare numbers alone only when every headed column is
/// numbered.
func isNumberingRow(_ fields: [String], _ paths: [[String]], isReport: Bool) -> Bool {
  let filled = fields.indices.filter { !fields[$0].isEmpty }
  guard filled.count >= 2 else { return false }
  var marks: [ColumnMark] = []
  for field in filled {
    if let mark = ColumnMark(fields[field]) {
      marks.append(mark)
    } else {
      // `STT (1) (2)`: a heading once more.
      guard field < paths.count,
        paths[field].contains(where: { folded($0) == folded(fields[field]) })
      else { return false }
    }
  }
  guard !marks.isEmpty else { return false }
  var (letters, last) = (0, 0)
  var (isTold, isGapless) = (false, true)
  for mark in marks {
    isTold = isTold || mark.isTold
    switch mark.kind {
    case .letter(let letter):
      guard letter == letters, last == 0 else { return false }
      letters += 1
    case .number(let number):
      guard number > last else { return false }
      isGapless = isGapless && number == (last / ColumnMark.step + 1) * ColumnMark.step
      last = number
    }
  }
  if isTold { return last > 0 && last / ColumnMark.step <= 2 * fields.count }
  guard isReport, isGapless else { return false }
  if letters > 0 { return last > 0 && filled.count >= 3 }
  let headed = paths.indices.filter { !paths[$0].isEmpty }
  return filled.count >= 4 && headed == filled
}

/// One cell of such a row.
private struct ColumnMark {
  enum Kind {
    /// From 0 for A.
    case letter(Int)
    /// In steps between which there is room for 2a, 2b.
    case number(Int)
  }
  static let step = 32

  var kind: Kind
  /// In brackets or with a formula, as no data are written.
  var isTold: Bool

  init?(_ text: String) {
    var text = text.filter { $0 != " " }
    isTold = false
    if let sign = text.firstIndex(of: "=") {
      let formula = text[text.index(after: sign)...]
      guard !formula.isEmpty, formula.allSatisfy({ "0123456789()+-*/:%xX×÷,.".contains($0) }) else {
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
    let letter = text.utf8.last.map { ($0 & 0xDF) &- UInt8(ascii: "A") } ?? .max
    let digits = letter < 26 ? text.dropLast() : text[...]
    if letter < 26, digits.isEmpty {
      kind = .letter(Int(letter))
    } else if (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0 &- 0x30 <= 9 }),
      let number = Int(digits), letter >= 26 || isTold
    {
      kind = .number(number * Self.step + (letter < 26 ? Int(letter) + 1 : 0))
    } else {
      return nil
    }
  }
}
