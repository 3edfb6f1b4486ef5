internal import Ledger

/// Turns located trees into a plan. Each section of the rule file has its own extension.
///
/// Names are declared before anything that uses them is compiled, so that all errors come in one go
/// and none follows from another.
struct Compiler {
  var diagnostics = DiagnosticList()
  var names = Declarations()
  var plan = Plan(name: "", title: "", currency: .vnd, language: .vietnamese)
  /// The top-level `owner`, which belongs to every check and match that can supply its columns.
  var owner: SharedOwner?
  /// What each column's `required` says; balances decide the rest.
  var statedRequirements: [[Bool?]] = []

  /// Everything the rule files say, in the order in which names become known.
  mutating func compile(_ documents: [RuleDocument], overrides: [(name: String, value: String)]) {
    readHead(documents)
    readLimits(documents)
    readAbbreviations(documents)
    let sections = gather(documents)
    declareParameters(sections.parameters, overrides: overrides)
    readMaps(sections.maps)
    readCalendar(documents)
    readSources(sections.sources)
    readMatches(sections.matches)
    readBalances(sections.balances)
    readChecks(sections.checks)
    readExceptions(sections.exceptions)
    readReport(documents)
    readTests(sections.tests)
    reportOwnerWithoutUse()
    guard !diagnostics.hasErrors else { return }
    settleColumns()
    reportUnusedNames()
  }

  /// An expression of the rule file; nil, reported, when it is wrong.
  mutating func expression(
    _ text: ExpressionText, in scope: Scope, expecting expectation: Expectation
  ) -> Expression? {
    do throws(SyntaxFault) {
      var parser = try ExpressionParser(text.text, hyphenated: names.hyphenated)
      let syntax = try parser.whole()
      return expression(syntax, of: text, in: scope, expecting: expectation)
    } catch {
      diagnostics.add(.syntax(error, at: text.position(error.offset)))
      return nil
    }
  }

  /// A parsed part of `text`.
  mutating func expression(
    _ syntax: Syntax, of text: ExpressionText, in scope: Scope, expecting expectation: Expectation
  ) -> Expression? {
    var checker = ExpressionChecker(text: text, scope: scope, names: names)
    let expression = checker.check(syntax, expecting: expectation)
    diagnostics.add(checker.diagnostics)
    noteParameters(checker.usedParameters)
    return expression
  }

  /// The expression under a key.
  mutating func expression(
    _ mapping: Mapping, _ key: String, in scope: Scope, expecting expectation: Expectation
  ) -> Expression? {
    guard let node = mapping[key], text(mapping, key) != nil, let text = ExpressionText(node) else {
      return nil
    }
    return expression(text, in: scope, expecting: expectation)
  }

  mutating func noteParameters(_ used: Set<Int>) {
    for index in used.sorted() { names.parameters[index].isUsed = true }
  }
}
