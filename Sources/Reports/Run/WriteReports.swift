package import Ledger

/// Writes everything a run leaves behind into the new output folder, run.json last.
package func writeReports(
  _ facts: RunFacts, _ findings: FindingList, jobs: Int, progress: RunProgress,
  to folder: inout OutputFolder
) async throws(OutputFailure) {
  let account = RowAccount(facts)
  var tables: [any CSVReport] = [Discrepancies(findings), Rejects(facts), account]
  for match in facts.plan.matches.indices { tables += BridgeTable.all(ofMatch: match, facts) }
  for balance in facts.plan.balances.indices {
    tables += BalanceTable.all(ofBalance: balance, facts)
  }
  let owners = OwnerTally(findings)
  let report = MeetingReport(findings, owners, account: account.lines)
  if let groups = report.progress.flatMap({ GroupTable($0, facts) }) { tables.append(groups) }
  let packs =
    facts.plan.report.splitsByOwner ? OwnerFiles(owners, besides: tables.map(\.fileName)) : nil
  tables +=
    packs?.files.map {
      Discrepancies(findings, fileName: $0.fileName, only: $0.owner.findings)
    } ?? []
  var minutes = MinutesPages(findings)
  progress.begin(
    .writing, itemCount: tables.count + 1 + (packs?.files.count ?? 0) + (minutes?.count ?? 0),
    unitCount: tables.reduce(0) { $0 + $1.rowCount })
  // Beside the CSV files: its sheets are written by one processor.
  let workbook = MeetingWorkbook(report, findings, packs, account)
  let path = folder.workingPath
  async let workbookFailure = workbook.failure(
    writingTo: path, jobs: jobs, progress: progress)
  for table in tables {
    try await write(
      table, dialect: facts.dialect, jobs: jobs, progress: progress, to: &folder)
  }
  try folder.write(MeetingPage.fileName, MeetingPage(report).bytes.span)
  progress.begin(item: MeetingWorkbook.fileName, unitCount: 0)
  if let failure = await workbookFailure { throw failure }
  try folder.adopt(MeetingWorkbook.fileName)
  if let packs {
    let workbooks = OwnerWorkbooks(report, findings, packs)
    try await workbooks.write(jobs: jobs, progress: progress, to: &folder)
  }
  while !progress.isCancelled, let page = minutes?.page() {
    progress.begin(item: page.fileName, unitCount: 0)
    try folder.write(page.fileName, page.bytes.span)
  }
  for file in RuleCopies(facts.plan.ruleFiles).files {
    try folder.write(file.path, file.bytes.span)
  }
  let record = RunRecord(facts, findings, outputs: folder.written)
  try folder.write(RunRecord.fileName, record.bytes.span)
}
