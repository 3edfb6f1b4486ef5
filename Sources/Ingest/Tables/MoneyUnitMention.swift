import Ledger

/// A unit of money that a file names.
struct StatedUnit: Hashable {
  /// As a power of ten.
  var exponent: Int
  /// By its ISO 4217 code; nil where only the multiple is named: `triệu`.
  var currency: String?
}

/// Whether a cell above a table holds nothing but the unit of money: `(ĐVT: triệu đồng)`.
func isUnitAlone(_ cell: String) -> Bool {
  let text = cell.lowercased().drop { "([ ".contains($0) }
  return (unitLabels + ["đơn vị"]).contains { text.hasPrefix($0) }
    && statedUnit(inTitle: cell) != nil
}

private let unitLabels = ["đvt", "đơn vị tính", "unit"]

/// The unit of money that a row above a table names: `ĐVT: triệu đồng`; its cells are joined by `;`.
func statedUnit(inTitle text: String) -> StatedUnit? {
  let lower = text.lowercased()
  for label in unitLabels {
    guard let end = endOfFirst(label, in: lower) else { continue }
    if let unit = unit(atFrontOf: lower[end...]) { return unit }
  }
  // `Đơn vị` alone mostly stands before a name: only a whole unit in words is one.
  guard let end = endOfFirst("đơn vị", in: lower) else { return nil }
  let clause = lower[end...].drop { ": ;".contains($0) }.prefix { !";,()]|".contains($0) }
  return clause.contains { $0.isLetter } ? unit(ofWhole: clause) : nil
}

/// The unit of money that a heading names, in brackets or behind a label: `Số tiền (triệu đồng)`,
/// `Số tiền (lũy kế, triệu đồng)`.
func statedUnit(inHeading text: String) -> StatedUnit? {
  if let unit = statedUnit(inTitle: text) { return unit }
  let lower = text.lowercased()
  guard lower.contains(where: { "([".contains($0) }) else { return nil }
  let brackets = lower.split(omittingEmptySubsequences: false) { "([".contains($0) }.dropFirst()
  for bracket in brackets.reversed() {
    for part in bracket.prefix(while: { !")]".contains($0) }).split(whereSeparator: {
      ",;/".contains($0)
    }) {
      if let unit = unit(ofWhole: part) { return unit }
    }
  }
  return nil
}

/// Behind the first place where `label` stands in NFC text; by bytes, because every cell of a table's
/// head is asked and the search by characters is slow.
private func endOfFirst(_ label: String, in text: String) -> String.Index? {
  var rest = text.utf8[...]
  while !rest.isEmpty {
    if rest.starts(with: label.utf8) {
      return rest.index(rest.startIndex, offsetBy: label.utf8.count)
    }
    rest = rest.dropFirst().drop { $0 != label.utf8.first }
  }
  return nil
}

/// The longest run of words at the front that is a unit, up to the end of its clause: `VNĐ (triệu)`.
private func unit(atFrontOf text: Substring) -> StatedUnit? {
  let clause = text.drop { ": ;".contains($0) }.prefix { !";]|".contains($0) }
  let words = clause.split { " ()".contains($0) }
  for count in stride(from: min(4, words.count), to: 0, by: -1) {
    if let unit = units[folded(words[..<count].joined())] { return unit }
  }
  return nil
}

private func unit(ofWhole text: Substring) -> StatedUnit? { units[folded(String(text))] }

/// Folded units with and without the currency's name.
private let units: [String: StatedUnit] = {
  let multiples: [(words: [String], exponent: Int)] = [
    (["nghìn", "ngàn", "1000", "thousand"], 3), (["triệu", "tr", "1000000", "million"], 6),
    (["tỷ", "tỉ", "1000000000", "billion"], 9),
  ]
  var names = ["đồng": "VND", "đ": "VND", "vnđ": "VND"]
  // Currencies that reports here are met with; other codes could as well be words.
  for code in ["VND", "USD", "EUR", "JPY", "CNY", "GBP", "KRW", "SGD", "THB", "LAK", "KHR", "AUD"] {
    names[code.lowercased()] = code
  }
  for (name, code) in [
    ("đô la", "USD"), ("đô la mỹ", "USD"), ("dollar", "USD"), ("euro", "EUR"), ("yên", "JPY"),
    ("nhân dân tệ", "CNY"),
  ] {
    names[name] = code
  }
  var table: [String: StatedUnit] = [:]
  for (name, code) in names { table[folded(name)] = StatedUnit(exponent: 0, currency: code) }
  for (words, exponent) in multiples {
    for word in words {
      table[folded(word)] = StatedUnit(exponent: exponent)
      for (name, code) in names {
        let unit = StatedUnit(exponent: exponent, currency: code)
        table[folded(word + name)] = unit
        table[folded(name + word)] = unit
      }
    }
  }
  return table
}()
