import Ledger

/// for-OWNER.xlsx: what for-OWNER.csv has, below a cover line, to hand to whoever answers.
struct OwnerWorkbooks {
  /// Rows of all of them together that are never cut.
  static let rowCountMax = 10_000
  /// Rows that each has in any case.
  private static let rowCountMin = 100

  private let report: MeetingReport
  private let findings: FindingList
  private let packs: OwnerFiles
  private let wording: WorkbookWording

  init(_ report: MeetingReport, _ findings: FindingList, _ packs: OwnerFiles) {
    self.report = report
    self.findings = findings
    self.packs = packs
    wording = WorkbookWording(report.facts.languageForm)
  }

  /// Writes a workbook beside each CSV file.
  func write(jobs: Int, progress: RunProgress, to folder: inout OutputFolder)
    async throws(OutputFailure)
  {
    for pack in packs.files where !progress.isCancelled {
      progress.begin(item: pack.workbookName, unitCount: 0)
      let table = await table(pack, jobs: jobs)
      let book = try WorkbookFile(
        pack.workbookName, in: folder.workingPath, title: table.title, report.facts.plan)
      if var sheet = book.sheet(wording.findings) { sheet.draw(table, wording: wording) }
      try book.finish()
      try folder.adopt(pack.workbookName)
    }
  }

  /// Rows that a workbook has: all while all findings fit, else each owner's equal share.
  var rowCountMax: Int {
    findings.count <= Self.rowCountMax
      ? Self.rowCountMax : max(Self.rowCountMin, Self.rowCountMax / packs.files.count)
  }

  private func table(_ pack: OwnerFiles.File, jobs: Int) async -> SheetTable {
    let owner = pack.owner
    let sheet = CSVSheet(
      Discrepancies(findings, fileName: pack.fileName, only: owner.findings),
      title: wording.findings(of: owner.name.isEmpty ? wording.nobody : owner.name),
      headings: nil, totals: [0: .rows])
    var table = await sheet.table(wording, rowCountMax: rowCountMax, jobs: jobs)
    table.cover = cover(owner)
    table.isWrapped = true
    return table
  }

  /// `Tiến độ giải ngân… · Số liệu đến ngày 28/10/2024 · 8 lỗi, 2 đang chờ · Tổng chênh lệch (đồng): -815.154.445`
  private func cover(_ owner: OwnerTally.Owner) -> String {
    let counts = wording.report.summary.counts(
      errors: owner.errors, warnings: owner.warnings, infos: owner.infos, pending: owner.pending,
      accepted: owner.accepted)
    let sum = owner.money.map {
      "\(wording.report.sum): \(report.form.text(.money($0), .change))"
    }
    let day = report.facts.plan.asOf.map(wording.report.asOf)
    return [report.title, day, counts, sum].compactMap(\.self).joined(separator: " · ")
  }
}
