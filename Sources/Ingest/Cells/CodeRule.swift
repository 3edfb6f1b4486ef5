import Ledger

/// How a code column turns what is written into the code that is compared.
///
/// Applied once for each distinct writing, never for each row.
struct CodeRule: Sendable {
  var length: Int?
  var pads: Bool
  var dropLeft: String?
  var map: CodeMap?

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

/// Writings and the codes they stand for.
struct CodeMap: Sendable {
  private var exact: [String: String] = [:]
  private var folds: [String: String] = [:]

  /// Two targets that one folded writing leads to.
  struct Collision: Error {
    var writing: String
    var first: String
    var second: String
  }

  init(entries: [MapPlan.Entry]) throws(Collision) {
    for entry in entries {
      try add(entry.target, target: entry.target)
      try add(entry.writing, target: entry.target)
    }
  }

  private mutating func add(_ writing: String, target: String) throws(Collision) {
    let whole = cleaned(writing)
    if whole.isEmpty { return }
    exact[whole] = cleaned(target)
    let fold = folded(whole)
    if let other = folds[fold], other != cleaned(target) {
      throw Collision(writing: writing, first: other, second: cleaned(target))
    }
    folds[fold] = cleaned(target)
  }

  /// Exact spelling comes first, then folded.
  func target(of writing: String) -> String? { exact[writing] ?? folds[folded(writing)] }
}
