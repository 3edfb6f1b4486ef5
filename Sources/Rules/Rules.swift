package import Ledger

/// What came of reading a rule file.
package struct RuleReading: Sendable {
  /// nil when any diagnostic is an error.
  package var plan: Plan?
  /// By file (the rule file first), line and column.
  package var diagnostics: [Diagnostic]

  package init(plan: Plan?, diagnostics: [Diagnostic]) {
    self.plan = plan
    self.diagnostics = diagnostics
  }
}

/// Reads a rule file and everything it includes, and checks all that can be known without data.
///
/// - Parameters:
///   - overrides: values of `--set`; a later one wins. What is wrong with them has a code `set-…` and
///     no position.
///   - readFile: gives the bytes of `path` and of included files, whose paths stand relative to the
///     including file's; nil when a file cannot be read.
package func readRules(
  path: String, overrides: [(name: String, value: String)], readFile: (String) -> [UInt8]?
) -> RuleReading {
  var compiler = Compiler()
  let documents = compiler.load(path, readFile: readFile)
  if !documents.isEmpty { compiler.compile(documents, overrides: overrides) }
  let hasErrors = compiler.diagnostics.hasErrors
  return RuleReading(
    plan: hasErrors ? nil : compiler.plan, diagnostics: compiler.diagnostics.sorted())
}
