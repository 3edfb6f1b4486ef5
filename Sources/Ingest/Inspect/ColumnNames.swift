import Ledger

/// Names for columns made from their headings: `Số tiền (đồng)` becomes `so_tien`. All are different
/// and may stand in expressions.
func columnNames(of paths: [[String]]) -> [String] {
  var used: Set<String> = reservedWords
  return paths.enumerated().map { index, path in
    let wanted = columnName(path) ?? "cot_\(index + 1)"
    var name = wanted
    var number = 2
    while !used.insert(name).inserted {
      name = "\(wanted)_\(number)"
      number += 1
    }
    return name
  }
}

private func columnName(_ path: [String]) -> String? {
  let words = path.flatMap { part in
    unmarked(withoutTail(part)).split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
  var name = ""
  for word in words where name.isEmpty || name.count + word.count < 40 {
    name += (name.isEmpty ? "" : "_") + word
  }
  name = String(name.prefix(60))
  guard let first = name.first else { return nil }
  return first.isLetter ? name : "_" + name
}

/// Without a bracketed remark at the end.
private func withoutTail(_ text: String) -> String {
  guard let open = text.firstIndex(where: { $0 == "(" || $0 == "[" }), open > text.startIndex,
    let last = text.last, last == ")" || last == "]"
  else { return text }
  return String(text[..<open])
}
