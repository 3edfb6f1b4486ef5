import Digest
import Ledger

/// Everything that the report for the meeting says, as values and tables: the page draws it, and the
/// workbook has the same.
struct MeetingReport {
  let facts: RunFacts
  let wording: ReportWording
  let form: ReportForm
  let labels: ReportLabels
  let title: String
  /// SHA-256 of the rule file, in hexadecimal digits.
  let rulesDigest: String
  let tally: FindingTally
  /// nil where no balance shows progress.
  let progress: ProgressFigures?
  let progressTables: ProgressTables?
  let bridges: [BridgeSteps]
  let findings: FindingTables
  /// Figures in detail: of the ranking by kind, what has changed, levels of balances.
  let details: [ReportTable]
  let sources: ReportTable
  let outcomes: [ReportTable]
  let tolerances: ReportTable
  let inputs: ReportTable
  let parameters: ReportTable

  init(_ list: FindingList, _ owners: OwnerTally, account: [RowAccount.Line]) {
    facts = list.facts
    wording = ReportWording(facts.languageForm)
    form = ReportForm(facts)
    title = facts.plan.report.title ?? facts.plan.title
    tally = list.tally
    labels = ReportLabels(facts)
    rulesDigest = facts.plan.ruleFiles.first.map { hexadecimal(sha256(of: $0.bytes.span)) } ?? ""
    progress = ProgressFigures(facts, labels)
    let (wording, form, labels) = (wording, form, labels)
    progressTables = progress.map {
      ProgressTables(figures: $0, wording: wording, labels: labels, form: form)
    }
    bridges = BridgeSteps.all(facts, wording, labels)
    findings = FindingTables(list, owners, wording, labels)
    let annexes = AnnexTables(facts: facts, wording: wording, labels: labels, account: account)
    details =
      [progressTables?.rankings.byKind, progressTables?.changes].compactMap(\.self)
      + annexes.balances
    sources = annexes.sources
    outcomes = annexes.outcomes
    tolerances = toleranceTable(facts, wording, labels)
    inputs = annexes.inputs
    parameters = annexes.parameters
  }
}
