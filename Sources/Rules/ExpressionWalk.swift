internal import Ledger

extension Expression {
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
