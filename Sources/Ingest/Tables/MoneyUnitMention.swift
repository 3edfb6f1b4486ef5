import Ledger

/// The unit of money that a row above a table names, as a power of ten: `ĐVT: triệu đồng`; its cells are
/// joined by `;`.
func moneyExponent(inTitle text: String) -> Int? {
  let lower = text.lowercased()
  for label in ["đvt", "đơn vị tính", "unit"] {
    guard let end = endOfFirst(label, in: lower) else { continue }
    if let exponent = exponent(atFrontOf: lower[end...]) { return exponent }
  }
  // `Đơn vị` alone mostly stands before a name: only a whole unit in words is one.
  guard let end = endOfFirst("đơn vị", in: lower) else { return nil }
  let clause = lower[end...].drop { ": ;".contains($0) }.prefix { !";,()]|".contains($0) }
  return clause.contains { $0.isLetter } ? exponent(ofWhole: clause) : nil
}

/// The unit of money that a heading names, in brackets or behind a label: `Số tiền (triệu đồng)`,
/// `Số tiền (lũy kế, triệu đồng)`.
func moneyExponent(inHeading text: String) -> Int? {
  if let exponent = moneyExponent(inTitle: text) { return exponent }
  let lower = text.lowercased()
  guard lower.contains(where: { "([".contains($0) }) else { return nil }
  let brackets = lower.split(omittingEmptySubsequences: false) { "([".contains($0) }.dropFirst()
  for bracket in brackets.reversed() {
    for part in bracket.prefix(while: { !")]".contains($0) }).split(whereSeparator: {
      ",;/".contains($0)
    }) {
      if let exponent = exponent(ofWhole: part) { return exponent }
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
private func exponent(atFrontOf text: Substring) -> Int? {
  let clause = text.drop { ": ;".contains($0) }.prefix { !";]|".contains($0) }
  let words = clause.split { " ()".contains($0) }
  for count in stride(from: min(4, words.count), to: 0, by: -1) {
    if let exponent = unitExponents[folded(words[..<count].joined())] { return exponent }
  }
  return nil
}

private func exponent(ofWhole text: Substring) -> Int? { unitExponents[folded(String(text))] }

/// Folded units with and without the currency's name, as powers of ten.
private let unitExponents: [String: Int] = {
  let multiples: [(words: [String], exponent: Int)] = [
    (["nghìn", "ngàn", "1000", "thousand"], 3), (["triệu", "tr", "1000000", "million"], 6),
    (["tỷ", "tỉ", "1000000000", "billion"], 9),
  ]
  let currencies = ["đồng", "đ", "vnd", "vnđ", "usd"]
  var table: [String: Int] = [:]
  for currency in currencies { table[folded(currency)] = 0 }
  for (words, exponent) in multiples {
    for word in words {
      table[folded(word)] = exponent
      for currency in currencies {
        table[folded(word + currency)] = exponent
        table[folded(currency + word)] = exponent
      }
    }
  }
  return table
}()
