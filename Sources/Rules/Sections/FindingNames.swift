internal import Ledger

/// What findings are known by in `check`.
enum FindingName {
  /// By index into the declarations.
  case check(Int)
  case match(Int)
  case builtIn(Notice.Name)
}

extension Compiler {
  /// The check, match or built-in of a name; nil, reported, when there is none.
  mutating func findingName(_ name: String, at position: Position?) -> FindingName? {
    if let index = names.checks.firstIndex(where: { $0.name == name }) { return .check(index) }
    if let index = names.match(named: name) { return .match(index) }
    if let builtIn = Notice.Name(rawValue: name) { return .builtIn(builtIn) }
    let known =
      names.checks.map(\.name) + names.matches.map(\.name) + Notice.Name.allCases.map(\.rawValue)
    diagnostics.add(.unknownName(.check, name, known: known, at: position))
    return nil
  }

  /// The names that the keys of findings may have; nil where the definition is wrong.
  func keyNames(of name: FindingName) -> [String]? {
    switch name {
    case .builtIn(let builtIn): keyNames(of: builtIn)
    case .match(let index): keyNames(ofMatch: index)
    case .check(let index):
      switch plan.checks.first(where: { $0.name == names.checks[index].name })?.subject {
      case .source(let source): keyNames(ofSource: source)
      case .match(let match): keyNames(ofMatch: match)
      case .balance(let balance, let level):
        level.map { names.balances[balance].dimensions[$0].name }
      case nil: nil
      }
    }
  }

  private func keyNames(ofMatch index: Int) -> [String]? {
    names.matches[index].differences == nil ? nil : names.matches[index].key.map(\.name)
  }

  private func keyNames(ofSource index: Int) -> [String] {
    let source = names.sources[index]
    return source.unique.isEmpty
      ? source.columns.filter { $0.type == .code }.map(\.name) : source.unique
  }

  /// The names that a key of the built-in may have, each once.
  func keyNames(of builtIn: Notice.Name) -> [String] {
    let senders = plan.sources.compactMap(\.sender?.list).map {
      names.sources[$0.source].columns[$0.column].name
    }
    let parts: [String] =
      switch builtIn {
      case .missingFile, .unreadableFile, .duplicateFile, .superseded, .totalRow, .rejects:
        ["source", "file"]
      case .staleFile: ["source", "file"] + senders
      case .missingSender: senders
      case .unknownCode: ["source", "column", "value"]
      case .unique: ["source"] + names.sources.flatMap(\.unique)
      case .toleranceLimit: ["match", "column"]
      case .exceptionExpired, .exceptionUnused: ["check", "where"]
      }
    return parts.indices.filter { parts.firstIndex(of: parts[$0]) == $0 }.map { parts[$0] }
  }

  /// Types of the differences that findings may have; nil where the definition is wrong.
  func differenceTypes(of name: FindingName) -> [ValueType]? {
    switch name {
    case .check(let index): names.checks[index].differences
    case .match(let index): names.matches[index].differences
    case .builtIn(.totalRow), .builtIn(.toleranceLimit): [.money]
    case .builtIn(.staleFile): [.days]
    case .builtIn: []
    }
  }
}
