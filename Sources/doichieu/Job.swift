import Ledger
import Reports

/// What `run` was asked to do.
struct Job {
  var rules: String
  /// As it was typed, else the rule file's folder.
  var input: String
  var output: String
  var overrides: [(name: String, value: String)]
  var only: [String]
  var limits: [(name: String, value: String)]
  /// A file of passwords for archives; nil where none is given.
  var passwordFile: String?
  /// nil for never.
  var failOn: Severity?
  var jobs: Int
  /// nil for the rule file's.
  var language: Language?
  /// nil for the rule file's.
  var dialect: CSVDialect?
  var showsTimes: Bool
}
