internal import Ledger

// What a name, or a path of names, stands for in the scope of the expression.
extension ExpressionChecker {
  mutating func resolve(_ path: [Syntax.Name]) -> Typed? {
    let first = path[0]
    switch scope {
    case .row(let source, let whileReading):
      let leaf = whileReading ? fileLeaf(path) : nil
      if let column = names.sources[source].column(named: first.text) {
        // A column `file` that leads nowhere leaves `file.name` to the file.
        let leadsNowhere = names.sources[source].columns[column].reference == .none
        if let leaf, path.count > 1, leadsNowhere { return leaf }
        return columnPath(path[...], of: source) { .column($0) }
      }
      if let leaf { return leaf }
      if path.count == 1, let parameter = parameter(first) { return parameter.value }
      if names.sources[source].isBroken { return nil }
      return unknown(first, .column, names.sources[source].columns.map(\.name))
    case .pair(let left, let right, let takesEitherSide):
      return resolve(path, left: left, right: right, takesEitherSide: takesEitherSide)
    case .finding(let match): return resolve(path, findingOf: match)
    case .measure(let balance): return resolve(path, measureOf: balance)
    case .level(let balance, let dimensions):
      return resolve(path, balance: balance, dimensions: dimensions)
    case .constants:
      if path.count == 1, let parameter = parameter(first) { return parameter.value }
      return unknown(first, .parameter, [])
    }
  }

  private mutating func unknown(
    _ name: Syntax.Name, _ kind: Term, _ known: [String]
  ) -> Typed? {
    let parameters = names.parameters.map(\.name)
    reportAbsent(
      .unknownName(
        kind, name.text, known: known + parameters,
        at: position(name.offset)))
    return nil
  }

  /// A parameter's constant; the inner nil is a parameter that is wrong.
  private mutating func parameter(_ name: Syntax.Name) -> (value: Typed?, Void)? {
    guard let index = names.parameter(named: name.text) else { return nil }
    usedParameters.insert(index)
    let value = names.parameters[index].value
    return (value.map { typed(.constant($0.value), $0.type, at: name.offset) }, ())
  }

  private func fileLeaf(_ path: [Syntax.Name]) -> Typed? {
    switch path.map(\.text) {
    case ["file", "name"]: typed(.fileName, .text, at: path[0].offset)
    case ["file", "date"]: typed(.fileDate, .date, at: path[0].offset)
    case ["sheet"]: typed(.sheet, .text, at: path[0].offset)
    default: nil
    }
  }

  /// A column by name; nil, reported unless the source's columns are not known.
  mutating func column(_ name: Syntax.Name, of source: Int) -> Int? {
    let declared = names.sources[source]
    if let column = declared.column(named: name.text) { return column }
    if !declared.isBroken {
      report(
        .unknownColumn(
          name.text, of: declared.name, known: declared.columns.map(\.name),
          at: position(name.offset)))
    }
    return nil
  }

  /// `column` or `column.followed…` of a source's row.
  private mutating func columnPath(
    _ path: ArraySlice<Syntax.Name>, of source: Int, leaf: (Int) -> Expression.Node
  ) -> Typed? {
    guard let name = path.first, let index = column(name, of: source) else { return nil }
    let column = names.sources[source].columns[index]
    let base = column.type.map { typed(leaf(index), $0, at: name.offset) }
    return follow(base, column, path.dropFirst())
  }

  /// Goes from a code to a column of the row that it stands for, as often as there are names.
  mutating func follow(
    _ base: Typed?, _ column: DeclaredColumn, _ rest: ArraySlice<Syntax.Name>
  ) -> Typed? {
    guard let next = rest.first else { return base }
    switch column.reference {
    case .broken: return nil
    case .none:
      if column.type != nil {
        reportAbsent(.notFollowable(column.name, at: position(next.offset)))
      }
      return nil
    case .to(let reference):
      guard let index = self.column(next, of: reference.source) else { return nil }
      let source = names.sources[reference.source]
      let key = source.columns[reference.column]
      if index != reference.column, source.unique != [key.name] {
        report(
          .followNotUnique(
            column.name, key: key.name, source: source.name, at: position(next.offset)))
        return nil
      }
      let target = source.columns[index]
      guard let base, let type = target.type else { return nil }
      let followed = typed(
        .follow(base.expression, source: reference.source, key: reference.column, column: index),
        type, at: base.offset)
      return follow(followed, target, rest.dropFirst())
    }
  }

  private mutating func resolve(
    _ path: [Syntax.Name], left: Int, right: Int, takesEitherSide: Bool
  ) -> Typed? {
    let first = path[0]
    if path.count > 1, first.text == "left" {
      return columnPath(path.dropFirst(), of: left) { .left($0) }
    }
    if path.count > 1, first.text == "right" {
      return columnPath(path.dropFirst(), of: right) { .right($0) }
    }
    let isLeft = names.sources[left].column(named: first.text) != nil
    let isRight = names.sources[right].column(named: first.text) != nil
    if isLeft || isRight, !takesEitherSide {
      report(.sideNeeded(first.text, side: isLeft ? "left" : "right", at: position(first.offset)))
      return nil
    }
    if isLeft, isRight {
      let a = columnPath(path[...], of: left) { .left($0) }
      let b = columnPath(path[...], of: right) { .right($0) }
      return either(a, b, of: first)
    }
    if isLeft { return columnPath(path[...], of: left) { .left($0) } }
    if isRight { return columnPath(path[...], of: right) { .right($0) } }
    if path.count == 1, let parameter = parameter(first) { return parameter.value }
    if names.sources[left].isBroken || names.sources[right].isBroken { return nil }
    let columns =
      takesEitherSide
      ? (names.sources[left].columns + names.sources[right].columns).map(\.name) : []
    return unknown(first, .column, ["left", "right"] + columns)
  }

  /// The first of two that has a value.
  private mutating func either(_ a: Typed?, _ b: Typed?, of name: Syntax.Name) -> Typed? {
    guard let a, let b, let (operands, type) = unified([a, b], in: "`\(name.text)`") else {
      return nil
    }
    return typed(.call(.coalesce, operands.map(\.expression)), type, at: name.offset)
  }

  /// A column of the key may have another name on the right.
  private mutating func resolve(_ path: [Syntax.Name], findingOf index: Int) -> Typed? {
    guard let left = names.matches[index].left, let right = names.matches[index].right else {
      return nil
    }
    let first = path[0]
    if let key = names.matches[index].key.first(where: { $0.name == first.text }) {
      let other = Syntax.Name(
        text: names.sources[right].columns[key.right].name, offset: first.offset)
      let a = columnPath(path[...], of: left) { .left($0) }
      let b = columnPath([other] + path.dropFirst(), of: right) { .right($0) }
      return either(a, b, of: first)
    }
    return resolve(path, left: left, right: right, takesEitherSide: true)
  }

  private mutating func resolve(_ path: [Syntax.Name], measureOf balance: Int) -> Typed? {
    let first = path[0]
    let declared = names.balances[balance]
    if path.count == 1 {
      if let index = declared.measure(named: first.text) {
        return declared.measures[index].type.map { typed(.measure(index), $0, at: first.offset) }
      }
      if declared.measureNames.contains(first.text) {
        report(.laterMeasure(first.text, at: position(first.offset)))
        return nil
      }
      if declared.dimension(named: first.text) != nil {
        report(.dimensionInMeasure(first.text, at: position(first.offset)))
        return nil
      }
      if let parameter = parameter(first) { return parameter.value }
    } else if names.source(named: first.text) != nil {
      report(
        .sourceOutsideAggregate(path.map(\.text).joined(separator: "."), at: position(first.offset))
      )
      return nil
    }
    return declared.isBroken
      ? nil : unknown(first, .measure, declared.measures.map(\.name))
  }

  private mutating func resolve(_ path: [Syntax.Name], balance: Int, dimensions: [Int]) -> Typed? {
    let first = path[0]
    let declared = names.balances[balance]
    if declared.dimension(named: first.text) != nil {
      guard let index = dimension(first, of: balance, among: dimensions) else { return nil }
      let column = declared.dimensions[index]
      let base = column.type.map { typed(.dimension(index), $0, at: first.offset) }
      return follow(base, column, path.dropFirst())
    }
    if path.count == 1 {
      if let index = declared.measure(named: first.text) {
        return declared.measures[index].type.map { typed(.measure(index), $0, at: first.offset) }
      }
      if let parameter = parameter(first) { return parameter.value }
    }
    if declared.isBroken { return nil }
    let known = dimensions.map { declared.dimensions[$0].name } + declared.measureNames
    return unknown(first, .dimensionOrMeasure, known)
  }

  /// A dimension of the level; nil, reported.
  mutating func dimension(_ name: Syntax.Name, of balance: Int, among level: [Int]) -> Int? {
    let declared = names.balances[balance]
    guard let index = declared.dimension(named: name.text) else {
      if !declared.isBroken {
        report(
          .unknownName(
            .dimension, name.text,
            known: level.map { declared.dimensions[$0].name },
            at: position(name.offset)))
      }
      return nil
    }
    guard level.contains(index) else {
      reportAbsent(.notInLevel(name.text, at: position(name.offset)))
      return nil
    }
    return index
  }
}
