internal import Ledger

/// A word, literal or sign of an expression.
struct Token {
  enum Kind: Hashable {
    /// Digits as written without `_`, for values that depend on the other operand.
    case number(String)
    /// `95%`, as a fraction of 1.
    case percent(Ratio)
    case date(Day)
    case text(String)
    case name(String)
    case sign(String)
    case end
  }
  var kind: Kind
  /// Characters from the beginning of the expression.
  var offset: Int
  /// As written, for messages.
  var written: String
}

/// What is wrong with an expression, and at which character.
struct SyntaxFault: Error {
  var offset: Int
  var message: Wording
  var help: Wording?
}
