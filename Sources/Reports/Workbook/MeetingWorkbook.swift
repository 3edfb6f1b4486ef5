import Ledger

/// report.xlsx: the figures of the meeting on the first sheet, then the tables of the CSV files.
struct MeetingWorkbook {
  static let fileName = "report.xlsx"
  /// Rows of a sheet; the CSV files have all. More would cost more time than all of the run.
  static let rowCountMax = 10_000
  private static let ownerCountMax = 200

  private let report: MeetingReport
  private let findings: FindingList
  /// Files with the findings of one owner; none where findings are not handed out.
  private let packs: OwnerFiles?
  private let account: RowAccount
  private let wording: WorkbookWording
  private let plain: PlainForm
  private var facts: RunFacts { report.facts }

  init(
    _ report: MeetingReport, _ findings: FindingList, _ packs: OwnerFiles?, _ account: RowAccount
  ) {
    self.report = report
    self.findings = findings
    self.packs = packs
    self.account = account
    wording = WorkbookWording(report.facts.languageForm)
    plain = PlainForm(report.facts.plan.currency)
  }

  /// Writes the workbook into `folder`, beside whatever else is written there; why not, where it cannot.
  @concurrent
  func failure(writingTo folder: String, jobs: Int, progress: RunProgress) async -> OutputFailure? {
    do throws(OutputFailure) {
      let book = try WorkbookFile(Self.fileName, in: folder, title: report.title, facts.plan)
      drawSummary(in: book)
      if let progress = report.progressTables { drawRankings(progress, in: book) }
      for (name, table) in sheets where !progress.isCancelled {
        await draw(table, name: name, jobs: jobs, in: book)
      }
      draw(
        SheetTable(report.inputs, note: report.inputs.note, plain), report.inputs.title, in: book)
      try book.finish()
      return nil
    } catch {
      return error
    }
  }

  /// Everyone by rate, and what has changed; the sums stand above, where no filter hides them.
  private func drawRankings(_ progress: ProgressTables, in book: WorkbookFile) {
    let (ranking, total) = progress.rankings.sheet
    var sheet = SheetTable(ranking, note: "\(wording.unit). \(ranking.note)", plain)
    sheet.totals = totals(of: total, ranking)
    sheet.marks = ProgressRemarks(progress.figures, wording.report).marks(
      in: ranking.columns.count - 1)
    draw(sheet, ranking.title, in: book)
    guard var changes = progress.changes, let all = changes.rows.first else { return }
    changes.rows.removeAll { $0.style == .total }
    sheet = SheetTable(changes, note: "\(wording.unit). \(changes.note)", plain)
    sheet.totals = totals(of: all, changes)
    draw(sheet, wording.changes, in: book)
  }

  /// Amounts as sums of their columns, and rates as quotients of the two columns before them.
  private func totals(
    of row: ReportTable.Row, _ table: ReportTable
  ) -> [Int: SheetTable.Total] {
    var totals: [Int: SheetTable.Total] = [:]
    for (column, value) in row.values.enumerated() where table.columns[column].csv != nil {
      let form = table.columns[column].form
      var digits: [UInt8] = []
      plain.append(value, type: form == .rate ? .rate : .money, to: &digits)
      totals[column] =
        form == .rate
        ? .quotient(of: column - 1, by: column - 2, digits: digits)
        : .figure(.money, digits: digits)
    }
    return totals
  }

  /// What the meeting asks for first, one table below the other.
  private func drawSummary(in book: WorkbookFile) {
    guard var sheet = book.sheet(wording.summary) else { return }
    let isIncomplete = facts.intake.isIncomplete
    sheet.line(report.title, .title)
    let asOf = facts.plan.asOf.map { wording.report.asOf($0) + " · " } ?? ""
    sheet.line(asOf + wording.unit, .note)
    sheet.line(
      isIncomplete ? wording.report.incomplete : wording.report.complete,
      isIncomplete ? .failure : .verdict)
    if !facts.only.isEmpty { sheet.line(wording.report.summary.only(facts.only), .line) }
    for reason in facts.incompleteBecause.prefix(10) { sheet.line(reason, .line) }
    sheet.line(wording.report.summary.counts(report.tally), .line)
    if let movements = report.progressTables?.movements, !movements.isEmpty {
      sheet.line(movements, .line)
    }
    if packs != nil, ownerSheets.isEmpty { sheet.line(wording.noOwnerSheets, .note) }
    sheet.endRow()
    var blocks: [ReportTable] = []
    if let progress = report.progressTables { blocks += [progress.kinds, progress.atZero] }
    blocks += [report.findings.owners, report.sources] + report.outcomes
    blocks += [report.tolerances, report.parameters]
    for block in blocks where !block.rows.isEmpty {
      sheet.drawBlock(SheetTable(block, note: block.note, plain))
    }
    sheet.setWidth(44, column: 0)
    for column in 1..<12 { sheet.setWidth(19, column: column) }
  }

  /// Sheets of the rows of CSV files, with their names.
  private var sheets: [(name: String, table: CSVSheet)] {
    var sheets: [(name: String, table: CSVSheet)] = [
      (
        wording.findings,
        CSVSheet(
          Discrepancies(findings), title: wording.findings, headings: nil, totals: [0: .rows])
      )
    ]
    for balance in facts.plan.balances.indices { sheets += balanceSheets(balance) }
    if let groups = report.progress.flatMap({ GroupTable($0, facts) }) {
      let headings = groups.header.enumerated().map {
        $0 == 0 ? wording.heading($1) : report.labels.label($1)
      }
      sheets.append(
        (
          String(groups.fileName.dropLast(".csv".count)),
          CSVSheet(groups, title: wording.report.groups, headings: headings, totals: [:])
        ))
    }
    for match in facts.plan.matches.indices {
      for table in BridgeTable.all(ofMatch: match, facts) {
        let title = "\(facts.plan.matches[match].title): \(wording.residual)"
        sheets.append(
          (
            wording.bridge(table.fileName),
            CSVSheet(
              table, title: title, headings: nil, totals: [table.header.count - 1: .residual])
          ))
      }
    }
    sheets += ownerSheets
    sheets.append(
      (
        wording.rejects,
        CSVSheet(Rejects(facts), title: wording.rejects, headings: nil, totals: [0: .rows])
      ))
    let rows = account.header.firstIndex(of: "rows") ?? 0
    sheets.append(
      (
        wording.rows,
        CSVSheet(account, title: wording.report.rowAccount, headings: nil, totals: [rows: .sum])
      ))
    return sheets
  }

  /// None where the findings of everyone together would not fit one sheet: they stand in files then.
  private var ownerSheets: [(name: String, table: CSVSheet)] {
    guard let packs, findings.count <= Self.rowCountMax, packs.files.count <= Self.ownerCountMax
    else { return [] }
    return packs.files.map { pack in
      let name = pack.owner.name.isEmpty ? wording.nobody : pack.owner.name
      let rows = Discrepancies(findings, fileName: pack.fileName, only: pack.owner.findings)
      return (
        name,
        CSVSheet(rows, title: wording.findings(of: name), headings: nil, totals: [0: .rows])
      )
    }
  }

  private func balanceSheets(_ index: Int) -> [(name: String, table: CSVSheet)] {
    let plan = facts.plan.balances[index]
    let levels = [Array(plan.dimensions.indices)] + plan.levels
    return zip(levels, BalanceTable.all(ofBalance: index, facts)).map { level, table in
      let headings = table.header.map(report.labels.label)
      let names = headings.prefix(level.count)
      return (
        String(table.fileName.dropLast(".csv".count)),
        CSVSheet(
          table, title: ([plan.title] + names).joined(separator: " · "), headings: headings,
          totals: level.isEmpty ? [:] : totals(index, behind: level.count))
      )
    }
  }

  /// The figures of the top level over the measures of another one.
  private func totals(_ index: Int, behind dimensions: Int) -> [Int: SheetTable.Total] {
    let plan = facts.plan.balances[index]
    guard let top = facts.reconciliation.balances[index].figures([]), top.rowCount > 0 else {
      return [:]
    }
    var totals: [Int: SheetTable.Total] = [:]
    for (measure, values) in top.measures.enumerated() {
      let type = plan.measures[measure].type
      guard type.isExact, type != .date else { continue }
      var digits: [UInt8] = []
      plain.append(values[0], type: type, to: &digits)
      if let parts = plan.quotient(measure) {
        totals[dimensions + measure] = .quotient(
          of: dimensions + parts.done, by: dimensions + parts.planned, digits: digits)
      } else {
        totals[dimensions + measure] = .figure(CellKind(type), digits: digits)
      }
    }
    return totals
  }

  private func draw(_ table: SheetTable, _ name: String, in book: WorkbookFile) {
    guard var sheet = book.sheet(name) else { return }
    sheet.draw(table, wording: wording)
  }

  private func draw(_ sheet: CSVSheet, name: String, jobs: Int, in book: WorkbookFile) async {
    draw(await sheet.table(wording, rowCountMax: Self.rowCountMax, jobs: jobs), name, in: book)
  }
}

/// A CSV file as a sheet has it.
struct CSVSheet {
  var report: any CSVReport
  var title: String
  /// nil for the fixed words of the report's columns.
  var headings: [String]?
  var totals: [Int: SheetTable.Total]

  init(
    _ report: any CSVReport, title: String, headings: [String]?, totals: [Int: SheetTable.Total]
  ) {
    self.report = report
    self.title = title
    self.headings = headings
    self.totals = totals
  }

  /// The first rows as cells, with what stands above them.
  func table(_ wording: WorkbookWording, rowCountMax: Int, jobs: Int) async -> SheetTable {
    var table = SheetTable(title: title, headings: headings ?? report.header.map(wording.heading))
    table.pieces = await cells(of: report, rowCountMax: rowCountMax, jobs: jobs)
    table.rowCount = min(report.rowCount, rowCountMax)
    table.note = wording.note(file: report.fileName, shown: table.rowCount, of: report.rowCount)
    // What a sheet does not have in full it does not add up.
    table.totals = table.rowCount == report.rowCount ? totals : [:]
    if report is Discrepancies {
      table.marks = .init(
        column: FindingRecord.Field.severity.rawValue, words: wording.severities)
    }
    return table
  }
}
