internal import Ledger

/// Which names a name must be fit to stand with.
enum NameUse {
  /// Sources, columns, parameters, measures: a word of expressions.
  case expression
  /// Matches, balances, checks, maps: a word of the command line and of file names.
  case label
  /// Tests: only read by people.
  case sentence
}

extension Compiler {
  /// Reports a name that could not be used; it is known nevertheless.
  mutating func checkName(_ node: YAMLNode, for use: NameUse) {
    let name = node.scalar ?? ""
    if use == .sentence {
      if name.isEmpty { diagnostics.add(.invalidName(name, at: node.position)) }
      return
    }
    let isFormed =
      !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    let first = name.first ?? "-"
    let beginsWell = use == .expression ? first.isLetter || first == "_" : first != "-"
    if !isFormed || !beginsWell {
      diagnostics.add(.invalidName(name, at: node.position))
    } else if use == .expression, reservedWords.contains(name) {
      diagnostics.add(.reservedName(name, at: node.position))
    }
  }
}
