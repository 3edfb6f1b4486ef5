import Ledger

/// Which entries of an archive a pattern names, in the archives inside it as well.
///
/// `a.zip//x*.csv` names entries at any depth; `a.zip//inner.zip//x*.csv` names each archive on the way.
/// A part fits the whole name of an entry or what stands behind its last `/`.
struct EntryPattern {
  enum Answer {
    /// It is the one, and where it is an archive every table in it.
    case asked
    /// Something inside it may be.
    case onTheWay
    case other
  }
  private let parts: [String]
  /// No entry is named: every table is wanted.
  var isEmpty: Bool { parts.isEmpty }

  init(_ pattern: FilePattern) {
    parts = pattern.entry?.split(separator: "//").map { normalized(String($0)) } ?? []
  }

  /// What the entry `name` is to the pattern, `depth` entries being around it.
  func answer(_ name: String, depth: Int) -> Answer {
    if parts.count == 1 {
      if fits(name, parts[0]) { return .asked }
      return [".zip", ".zip.gz"].contains(where: name.lowercased().hasSuffix) ? .onTheWay : .other
    }
    guard depth < parts.count, fits(name, parts[depth]) else { return .other }
    return depth == parts.count - 1 ? .asked : .onTheWay
  }

  /// Which sheets of a workbook with `depth` entries around them, itself included, are wanted; nil for
  /// none of them.
  func sheets(depth: Int) -> String? { parts.count == depth + 1 ? parts[depth] : nil }

  private func fits(_ name: String, _ glob: String) -> Bool {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return matches(path: name, glob: glob) || matches(path: last, glob: glob)
  }
}
