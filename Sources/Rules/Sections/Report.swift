internal import Ledger

extension Compiler {
  private static let reportKeys = KeySet(
    place: .report,
    known: ["title", "labels", "names", "progress", "tables", "split_by", "csv", "minutes"])

  /// `report`: what the page for the meeting shows. One is enough for all files.
  mutating func readReport(_ documents: [RuleDocument]) {
    var written: YAMLNode?
    var statesProgress = false
    for document in documents {
      guard let node = document.mapping["report"] else { continue }
      let position = document.mapping.keyPosition("report") ?? node.position
      guard written == nil else {
        diagnostics.add(.includeConflict("report", at: position))
        continue
      }
      written = node
      guard let mapping = mapping(node, Self.reportKeys, at: position) else { continue }
      statesProgress = mapping["progress"] != nil
      readReport(mapping)
    }
    if !statesProgress, !diagnostics.hasErrors { plan.report.progress = inferredProgress() }
  }

  private mutating func readReport(_ mapping: Mapping) {
    plan.report.title = text(mapping, "title")
    plan.report.csv = choice(mapping, "csv", of: CSVDialect.allCases.map { ($0.rawValue, $0) })
    plan.report.splitsByOwner =
      choice(mapping, "split_by", of: [("owner", true), ("none", false)]) ?? false
    if let node = mapping["minutes"] { plan.report.minutes = minutes(node) }
    readLabels(mapping)
    readValueNames(mapping)
    if let node = mapping["progress"] {
      plan.report.progress = progress(node, at: mapping.keyPosition("progress") ?? node.position)
    }
    for node in list(mapping, "tables") ?? [] {
      guard let level = balanceLevel(node) else { continue }
      if plan.report.tables.contains(level) {
        diagnostics.add(.repeatedLevel(at: node.position))
      } else {
        plan.report.tables.append(level)
      }
    }
  }

  /// `minutes`: a column, or with it who signs beside the unit.
  private mutating func minutes(_ node: YAMLNode) -> ReportPlan.Minutes? {
    guard case .mapping = node.content else { return minutes(by: node) }
    guard let stated = mapping(node, KeySet(place: .minutes, known: ["by", "with"])) else {
      return nil
    }
    guard let column = stated["by"] else {
      diagnostics.add(.missingKey("by", in: .minutes, at: node.position))
      return nil
    }
    var minutes = minutes(by: column)
    minutes?.party = text(stated, "with")
    return minutes
  }

  /// A column of both sides of a match that compares money; of several the first such match.
  private mutating func minutes(by node: YAMLNode) -> ReportPlan.Minutes? {
    guard let name = text(node, of: "minutes") else { return nil }
    var known: [String] = []
    for (index, match) in plan.matches.enumerated() where !match.bridges.isEmpty {
      let (left, right) = (plan.sources[match.left.source], plan.sources[match.right.source])
      let texts = left.columns.indices.filter { left.columns[$0].type.isText }
      for column in texts {
        let wanted = left.columns[column].name
        guard let other = right.columns.firstIndex(where: { $0.name == wanted && $0.type.isText })
        else { continue }
        if wanted == name {
          let unit = MatchPlan.Dimension(
            name: name, left: column, right: other, type: left.columns[column].type)
          return .init(match: index, unit: unit)
        }
        known.append(wanted)
      }
    }
    if !diagnostics.hasErrors {
      diagnostics.add(.unknownName(.column, name, known: unique(known), at: node.position))
    }
    return nil
  }

  /// `labels`: what is printed for dimensions and measures.
  private mutating func readLabels(_ mapping: Mapping) {
    guard let node = mapping["labels"], let entries = entries(of: node) else { return }
    let known =
      names.balances.flatMap { $0.dimensions.map(\.name) + $0.measureNames }
      + names.sources.flatMap { $0.columns.map(\.name) }
    for entry in entries {
      if !known.contains(entry.name) {
        diagnostics.add(
          .unknownName(
            .dimensionOrMeasure, entry.name, known: unique(known), at: entry.key.position))
      }
      guard let label = text(entry.value, of: entry.name, keyAt: entry.key.position) else {
        continue
      }
      plan.report.labels[entry.name] = label
    }
  }

  /// `names`: what is printed for the values of a dimension.
  private mutating func readValueNames(_ mapping: Mapping) {
    guard let node = mapping["names"], let entries = entries(of: node) else { return }
    for entry in entries {
      let index = names.balances.firstIndex { $0.dimension(named: entry.name) != nil }
      guard let index else {
        let known = names.balances.flatMap { $0.dimensions.map(\.name) }
        diagnostics.add(
          .unknownName(.dimension, entry.name, known: unique(known), at: entry.key.position))
        continue
      }
      guard
        let place = valueNames(
          entry.value, of: entry.name, for: entry.name, keyAt: entry.key.position,
          ofBalance: index)
      else { continue }
      plan.report.names.append(.init(dimension: entry.name, place: place))
    }
  }

  /// `{DTPT: Vốn đầu tư}` or `unit.name`: texts for the values of a dimension, written below a key.
  mutating func valueNames(
    _ node: YAMLNode, of name: String, for key: String, keyAt position: Position?,
    ofBalance index: Int
  ) -> ReportPlan.ValueNames.Place? {
    if case .mapping(let entries) = node.content {
      var written: [String: String] = [:]
      for entry in entries {
        written[entry.name] = text(entry.value, of: entry.name, keyAt: entry.key.position)
      }
      return .written(written)
    }
    guard text(node, of: key, keyAt: position) != nil, let text = ExpressionText(node),
      let path = expression(
        text,
        in: .level(balance: index, dimensions: Array(names.balances[index].dimensions.indices)),
        expecting: .text)
    else { return nil }
    if case .follow(let base, let source, let key, let column) = path.node,
      case .dimension(let dimension) = base.node,
      names.balances[index].dimensions[dimension].name == name
    {
      return .column(key: Reference(source: source, column: key), name: column)
    }
    diagnostics.add(
      .unusableValue(
        text.text, of: key,
        expected: (
          "a column beside the codes, as in `\(name).name`, or a mapping of texts",
          "một cột cạnh mã, như `\(name).name`, hoặc bảng `mã: tên`"
        ), at: node.position))
    return nil
  }

  /// `positions by [unit]`, which must be written out; nil, reported.
  private mutating func balanceLevel(_ node: YAMLNode) -> ReportPlan.BalanceLevel? {
    guard text(node, of: "tables") != nil, let text = ExpressionText(node) else { return nil }
    do throws(SyntaxFault) {
      let labels = names.balances.map(\.name).filter { $0.contains("-") }
      var parser = try ExpressionParser(text.text, hyphenated: names.hyphenated + labels)
      let name = try parser.name()
      let level = parser.current.kind == .name("by") ? try parser.by() : nil
      try parser.expectEnd()
      guard let balance = names.balance(named: name.text) else {
        diagnostics.add(
          .unknownName(
            .balance, name.text, known: names.balances.map(\.name), at: text.position(name.offset)))
        return nil
      }
      guard let subject = subject(ofBalance: balance, by: level, text),
        case .balance(_, let dimensions) = subject.plan,
        isWritten(dimensions, of: balance, at: node)
      else { return nil }
      return .init(balance: balance, dimensions: dimensions)
    } catch {
      diagnostics.add(.syntax(error, at: text.position(error.offset)))
      return nil
    }
  }

  /// Whether a level stands in a file of its own, by which a figure can be traced; reported if not.
  mutating func isWritten(_ level: [Int], of balance: Int, at node: YAMLNode) -> Bool {
    // A balance that is wrong has been reported.
    guard plan.balances.count == names.balances.count else { return false }
    if plan.balances[balance].writes(level) { return true }
    let dimensions = level.map { plan.balances[balance].dimensions[$0].name }
    diagnostics.add(
      .levelNotWritten(plan.balances[balance].name, dimensions, at: node.position))
    return false
  }
}

/// Each text once, where it first stands.
private func unique(_ texts: [String]) -> [String] {
  var seen: Set<String> = []
  return texts.filter { seen.insert($0).inserted }
}
