internal import Ledger

extension Compiler {
  /// `by`: columns of both sides by which the bridges of a match are broken down.
  mutating func bridgeDimensions(
    _ mapping: Mapping, _ sides: MatchSides
  ) -> [MatchPlan.Dimension] {
    var result: [MatchPlan.Dimension] = []
    for node in list(mapping, "by") ?? [] {
      guard let name = text(node, of: "by"), let text = ExpressionText(node) else { continue }
      let written = Syntax.Name(text: name, offset: 0)
      guard let pair = common(written, sides, text),
        let type = columnType(pair, sides, at: written, text)
      else { continue }
      let dimension = MatchPlan.Dimension(
        name: name, left: pair.left, right: pair.right, type: type)
      if result.contains(dimension) {
        diagnostics.add(.repeatedDimension(name, at: node.position))
      } else {
        result.append(dimension)
      }
    }
    return result
  }

  /// `tolerance_limit`: an amount in currency units.
  mutating func toleranceLimit(_ mapping: Mapping) -> Int64? {
    guard let node = mapping["tolerance_limit"], let text = text(mapping, "tolerance_limit") else {
      return nil
    }
    let scale = Ratio(powerOfTen(plan.currency.decimals))
    if case .exact(let amount)? = constant(text, .money), amount >= .zero,
      let units = amount.multiplied(by: scale), units.isWhole,
      let limit = Int64(exactly: units.reduced.numerator)
    {
      return limit
    }
    diagnostics.add(
      .unusableValue(
        text, of: "tolerance_limit", expected: ("an amount of money", "một số tiền"),
        at: node.position))
    return nil
  }

  /// `by` and `tolerance_limit` speak of money that is led from one side to the other; where something
  /// is wrong already, the money may be lost in it.
  mutating func reportKeysWithoutBridge(_ mapping: Mapping, _ match: MatchPlan) {
    guard match.bridges.isEmpty, !diagnostics.hasErrors else { return }
    for key in ["by", "tolerance_limit"] {
      if let position = mapping.keyPosition(key) {
        diagnostics.add(.withoutBridge(key, at: position))
      }
    }
  }
}
