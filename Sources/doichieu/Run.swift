import Ingest
import Ledger
import Reconcile
import Reports

/// The main job, from the rule file to the output folder.
func perform(_ job: Job, _ terminal: Terminal) async throws -> ExitStatus {
  let plan = try readPlan(job, terminal)
  try requireFolder(job.input)
  let progress = RunProgress()
  let watch = RunWatch(of: progress, on: terminal, language: plan.language)
  defer { watch.end() }
  var folder = try OutputFolder(at: job.output)
  var times = StageTimes()
  let intake = try await ingest(
    plan, from: job.input, excluding: job.output, passwordFile: job.passwordFile,
    jobs: job.jobs, progress: progress)
  try progress.check()
  times.end(.reading)
  terminal.tell(intake, of: plan)
  let reconciliation = try await reconcile(plan, intake, jobs: job.jobs, progress: progress)
  try progress.check()
  times.end(.reconciling)
  let facts = RunFacts(
    plan: plan, intake: intake, reconciliation: reconciliation, input: job.input,
    dialect: job.dialect ?? plan.report.csv ?? .standard, only: job.only)
  let findings = FindingList(facts)
  times.end(.ordering)
  try await writeReports(facts, findings, jobs: job.jobs, progress: progress, to: &folder)
  try progress.check()
  try folder.publish()
  times.end(.writing)
  watch.end()
  if job.showsTimes { terminal.tell(times.lines) }
  try terminal.show(summary(facts, findings, output: job.output, style: terminal.summaryStyle))
  if intake.isIncomplete { return .incomplete }
  return job.failOn.map(findings.hasFindings) == true ? .findings : .complete
}
