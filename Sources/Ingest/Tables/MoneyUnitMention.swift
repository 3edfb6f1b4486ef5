import Ledger

/// The unit of money that a row above a table names, as a power of ten: `ĐVT: triệu đồng`.
func moneyExponent(inTitle text: String) -> Int? {
  let lower = text.lowercased()
  for label in ["đvt", "đơn vị tính", "đơn vị", "unit"] {
    guard let end = endOfFirst(label, in: lower) else { continue }
    if let exponent = exponent(atFrontOf: lower[end...]) { return exponent }
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

/// The unit of money that a heading names, in brackets or behind a label: `Số tiền (triệu đồng)`.
func moneyExponent(inHeading text: String) -> Int? {
  if let exponent = moneyExponent(inTitle: text) { return exponent }
  let lower = text.lowercased()
  guard let open = lower.lastIndex(where: { $0 == "(" || $0 == "[" }) else { return nil }
  return exponent(atFrontOf: lower[lower.index(after: open)...])
}

/// The longest run of words at the front that is a unit, up to the end of its clause.
private func exponent(atFrontOf text: Substring) -> Int? {
  let clause = text.drop { $0 == ":" || $0 == " " }.prefix { !";)]|".contains($0) }
  let words = clause.split(separator: " ")
  for count in stride(from: min(4, words.count), to: 0, by: -1) {
    if let exponent = unitExponents[folded(words[..<count].joined())] { return exponent }
  }
  return nil
}

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
      for currency in currencies { table[folded(word + currency)] = exponent }
    }
  }
  return table
}()
