internal import Ledger

/// Units of money by the words of the rule language, folded, as powers of ten.
private let moneyUnits: [(word: String, exponent: Int)] = [
  ("1", 0), ("đồng", 0), ("nghìn đồng", 3), ("ngàn đồng", 3), ("thousand", 3), ("triệu đồng", 6),
  ("million", 6), ("tỷ đồng", 9), ("tỉ đồng", 9), ("billion", 9),
]

/// Encodings by what else people call them.
private let encodingsByOtherNames: [String: EncodingPlan] = [
  "utf8": .utf8, "utf16": .utf16, "cp1258": .windows1258, "cp1252": .windows1252, "abc": .tcvn3,
  "tcvn": .tcvn3,
]

extension Compiler {
  /// How the files of a source are written.
  mutating func readFormats(_ draft: SourceDraft) {
    let mapping = draft.mapping
    var source = plan.sources[draft.index]
    source.header = header(mapping) ?? .auto
    source.encoding = encoding(mapping) ?? .auto
    source.delimiter = delimiter(mapping)
    source.numbers =
      choice(
        mapping, "numbers",
        of: [("auto", NumberFormat?.none)] + NumberFormat.allCases.map { ($0.rawValue, $0) })
      ?? nil
    source.dates =
      choice(
        mapping, "dates",
        of: [("auto", DateFormat?.none)] + DateFormat.allCases.map { ($0.rawValue, $0) }) ?? nil
    source.moneyUnit = moneyUnit(mapping, "money") ?? .tenTo(0)
    source.totals = texts(mapping, "totals") ?? SourcePlan.defaultTotals
    source.countsParts =
      choice(mapping, "parts", of: [("auto", false), ("rows", true)]) ?? false
    source.rejectLimit = rejectLimit(mapping) ?? .count(0)
    plan.sources[draft.index] = source
  }

  /// A unit of money, or where it is to be found.
  mutating func moneyUnit(_ mapping: Mapping, _ key: String) -> MoneyUnit? {
    guard let node = mapping[key], let text = text(mapping, key) else { return nil }
    if text == "from file" { return .fromFile }
    if let unit = moneyUnits.first(where: { folded($0.word) == folded(text) }) {
      return .tenTo(unit.exponent)
    }
    diagnostics.add(
      .unknownValue(
        text, of: key, known: moneyUnits.map(\.word) + ["from file"], at: node.position))
    return nil
  }

  private mutating func header(_ mapping: Mapping) -> HeaderPlan? {
    guard let node = mapping["header"] else { return nil }
    if node.scalar == "auto" { return .auto }
    var rows: [Int] = []
    for item in list(mapping, "header") ?? [] {
      guard let row = wholeNumber(item, of: "header", in: 1...1000) else { return nil }
      if let last = rows.last, row <= last {
        diagnostics.add(
          .unusableValue(
            String(row), of: "header",
            expected: ("row numbers that ascend", "các số dòng tăng dần"), at: item.position))
        return nil
      }
      rows.append(row)
    }
    if rows.isEmpty, node.scalar == nil {
      diagnostics.add(.emptyValue(of: "header", at: node.position))
    }
    return rows.isEmpty ? nil : .rows(rows)
  }

  private mutating func encoding(_ mapping: Mapping) -> EncodingPlan? {
    if let word = mapping["encoding"]?.scalar, let known = encodingsByOtherNames[word.lowercased()]
    {
      return known
    }
    return choice(mapping, "encoding", of: EncodingPlan.allCases.map { ($0.rawValue, $0) })
  }

  private mutating func delimiter(_ mapping: Mapping) -> UInt8? {
    guard let node = mapping["delimiter"], let text = text(mapping, "delimiter"), text != "auto"
    else { return nil }
    let refused: [UInt8] = Array("\"\r\n".utf8)
    if text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80, !refused.contains(byte),
      !text.contains(where: { $0.isLetter || $0.isNumber })
    {
      return byte
    }
    diagnostics.add(
      .unusableValue(
        text, of: "delimiter",
        expected: (
          "`auto` or one character such as `;` or \"\\t\"",
          "`auto` hoặc một ký tự như `;` hay \"\\t\""
        ),
        at: node.position))
    return nil
  }

  /// `0`, `20` or `0.5%`.
  private mutating func rejectLimit(_ mapping: Mapping) -> RejectLimit? {
    guard let node = mapping["rejects"], let text = text(mapping, "rejects") else { return nil }
    if text.hasSuffix("%"), case .exact(let share)? = constant(text, .rate), share >= .zero,
      share <= Ratio(1)
    {
      return .share(share)
    }
    if !text.hasSuffix("%"), case .exact(let count)? = constant(text, .integer), count >= .zero,
      let number = Int(exactly: count.numerator)
    {
      return .count(number)
    }
    diagnostics.add(
      .unusableValue(
        text, of: "rejects",
        expected: ("a count of rows or a share such as 0.5%", "số dòng hoặc tỷ lệ như 0.5%"),
        at: node.position))
    return nil
  }
}
