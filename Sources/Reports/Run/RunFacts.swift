package import Ledger

/// Everything a run knows when it begins to write.
package struct RunFacts: Sendable {
  package var plan: Plan
  package var intake: Intake
  package var reconciliation: Reconciliation
  /// The input folder as it was typed.
  package var input: String
  package var dialect: CSVDialect
  /// Names of `--only`; none for everything.
  package var only: [String]

  package init(
    plan: Plan, intake: Intake, reconciliation: Reconciliation, input: String,
    dialect: CSVDialect = .standard, only: [String] = []
  ) {
    self.plan = plan
    self.intake = intake
    self.reconciliation = reconciliation
    self.input = input
    self.dialect = dialect
    self.only = only
  }

  /// Values as the CSV files write them.
  var plainForm: PlainForm { PlainForm(plan.currency, decimalMark: dialect.decimalMark) }

  /// Values as messages and the summary write them.
  var languageForm: LanguageForm {
    LanguageForm(language: plan.language, currency: plan.currency)
  }
}
