import Ledger

/// Texts, as names and an index into them for each row, so that a function of text runs once for each
/// distinct name. A missing text is "".
package struct TextVector: Sendable {
  package let names: [String]
  /// Index into `names`; one element stands for every row.
  package let ids: [UInt32]

  /// Texts by index into names.
  package init(names: [String], ids: [UInt32]) {
    self.names = names
    self.ids = ids
  }

  /// The same text in every row.
  init(_ text: String) { self.init(names: [text], ids: [0]) }

  /// A text of its own for every row.
  init(each texts: [String]) { self.init(names: texts, ids: Array(0..<UInt32(texts.count))) }

  /// Elements held: 1, or one for each row.
  package var count: Int { ids.count }

  /// The text of a row.
  @inline(__always)
  package func text(_ row: Int) -> String { names[Int(ids.count == 1 ? ids[0] : ids[row])] }

  /// Whether a name stands in any row. Names nobody uses are not worked on, because a small frame may
  /// carry the names of a whole source.
  var isUsed: [Bool] {
    if ids.count >= names.count { return Array(repeating: true, count: names.count) }
    var isUsed = [Bool](repeating: false, count: names.count)
    for id in ids { isUsed[Int(id)] = true }
    return isUsed
  }

  /// Another text for each name.
  func mapped(_ transform: (String) -> String) -> TextVector {
    let isUsed = isUsed
    return TextVector(
      names: names.indices.map {
        isUsed[$0] && !names[$0].isEmpty ? transform(names[$0]) : ""
      }, ids: ids)
  }

  /// A truth for each name; unknown where the text is missing.
  func truths(_ test: TextTest) -> [Truth] {
    let isUsed = isUsed
    let byName = names.indices.map {
      isUsed[$0] && !names[$0].isEmpty ? Truth(test.holds(names[$0].utf8.span)) : .unknown
    }
    return ids.map { byName[Int($0)] }
  }

  func gathered(_ selection: Selection) -> TextVector {
    guard case .rows(let rows) = selection, rows.contains(where: { $0 < 0 }) else {
      return TextVector(names: names, ids: selection.gather(ids, absent: 0))
    }
    return TextVector(
      names: names + [""], ids: selection.gather(ids, absent: UInt32(names.count)))
  }
}
