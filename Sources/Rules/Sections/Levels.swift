internal import Ledger

extension Compiler {
  /// `levels`: coarser groupings that are written out.
  mutating func readLevels(_ mapping: Mapping, of index: Int, into balance: inout BalancePlan) {
    guard let node = mapping["levels"] else { return }
    guard case .sequence(let items) = node.content else {
      diagnostics.add(
        .wrongShape(
          expected: (
            "a list of lists such as [[unit], []]", "danh sách các danh sách như [[unit], []]"
          ),
          found: shape(of: node), at: node.position))
      return
    }
    var seen: [Set<Int>] = []
    for item in items {
      guard let level = level(item, of: index) else { continue }
      if seen.contains(Set(level)) {
        diagnostics.add(.repeatedLevel(at: item.position))
      } else if level.count == names.balances[index].dimensions.count {
        diagnostics.add(.fullLevel(balance.name, at: item.position))
      } else {
        balance.levels.append(level)
      }
      seen.append(Set(level))
    }
  }

  /// Dimension indexes as written.
  private mutating func level(_ node: YAMLNode, of index: Int) -> [Int]? {
    guard case .sequence(let items) = node.content else {
      diagnostics.add(
        .wrongShape(
          expected: ("a list of dimensions such as [unit]", "danh sách chiều như [unit]"),
          found: shape(of: node), at: node.position))
      return nil
    }
    let declared = names.balances[index]
    var level: [Int] = []
    for item in items {
      guard let name = text(item, of: "levels") else { continue }
      guard let dimension = declared.dimension(named: name) else {
        if !declared.isBroken {
          diagnostics.add(
            .unknownName(
              .dimension, name, known: declared.dimensions.map(\.name),
              at: item.position))
        }
        return nil
      }
      if level.contains(dimension) {
        diagnostics.add(.repeatedDimension(name, at: item.position))
        return nil
      }
      level.append(dimension)
    }
    return level
  }

  /// File names that would be written twice: BALANCE.csv and BALANCE-DIM-DIM.csv stand in one
  /// folder.
  mutating func reportBalanceClashes(_ entries: [YAMLEntry]) {
    let reserved = ["rows", "rejects", "discrepancies", "run", "report"]
    for entry in entries where reserved.contains(entry.name) || entry.name.hasPrefix("bridge-") {
      diagnostics.add(
        .nameClash(
          entry.name, with: ("an output file of the program", "một tệp kết quả của chương trình"),
          at: entry.key.position))
    }
    var writers: [String: String] = [:]
    for balance in plan.balances {
      let position = names.balances.first { $0.name == balance.name }?.position
      for file in [balance.name] + balance.levels.map({ fileName(balance, $0) }) {
        if let other = writers[file], let position {
          let source: Wording =
            other == balance.name
            ? ("another level of it", "một mức khác của nó")
            : ("balance `\(other)`", "bảng cân đối `\(other)`")
          diagnostics.add(.nameClash("\(file).csv", with: source, at: position))
        }
        writers[file] = balance.name
      }
    }
  }

  /// groups-BALANCE.csv beside a balance, or a level of one, of that name.
  mutating func reportGroupClash(_ balance: BalancePlan, at position: Position) {
    let file = "groups-\(balance.name)"
    for other in plan.balances
    where other.name == file || other.levels.contains(where: { fileName(other, $0) == file }) {
      diagnostics.add(
        .nameClash(
          "\(file).csv", with: ("balance `\(other.name)`", "bảng cân đối `\(other.name)`"),
          at: position))
    }
  }

  private func fileName(_ balance: BalancePlan, _ level: [Int]) -> String {
    let parts = level.map { balance.dimensions[$0].name }
    return balance.name + "-" + (parts.isEmpty ? "total" : parts.joined(separator: "-"))
  }
}
