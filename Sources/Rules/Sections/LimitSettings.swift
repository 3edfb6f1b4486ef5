package import Ledger

extension Compiler {
  /// `limits`: a bound that two rule files give must be the same in both.
  mutating func readLimits(_ documents: [RuleDocument]) {
    let keys = KeySet(place: .limits, known: Limit.allCases.map(\.rawValue))
    var said: [Limit: Int] = [:]
    for document in documents {
      guard let node = document.mapping["limits"], let mapping = mapping(node, keys) else {
        continue
      }
      for limit in Limit.allCases {
        guard let node = mapping[limit.rawValue], let text = text(mapping, limit.rawValue) else {
          continue
        }
        guard let value = limit.value(of: text) else {
          diagnostics.add(
            .unusableValue(text, of: limit.rawValue, expected: limit.expected, at: node.position))
          continue
        }
        if let other = said[limit], other != value {
          diagnostics.add(.includeConflict(limit.rawValue, at: node.position))
        }
        said[limit] = value
        plan.limits[limit] = value
      }
    }
  }
}

extension Plan {
  /// The plan under the bounds of `--limit`, of which a later one wins. What is wrong with them is a
  /// diagnostic `limit-…` without a position.
  package func limited(by settings: [(name: String, value: String)]) -> RuleReading {
    var plan = self
    var diagnostics: [Diagnostic] = []
    for (name, text) in settings {
      guard let limit = Limit(rawValue: name) else {
        diagnostics.append(.limitUnknown(name))
        continue
      }
      guard let value = limit.value(of: text) else {
        diagnostics.append(.limitValue(text, of: limit))
        continue
      }
      plan.limits[limit] = value
    }
    return RuleReading(plan: diagnostics.isEmpty ? plan : nil, diagnostics: diagnostics)
  }
}
