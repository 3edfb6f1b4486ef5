import Ledger

/// What `explain` was asked: an id, a place, a key with or without names, or one value of a key.
struct Question {
  let text: String
  /// A match, balance or check that the question is confined to.
  private(set) var scope: String?
  /// The parts of a key that have names.
  private(set) var parts: [(name: String, value: String)] = []
  /// The value, where no part has a name.
  private(set) var value = ""

  init(_ argument: String, _ plan: Plan) {
    text = cleaned(argument)
    let names = plan.matches.map(\.name) + plan.balances.map(\.name) + plan.checks.map(\.name)
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    var rest = text
    if let first = words.first, names.contains(first) {
      scope = first
      rest = words.count > 1 ? words[1] : ""
    }
    if rest.contains("=") {
      parts = rest.split(separator: ";").map { part in
        let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (cleaned(String(sides[0])), sides.count > 1 ? cleaned(String(sides[1])) : "")
      }
    } else {
      value = rest
    }
  }

  /// The key as findings write it.
  var key: String { parts.map { "\($0.name)=\($0.value)" }.joined(separator: "; ") }

  /// The values asked for.
  var values: [String] { parts.isEmpty ? [value] : parts.map(\.value) }

  /// Nothing but the name of something.
  var isWhole: Bool { parts.isEmpty && value.isEmpty }

  /// The columns that the question fixes among those of a key; nil when it has others, or not `all`
  /// of them.
  func fixed(_ names: [String], all: Bool) -> [(index: Int, value: String)]? {
    guard !parts.isEmpty else { return nil }
    var fixed: [(index: Int, value: String)] = []
    for part in parts {
      guard let index = names.firstIndex(of: part.name) else { return nil }
      fixed.append((index, part.value))
    }
    return all && fixed.count < names.count ? nil : fixed
  }
}
