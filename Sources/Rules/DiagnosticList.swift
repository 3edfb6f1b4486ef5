internal import Ledger

/// Everything found out about the rule files, in the order in which it is told.
struct DiagnosticList {
  private var found: [Diagnostic] = []
  private var sources: [SourceText] = []

  /// Notes a file that positions may point into; the first is the rule file itself.
  mutating func know(_ source: SourceText) { sources.append(source) }

  /// Adds a diagnostic, unless the very same one was added before.
  mutating func add(_ diagnostic: Diagnostic) {
    if !found.contains(diagnostic) { found.append(diagnostic) }
  }

  mutating func add(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { add(diagnostic) }
  }

  var hasErrors: Bool { found.contains { $0.severity == .error } }

  /// By file, line and column, with the lines they point into; without a position first.
  func sorted() -> [Diagnostic] {
    var files: [String: Int] = [:]
    for (index, source) in sources.enumerated() where files[source.path] == nil {
      files[source.path] = index
    }
    func rank(_ diagnostic: Diagnostic) -> (Int, Int, Int) {
      guard let position = diagnostic.position else { return (-1, 0, 0) }
      return (files[position.file] ?? -1, position.line, position.column)
    }
    let ordered = found.enumerated().sorted { left, right in
      let (a, b) = (rank(left.element), rank(right.element))
      return a != b ? a < b : left.offset < right.offset
    }
    return ordered.map { _, diagnostic in
      var located = diagnostic
      if let position = diagnostic.position, let index = files[position.file] {
        located.sourceLine = sources[index].line(position.line)
      }
      return located
    }
  }
}
