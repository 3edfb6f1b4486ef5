import Ledger

extension Pairing {
  /// Sets of free rows that equally good candidates connect: one finding each.
  mutating func setAmbiguousAside() -> [Int] {
    let open = ties.filter { leftIsFree($0.left) && rightIsFree($0.right) }
    if open.isEmpty { return [] }
    var sets = DisjointSets()
    for (left, right) in open {
      sets.union(.init(side: .left, row: left), .init(side: .right, row: right))
    }
    return sets.members().map { setAside($0, as: .ambiguous) }
  }
}

/// Rows of both sides, united by ties.
private struct DisjointSets {
  struct Node: Hashable {
    var side: MatchSide
    var row: Int
  }
  private var parents: [Node: Node] = [:]

  mutating func union(_ a: Node, _ b: Node) {
    let (x, y) = (root(a), root(b))
    if x != y { parents[y] = x }
  }

  private mutating func root(_ node: Node) -> Node {
    var current = node
    while let parent = parents[current], parent != current { current = parent }
    parents[current] = current
    // Paths are halved on the way back, so that long chains stay cheap.
    var step = node
    while step != current {
      let next = parents[step] ?? current
      parents[step] = current
      step = next
    }
    return current
  }

  /// The rows of each set, sets in order of their first left row.
  mutating func members() -> [RowSet] {
    var sets: [Node: RowSet] = [:]
    for node in parents.keys {
      let root = root(node)
      if node.side == .left {
        sets[root, default: RowSet(left: [], right: [])].left.append(node.row)
      } else {
        sets[root, default: RowSet(left: [], right: [])].right.append(node.row)
      }
    }
    return sets.values.map { RowSet(left: $0.left.sorted(), right: $0.right.sorted()) }
      .sorted { $0.left[0] < $1.left[0] }
  }
}
