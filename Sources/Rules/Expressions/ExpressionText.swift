internal import Ledger

/// An expression, or a part of one, inside a YAML scalar.
struct ExpressionText {
  var text: String
  /// Characters of the scalar before the expression.
  var start = 0
  var node: YAMLNode

  /// A whole scalar; nil when the node is none.
  init?(_ node: YAMLNode) {
    guard let text = node.scalar else { return nil }
    self.init(text: text, start: 0, node: node)
  }

  init(text: String, start: Int, node: YAMLNode) {
    self.text = text
    self.start = start
    self.node = node
  }

  /// Where a character of the expression stands in its file.
  func position(_ offset: Int) -> Position { node.position(ofCharacter: start + offset) }
}
