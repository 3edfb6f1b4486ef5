/// A checked expression: every name is resolved to an index and every node knows its type.
///
/// Plain values, no closures: the same tree can be evaluated over columns, written out or shown.
package struct Expression: Sendable, Hashable {
  package var type: ValueType
  package indirect enum Node: Sendable, Hashable {
    case constant(Value)

    // Leaves of a row (checks on a source, `where`, computed columns).
    /// A column of the source, by index into its plan.
    case column(Int)
    /// `file.name`, text.
    case fileName
    /// `file.date`, the date in the file's name.
    case fileDate
    /// `sheet`, the sheet of a workbook or the entry of an archive.
    case sheet

    // Leaves of a pair (checks and owners of a match).
    case left(Int)
    case right(Int)

    // Leaves of a balance row.
    /// A dimension, by index into the balance's dimensions.
    case dimension(Int)
    /// A measure, by index into the balance's measures.
    case measure(Int)
    /// A sum, count, minimum or maximum, by index into the balance's aggregates.
    case aggregate(Int)
    /// A measure at a coarser level: `total(m, by [...])`; `by` are dimension indexes, ascending.
    case total(measure: Int, by: [Int])

    /// `unit.name`: a column of the row of `source` whose column `key` holds the code.
    case follow(Expression, source: Int, key: Int, column: Int)

    case negate(Expression)
    case not(Expression)
    case arithmetic(Arithmetic, Expression, Expression)
    case comparison(Comparison, Expression, Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    /// `a between b and c`, inclusive.
    case between(Expression, Expression, Expression)
    case membership(Expression, [Expression])
    case isMissing(Expression)
    case call(Function, [Expression])
  }
  package var node: Node

  package init(_ node: Node, _ type: ValueType) {
    self.node = node
    self.type = type
  }

  /// `+ - * /`
  package enum Arithmetic: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
  }

  /// `= <> < <= > >=`
  package enum Comparison: String, Sendable {
    case equal = "="
    case unequal = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  /// Functions of values, named as the rule language writes them.
  package enum Function: String, Sendable, CaseIterable {
    case abs, min, max
    /// `round(x)` to whole units, or `round(x, n)` to n decimals; half away from zero.
    case round
    /// `if(c, a, b)`
    case choose = "if"
    case coalesce
    case startsWith = "starts_with"
    case endsWith = "ends_with"
    case contains, folded
    /// `part(text, '.', n)`, n from 1.
    case part
    /// The first, or last, n characters.
    case left, right
    case year, month, day
  }
}

extension Expression {
  /// The expressions directly inside.
  package var parts: [Expression] {
    switch node {
    case .constant, .column, .fileName, .fileDate, .sheet, .left, .right, .dimension, .measure,
      .aggregate, .total:
      []
    case .follow(let base, _, _, _): [base]
    case .negate(let a), .not(let a), .isMissing(let a): [a]
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b),
      .or(let a, let b):
      [a, b]
    case .between(let a, let b, let c): [a, b, c]
    case .membership(let a, let list): [a] + list
    case .call(_, let arguments): arguments
    }
  }
}

/// A sum, count, minimum or maximum over the rows of a source, one figure for each key of a balance.
package struct Aggregate: Sendable, Hashable {
  package enum Function: String, Sendable { case sum, count, min, max }
  package var function: Function
  package var source: Int
  /// The column, by index; nil for `count(source)`, which counts rows.
  package var column: Int?
  package var filter: Expression?
  package var type: ValueType

  package init(
    _ function: Function, source: Int, column: Int?, filter: Expression?, type: ValueType
  ) {
    self.function = function
    self.source = source
    self.column = column
    self.filter = filter
    self.type = type
  }
}

/// A message of a rule file: text with expressions in braces.
package struct MessageTemplate: Sendable, Hashable {
  package enum Part: Sendable, Hashable {
    case text(String)
    case expression(Expression)
  }
  package var parts: [Part]

  package init(parts: [Part]) { self.parts = parts }
}
