internal import Ledger
internal import Yams

/// Turns Yams' tree into ours, and refuses what the rule language leaves out of YAML.
struct YAMLTreeBuilder {
  /// Aliases can make a small file enormous.
  private static let nodeCountMax = 100_000

  let source: SourceText
  let maskedKeys: [SourceText.Place: String]
  private(set) var diagnostics: [Diagnostic] = []
  private var nodeCount = 0

  init(source: SourceText, maskedKeys: [SourceText.Place: String]) {
    self.source = source
    self.maskedKeys = maskedKeys
  }

  var isTooLarge: Bool { nodeCount > Self.nodeCountMax }

  mutating func node(_ node: Node) -> YAMLNode {
    nodeCount += 1
    let place = SourceText.Place(
      line: (node.mark?.line ?? 1) - 1, column: (node.mark?.column ?? 1) - 1)
    if nodeCount == Self.nodeCountMax + 1 {
      diagnostics.append(.tooManyNodes(Self.nodeCountMax, at: source.position(of: place)))
    }
    let content: YAMLNode.Content
    switch node {
    case _ where isTooLarge: content = .sequence([])
    case .scalar(let scalar):
      content = .scalar(maskedKeys[place] ?? scalar.string, style(of: scalar))
    case .sequence(let sequence):
      var items: [YAMLNode] = []
      for item in sequence { items.append(self.node(item)) }
      content = .sequence(items)
    case .mapping(let mapping): content = .mapping(entries(of: mapping))
    case .alias: content = .scalar("", .plain)
    }
    return YAMLNode(content: content, source: source, place: place)
  }

  private mutating func entries(of mapping: Node.Mapping) -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    var names: [String: Position] = [:]
    for (key, value) in mapping {
      let entry = YAMLEntry(key: node(key), value: node(value))
      guard let name = entry.key.scalar else {
        if !isTooLarge { diagnostics.append(.complexKey(at: entry.key.position)) }
        continue
      }
      if name == "<<", case .scalar(_, .plain) = entry.key.content {
        diagnostics.append(.mergeKey(at: entry.key.position))
      } else if let first = names[name] {
        diagnostics.append(.repeatedKey(name, at: entry.key.position, first: first))
      } else {
        names[name] = entry.key.position
        entries.append(entry)
      }
    }
    return entries
  }

  private func style(of scalar: Node.Scalar) -> YAMLNode.ScalarStyle {
    switch scalar.style {
    case .singleQuoted: .singleQuoted
    case .doubleQuoted: .doubleQuoted
    case .literal, .folded: .block
    case .any, .plain: .plain
    }
  }
}
