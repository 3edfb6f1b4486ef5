import Digest
import Ingest
import Ledger
import Reconcile
import Reports
import Rules

/// Does a run again from its output folder and tells about one thing.
func explain(_ inquiry: Inquiry, _ terminal: Terminal) async throws -> ExitStatus {
  let past = try readPastRun(inquiry.output)
  let input = inquiry.input ?? past.input
  try requireUnchanged(past.rules, below: inquiry.output)
  try requireFolder(input)
  try requireUnchanged(past.files, below: input)
  var plan = try readPlan(past, inquiry.output)
  let progress = RunProgress()
  let watch = RunWatch(of: progress, on: terminal, language: inquiry.language ?? plan.language)
  defer { watch.end() }
  let intake = try await ingest(
    plan, from: input, excluding: inquiry.output, passwordFile: inquiry.passwordFile,
    known: Set(past.files.map(\.path)), jobs: inquiry.jobs, progress: progress)
  try progress.check()
  let reconciliation = try await reconcile(
    plan, intake, jobs: inquiry.jobs, progress: progress)
  try progress.check()
  if let language = inquiry.language { plan.language = language }
  let list = FindingList(
    RunFacts(plan: plan, intake: intake, reconciliation: reconciliation, input: input))
  var answers = Answers(to: inquiry.question, list)
  if answers.explanations.isEmpty {
    // No key: perhaps a row that was rejected or filtered, or a cell of another column.
    let places = places(
      of: inquiry.question, in: intake, plan, from: input, passwordFile: inquiry.passwordFile)
    answers = Answers(at: places, inquiry.question, list)
  }
  if answers.explanations.isEmpty {
    let near = list.keys(near: inquiry.question)
    throw Failure(.findings, [.unknownQuestion(inquiry.question, near: near)])
  }
  let tracing = Tracing(plan: plan, intake: intake, found: reconciliation, jobs: inquiry.jobs)
  for index in answers.explanations.indices { await tracing.fill(&answers.explanations[index]) }
  let raw = rawRows(
    rowsShown(in: answers.explanations, list), of: plan, from: input,
    passwordFile: inquiry.passwordFile)
  try progress.check()
  watch.end()
  switch inquiry.format {
  case .text:
    try terminal.show(
      explanationText(
        answers.explanations, others: answers.others, list, raw: raw,
        isColoured: terminal.summaryStyle.isColoured))
  case .json:
    let bytes = explanationJSON(
      answers.explanations, others: answers.others, question: inquiry.question, list, raw: raw)
    try terminal.show(String(decoding: bytes, as: UTF8.self))
  }
  return .complete
}

/// Fills explanations with what the stages of a run say about their topics.
private struct Tracing {
  let plan: Plan
  let intake: Intake
  let found: Reconciliation
  let jobs: Int

  /// Rows of a side whose way through the passes is told.
  private static let rowCountMax = 3

  func fill(_ explanation: inout Explanation) async {
    let figures = FigureTracer(plan, intake)
    switch explanation.topic {
    case .rows(let match, let rows):
      let tracer = MatchTracer(match: match, of: plan, intake, found, jobs: jobs)
      for (side, row) in asked(rows) { explanation.rows.append(await tracer.trace(side, row)) }
      explanation.comparisons = tracer.comparisons(of: rows)
      if rows.left.count == 1, rows.right.count == 1, !explanation.comparisons.isEmpty {
        explanation.checks = figures.checks(
          onMatch: match, left: rows.left[0], right: rows.right[0])
      }
    case .row(let source, let row):
      explanation.checks = figures.checks(onSource: source, row: row)
    case .figures(let balance, let level, let row):
      explanation.aggregates = figures.aggregates(ofBalance: balance, level: level, row: row)
      explanation.checks = figures.checks(onBalance: balance, level: level, row: row)
    case .notice, .reject, .leftOut: break
    }
  }

  /// One row speaks for its pair; of several that stand together the first of both sides do.
  private func asked(_ rows: RowSet) -> [(MatchSide, Int)] {
    let lefts = rows.left.prefix(Tracing.rowCountMax).map { (MatchSide.left, $0) }
    let rights = rows.right.prefix(Tracing.rowCountMax).map { (MatchSide.right, $0) }
    if rows.left.count == 1, rows.right.count == 1 { return lefts }
    return lefts + rights
  }
}

private func readPastRun(_ output: String) throws(Failure) -> PastRun {
  let path = output + "/" + PastRun.fileName
  guard let bytes = fileBytes(path) else {
    throw Failure(.noInput, [.noPastRun(path)])
  }
  guard let past = PastRun(bytes) else { throw Failure(.noInput, [.notAPastRun(path)]) }
  return past
}

/// Refuses files that are not what the run read, all of them by name.
private func requireUnchanged(
  _ files: [PastRun.File], below folder: String
) throws(Failure) {
  var diagnostics: [Diagnostic] = []
  for file in files {
    guard let digest = try? sha256(ofFile: folder + "/" + file.path) else {
      diagnostics.append(.inputAbsent(file.path, in: folder))
      continue
    }
    if !file.sha256.isEmpty, hexadecimal(digest) != file.sha256 {
      diagnostics.append(.inputChanged(file.path))
    }
  }
  if !diagnostics.isEmpty { throw Failure(.noInput, diagnostics) }
}

/// The plan of the run: its rules with its parameters, confined as it was.
private func readPlan(_ past: PastRun, _ output: String) throws(Failure) -> Plan {
  let path = output + "/" + past.rules[0].path
  let defaults = readRules(path: path, overrides: [], readFile: fileBytes)
  let types = (defaults.plan?.parameters ?? []).map { ($0.name, $0.type) }
  let overrides = past.parameters.map { name, value in
    // `--set` wants the unit of days, run.json has the number.
    (name: name, value: types.contains { $0 == (name, .days) } ? value + " days" : value)
  }
  let declared = try wholePlan(
    readRules(path: path, overrides: overrides, readFile: fileBytes))
  var plan = try wholePlan(declared.limited(by: past.limits))
  plan.language = past.language
  return past.only.isEmpty ? plan : try wholePlan(plan.keeping(only: past.only))
}
