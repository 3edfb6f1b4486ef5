/// A rule file, checked and resolved: names are indexes, tolerances have units, parameters are values.
/// After it nobody looks at YAML again.
package struct Plan: Sendable {
  package var name: String
  package var title: String
  package var currency: Currency
  package var language: Language
  /// Of the rule file's own texts, whatever the language of the run.
  package var ownLanguage: Language
  package var parameters: [Parameter] = []
  /// The value of parameter `as_of`, which is the only clock there is.
  package var asOf: Day?
  package var abbreviations = Abbreviations()
  package var maps: [MapPlan] = []
  /// Where `working days` are counted by it.
  package var calendar: CalendarPlan?
  package var sources: [SourcePlan] = []
  package var matches: [MatchPlan] = []
  package var balances: [BalancePlan] = []
  package var checks: [CheckPlan] = []
  package var exceptions: [ExceptionPlan] = []
  package var tests: [TestPlan] = []
  package var limits = Limits()
  package var report = ReportPlan()
  /// The rule file first, then what it includes, in order of inclusion.
  package var ruleFiles: [RuleFile] = []

  package init(name: String, title: String, currency: Currency, language: Language) {
    self.name = name
    self.title = title
    self.currency = currency
    self.language = language
    ownLanguage = language
  }

  /// A typed constant; `--set` may have overridden its default.
  package struct Parameter: Sendable, Hashable {
    package var name: String
    package var type: ValueType
    package var value: Value

    package init(name: String, type: ValueType, value: Value) {
      self.name = name
      self.type = type
      self.value = value
    }
  }

  /// A rule file as it was read.
  package struct RuleFile: Sendable, Hashable {
    /// The path as the user gave it, or as `include` resolves it.
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }
}

/// Equivalent writings of codes, `target: [writing, …]`, or a reference file that lists them.
package struct MapPlan: Sendable, Hashable {
  package enum Content: Sendable, Hashable {
    /// Writing and target, as the rule file gives them; a target maps to itself without an entry.
    case entries([Entry])
    /// A CSV file under the input folder with columns of writings and the column of targets.
    case file(path: String, from: [String], to: String)
  }
  package struct Entry: Sendable, Hashable {
    package var writing: String
    package var target: String

    package init(writing: String, target: String) {
      self.writing = writing
      self.target = target
    }
  }
  package var name: String
  package var content: Content

  package init(name: String, content: Content) {
    self.name = name
    self.content = content
  }
}

/// A column that a code must exist in, and that it can be followed through.
package struct Reference: Sendable, Hashable {
  package var source: Int
  package var column: Int

  package init(source: Int, column: Int) {
    self.source = source
    self.column = column
  }
}
