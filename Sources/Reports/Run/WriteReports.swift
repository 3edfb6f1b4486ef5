import Ledger

/// Writes everything a run leaves behind into the new output folder, run.json last.
package func writeReports(
  _ facts: RunFacts, _ findings: FindingList, to folder: inout OutputFolder
) throws(OutputFailure) {
  var discrepancies = Discrepancies(findings)
  try write(&discrepancies, dialect: facts.dialect, to: &folder)
  var rejects = Rejects(facts)
  try write(&rejects, dialect: facts.dialect, to: &folder)
  var account = RowAccount(facts)
  try write(&account, dialect: facts.dialect, to: &folder)
  for match in facts.plan.matches.indices {
    for var bridge in BridgeTable.all(ofMatch: match, facts) {
      try write(&bridge, dialect: facts.dialect, to: &folder)
    }
  }
  for balance in facts.plan.balances.indices {
    for var table in BalanceTable.all(ofBalance: balance, facts) {
      try write(&table, dialect: facts.dialect, to: &folder)
    }
  }
  for file in RuleCopies(facts.plan.ruleFiles).files {
    try folder.write(file.path, file.bytes.span)
  }
  let record = RunRecord(facts, findings, outputs: folder.written)
  try folder.write(RunRecord.fileName, record.bytes.span)
}
