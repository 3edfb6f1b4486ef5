internal import Ledger

/// An expression as it is written: names are not looked up and nothing has a type.
struct Syntax {
  indirect enum Kind {
    /// A bare number: its type comes from the other operand.
    case number(Ratio)
    case percent(Ratio)
    /// `3 days`
    case days(Ratio)
    case text(String)
    case date(Day)
    case truth(Bool)
    /// `amount`, `unit.name`, `left.unit.name`
    case path([Name])
    /// `sum(treasury.amount where date <= as_of)`: only aggregates have a condition.
    case call(Name, [Syntax], condition: Syntax?)
    /// `total(rate, by [capital])`; `by` nil for the top level.
    case total(Name, by: [Name]?)
    case negate(Syntax)
    case not(Syntax)
    case binary(String, Syntax, Syntax)
    case between(Syntax, Syntax, Syntax)
    case membership(Syntax, [Syntax])
    case isMissing(Syntax)
  }
  var kind: Kind
  /// Its first character, from the beginning of the expression.
  var offset: Int

  /// A name and where it stands.
  struct Name {
    var text: String
    var offset: Int
  }
}
