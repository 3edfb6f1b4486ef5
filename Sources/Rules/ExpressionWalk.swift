internal import Ledger

extension Expression {
  /// The expressions directly inside.
  var parts: [Expression] {
    switch node {
    case .constant, .column, .fileName, .fileDate, .sheet, .left, .right, .dimension, .measure,
      .aggregate, .total:
      []
    case .follow(let code, _, _, _): [code]
    case .negate(let a), .not(let a), .isMissing(let a): [a]
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b),
      .or(let a, let b):
      [a, b]
    case .between(let a, let b, let c): [a, b, c]
    case .membership(let a, let items): [a] + items
    case .call(_, let arguments): arguments
    }
  }

  /// This expression and everything inside.
  var all: [Expression] { [self] + parts.flatMap(\.all) }

  /// Columns of the row it stands over.
  var columnsOfRow: [Int] {
    all.compactMap { if case .column(let index) = $0.node { index } else { nil } }
  }

  /// Sources that codes are followed into.
  var followedSources: [Int] {
    all.compactMap { if case .follow(_, let source, _, _) = $0.node { source } else { nil } }
  }
}
