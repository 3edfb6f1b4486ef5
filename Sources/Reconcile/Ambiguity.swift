import Ledger

extension Pairing {
  /// Sets of free rows that equally good candidates connect, and rows whose search gave up: one
  /// finding each.
  mutating func setAmbiguousAside() -> [Int] {
    let open = ties.map {
      RowSet(left: $0.left.filter(leftIsFree), right: $0.right.filter(rightIsFree))
    }
    .filter { !$0.left.isEmpty && !$0.right.isEmpty }
    let undecided = undecided.filter {
      $0.side == .left ? leftIsFree($0.row) : rightIsFree($0.row)
    }
    if open.isEmpty, undecided.isEmpty { return [] }
    var sets = DisjointSets()
    for rows in open {
      let nodes = DisjointSets.nodes(rows)
      for node in nodes.dropFirst() { sets.union(nodes[0], node) }
    }
    var limits: [DisjointSets.Node: Int] = [:]
    for row in undecided {
      let node = DisjointSets.Node(side: row.side, row: row.row)
      sets.add(node)
      limits[node] = max(row.stepLimit, limits[node] ?? 0)
    }
    return sets.members().map { rows in
      let limit = limits.isEmpty ? nil : DisjointSets.nodes(rows).compactMap { limits[$0] }.max()
      let set = setAside(rows, as: .ambiguous)
      if let limit { result.stepLimits[set] = limit }
      return set
    }
  }
}

/// Rows of both sides, united by ties.
private struct DisjointSets {
  struct Node: Hashable {
    var side: MatchSide
    var row: Int
  }
  private var parents: [Node: Node] = [:]

  static func nodes(_ rows: RowSet) -> [Node] {
    rows.left.map { Node(side: .left, row: $0) } + rows.right.map { Node(side: .right, row: $0) }
  }

  mutating func add(_ node: Node) { parents[node] = parents[node] ?? node }

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

  /// The rows of each set, sets in order of their first left row, then those without one.
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
      .sorted {
        ($0.left.first ?? .max, $0.right.first ?? 0) < ($1.left.first ?? .max, $1.right.first ?? 0)
      }
  }
}
