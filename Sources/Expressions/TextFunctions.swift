import Ledger

extension Frame {
  /// `starts_with(text, part)` and its like; unknown where one of the two is missing.
  func textTest(
    _ kind: TextTest.Kind, _ arguments: [Expression]
  ) throws(ArithmeticOverflow) -> [Truth] {
    if let constant = arguments[1].constantText {
      return try textTruths(arguments[0], TextTest(kind, [constant]))
    }
    let (texts, parts) = (try text(arguments[0]), try text(arguments[1]))
    return (0..<broadcast(texts.count, parts.count)).map { row in
      let (a, b) = (texts.text(row), parts.text(row))
      return a.isEmpty || b.isEmpty ? .unknown : Truth(TextTest(kind, [b]).holds(a.utf8.span))
    }
  }

  /// `part(text, '.', n)`, `left(text, n)`, `right(text, n)`; numbers of places are whole.
  func piece(
    _ function: Expression.Function, _ arguments: [Expression]
  ) throws(ArithmeticOverflow) -> TextVector {
    let texts = try text(arguments[0])
    let numbers = try exact(arguments[arguments.count - 1])
    let separators = function == .part ? try text(arguments[1]) : TextVector("")
    func cut(_ text: String, _ row: Int) -> String {
      guard let number = numbers.ratio(row)?.rounded(decimals: 0), number >= 0,
        let count = Int(exactly: number)
      else { return "" }
      switch function {
      case .left: return String(text.prefix(count))
      case .right: return String(text.suffix(count))
      default: return part(of: text, between: separators.text(row), count)
      }
    }
    if numbers.count == 1, separators.count == 1 { return texts.mapped { cut($0, 0) } }
    return TextVector(each: (0..<rowCount).map { cut(texts.text($0), $0) })
  }
}

/// The nth part of a text, n from 1; empty where there is none.
private func part(of text: String, between separator: String, _ number: Int) -> String {
  let mark = Array(separator.utf8)
  guard !mark.isEmpty, number >= 1 else { return "" }
  // Bytes, because as Characters a mark would be swallowed by an accent that follows it.
  let bytes = Array(text.utf8)
  var (start, index, current) = (0, 0, 1)
  while index <= bytes.count - mark.count {
    guard bytes[index..<(index + mark.count)].elementsEqual(mark) else {
      index += 1
      continue
    }
    if current == number { return String(decoding: bytes[start..<index], as: UTF8.self) }
    current += 1
    index += mark.count
    start = index
  }
  return current == number ? String(decoding: bytes[start...], as: UTF8.self) : ""
}
