import Ledger

/// How a code column turns what is written into the code that is compared.
///
/// Applied once for each distinct writing, never for each row.
struct CodeRule: Sendable {
  /// False for a column of text, which is only cleaned.
  var isCode = false
  var length: Int?
  var pads = false
  var dropLeft: String?
  var map: CodeMap?

  /// Nothing is asked of a code and nothing stands for another.
  var isPlain: Bool { length == nil && map == nil && dropLeft == nil }

  /// Whether a cell is its code as it stands; true of nearly all cells.
  @inline(__always)
  func keepsPlain(_ cells: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    dropLeft == nil && isClean(cells, start, end) && !isSpreadsheetError(cells, start, end)
      && !(isCode && mayBeDisguised(cells, start, end))
  }

  /// The code of a cell; nil when it holds none, see `reasonNotRead`.
  func code(
    ofCell cells: Span<UInt8>, _ start: Int, _ end: Int
  ) -> (code: String, isUnknown: Bool)? {
    guard !isSpreadsheetError(cells, start, end), let written = text(cells, start, end) else {
      return nil
    }
    return isCode ? undisguised(cleaned(written)).map(code(of:)) : code(of: written)
  }

  /// The code of a writing, and whether it breaks `length` or is unknown to `map`.
  func code(of writing: String) -> (code: String, isUnknown: Bool) {
    let whole = cleaned(writing)
    if whole.isEmpty { return ("", false) }
    if let target = map?.target(of: whole) { return (target, false) }
    var code = whole
    var isUnknown = false
    if let length {
      let isNumeric = code.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      if pads, isNumeric, code.utf8.count < length {
        code = String(repeating: "0", count: length - code.utf8.count) + code
      }
      isUnknown = code.count != length
    }
    if let dropLeft, code.hasPrefix(dropLeft) { code.removeFirst(dropLeft.count) }
    guard let map else { return (code, isUnknown) }
    // Unknown to the map: kept as cleaned, so that the report shows what was written.
    return map.target(of: code).map { ($0, isUnknown) } ?? (whole, true)
  }
}

extension CodeRule {
  /// `maps` are those of the plan, nil where one is not known.
  init(_ column: ColumnPlan, _ maps: [CodeMap?]) {
    isCode = column.type == .code
    length = column.length
    pads = column.pads
    dropLeft = column.dropLeft
    map = column.map.flatMap { maps[$0] }
  }
}

/// Writings and the codes they stand for.
struct CodeMap: Sendable {
  private var exact: [String: String] = [:]
  private var targetsByKey: [String: String] = [:]
  private let abbreviations: Abbreviations
  /// What may be written, for those who look for what was meant.
  let writings: [MapPlan.Entry]

  /// Two targets that one folded writing leads to.
  struct Collision: Error {
    var writing: String
    var first: String
    var second: String
  }

  init(
    entries: [MapPlan.Entry], abbreviations: Abbreviations = Abbreviations()
  ) throws(Collision) {
    self.abbreviations = abbreviations
    writings = entries + entries.map { MapPlan.Entry(writing: $0.target, target: $0.target) }
    for entry in entries {
      try add(entry.target, target: entry.target)
      try add(entry.writing, target: entry.target)
    }
  }

  private mutating func add(_ writing: String, target: String) throws(Collision) {
    let whole = cleaned(writing)
    if whole.isEmpty { return }
    let (key, code) = (abbreviations.key(of: whole), cleaned(target))
    if let other = exact[whole] ?? targetsByKey[key], other != code {
      throw Collision(writing: writing, first: other, second: code)
    }
    exact[whole] = code
    // Signs alone are no name that could be written otherwise.
    if !key.isEmpty { targetsByKey[key] = code }
  }

  /// Exact spelling comes first, then folded.
  func target(of writing: String) -> String? {
    exact[writing] ?? targetsByKey[abbreviations.key(of: writing)]
  }
}
