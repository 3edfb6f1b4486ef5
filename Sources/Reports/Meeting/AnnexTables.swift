import Ledger

/// The annexes: figures in detail, where every row has gone, what was let pass, what was read.
struct AnnexTables {
  let facts: RunFacts
  let wording: ReportWording
  let labels: ReportLabels
  let account: [RowAccount.Line]

  /// Rows of a table that a page shows at most; the files have all.
  private static let rowCountMax = 100
  private static let textLengthMax = 160

  /// The levels that the report is asked for, else of each balance what no other part shows.
  var balances: [ReportTable] {
    let stated = facts.plan.report.tables
    guard stated.isEmpty else { return stated.map(balance) }
    let progress = facts.plan.report.progress
    return facts.plan.balances.enumerated().flatMap { index, plan in
      let levels = [Array(plan.dimensions.indices)] + plan.levels.map { $0.sorted() }
      return levels.filter { $0.count <= 1 && progress?.balance != index }.map {
        balance(ReportPlan.BalanceLevel(balance: index, dimensions: $0))
      }
    }
  }

  private func balance(_ level: ReportPlan.BalanceLevel) -> ReportTable {
    let plan = facts.plan.balances[level.balance]
    let file = plan.fileName(ofLevel: level.dimensions)
    let dimensions = level.dimensions.map { plan.dimensions[$0] }
    var table = ReportTable(
      title: ([plan.title] + dimensions.map { labels.label($0.name) }).joined(separator: " · "),
      columns: dimensions.map { .init(labels.label($0.name), .words) }
        + plan.measures.map {
          .ofRules(
            labels.label($0.name), $0.type == .money ? .money : .value($0.type), csv: $0.name)
        })
    let result = facts.reconciliation.balances[level.balance]
    guard let figures = result.figures(level.dimensions) else { return table }
    let form = PlainForm(facts.plan.currency)
    if !dimensions.isEmpty, plan.writes([]), let top = result.figures([]), top.rowCount > 0 {
      let names = [.text(wording.total)] + dimensions.dropFirst().map { _ in Value.text("") }
      table.rows = [
        ReportTable.Row(
          names + top.measures.map { $0[0] }, style: .total, file: plan.fileName(ofLevel: []))
      ]
    }
    for row in 0..<min(figures.rowCount, Self.rowCountMax) {
      let names = zip(dimensions, figures.keys).map { dimension, values in
        Value.text(clipped(labels.name(values[row], of: dimension), to: Self.textLengthMax))
      }
      table.rows.append(
        ReportTable.Row(
          names + figures.measures.map { $0[row] }, style: dimensions.isEmpty ? .total : .plain,
          file: file, key: keyText(plan, figures, row, form)))
    }
    table.leftOutCount = max(0, figures.rowCount - Self.rowCountMax)
    return table
  }

  /// What became of the records of each source before any match.
  var sources: ReportTable {
    var table = ReportTable(
      title: wording.rowAccount, note: wording.rowAccountNote,
      columns: [
        .init(wording.sourceName, .words), .init(wording.files, .count),
        .init(wording.read, .count),
        .init(wording.kept, .count), .init(wording.filtered, .count),
        .init(wording.rejected, .count), .init(wording.totalRows, .count),
        .init(wording.outside, .count),
      ])
    for (index, source) in facts.plan.sources.enumerated() where source.isNeeded {
      let files = facts.intake.files.filter { $0.source == index }
      var sum = TableAccount()
      for account in files.flatMap(\.tables).map(\.account) { sum.add(account) }
      table.rows.append(row(source.title, files.count, sum, style: .plain))
    }
    let unread = facts.plan.sources.filter { !$0.isNeeded }.map(\.title)
    if !unread.isEmpty { table.note += " " + wording.unread(unread.joined(separator: ", ")) }
    if facts.intake.fileCount < facts.intake.files.count { table.note += " " + wording.sharedFiles }
    let total = facts.intake.account
    table.rows.append(row(wording.total, facts.intake.fileCount, total, style: .total))
    return table
  }

  private func row(
    _ name: String, _ files: Int, _ account: TableAccount, style: ReportTable.Row.Style
  ) -> ReportTable.Row {
    ReportTable.Row(
      [
        .text(name), .count(files), .count(account.read), .count(account.kept),
        .count(account.filtered), .count(account.rejected), .count(account.total),
        .count(account.outside),
      ], style: style, file: "rows.csv")
  }

  /// What became of the rows in each match, one table for each.
  var outcomes: [ReportTable] {
    facts.plan.matches.map { match in
      var sums: [(source: String, outcome: String, rows: Int, money: Int128?)] = []
      for line in account where line.match == match.name {
        let index = sums.firstIndex { $0.source == line.source && $0.outcome == line.outcome }
        guard let index else {
          sums.append((line.source, line.outcome, line.rows, line.money))
          continue
        }
        sums[index].rows += line.rows
        if let money = line.money { sums[index].money = (sums[index].money ?? 0) + money }
      }
      let sides = [match.left.source, match.right.source].map { facts.plan.sources[$0] }
      let names = Outcome.allCases.flatMap { [$0.name(on: .left), $0.name(on: .right)] }
      func place(_ source: String, _ outcome: String) -> (Int, Int) {
        (
          sides.firstIndex { $0.name == source } ?? 0,
          names.firstIndex(of: outcome) ?? names.count
        )
      }
      sums.sort { place($0.source, $0.outcome) < place($1.source, $1.outcome) }
      return ReportTable(
        title: wording.outcomes(match.title),
        columns: [
          .init(wording.sourceName, .words), .init(wording.outcome, .words),
          .init(wording.rows, .count, csv: "rows"),
          .init(wording.amountExact, .value(.money), csv: "money"),
        ],
        rows: sums.map { sum in
          let title = sides.first { $0.name == sum.source }?.title ?? sum.source
          return ReportTable.Row(
            [
              .text(title), .text(wording.outcome(sum.outcome)), .count(sum.rows),
              sum.money.map { .money($0) } ?? .missing,
            ], file: "rows.csv",
            key: "match=\(match.name); source=\(sum.source); outcome=\(sum.outcome)")
        })
    }
  }

  /// The files that were read, with what was decided about each.
  var inputs: ReportTable {
    var table = ReportTable(
      title: wording.inputs, note: wording.inputsNote,
      columns: [
        .init(wording.file, .words), .init(wording.sourceName, .words),
        .init(wording.fileDay, .date), .init(wording.rows, .count),
        .init(wording.encoding, .text), .init(wording.guessed, .words),
      ])
    for file in facts.intake.files.prefix(Self.rowCountMax) {
      let encodings = unique(file.tables.map(\.encoding))
      let decisions = unique(file.tables.flatMap(decisions))
      table.rows.append(
        ReportTable.Row(
          [
            .text(clipped(file.path, to: Self.textLengthMax)),
            .text(facts.plan.sources[file.source].title),
            file.day.map { .exact(Ratio($0.number)) } ?? .missing,
            .count(file.tables.reduce(0) { $0 + $1.account.dataRows }),
            .text(encodings.joined(separator: ", ")),
            .text(clipped(decisions.joined(separator: "; "), to: Self.textLengthMax)),
          ], file: RunRecord.fileName, key: "path=\(clipped(file.path, to: Self.textLengthMax))"))
    }
    table.leftOutCount = facts.intake.files.count - table.rows.count
    return table
  }

  /// Formats that the cells decided, by the column.
  private func decisions(_ table: InputTable) -> [String] {
    table.numbers.map { "\(labels.label($0.column)) \($0.format.rawValue)" }
      + table.dates.map { "\(labels.label($0.column)) \($0.format.rawValue)" }
      + table.moneyUnits.map {
        "\(labels.label($0.column)) × \(facts.languageForm.text(.exact(Ratio(powerOfTen($0.exponent))), type: .integer))"
      }
  }

  /// The parameters of the run.
  var parameters: ReportTable {
    ReportTable(
      title: wording.parameters,
      columns: [.init(wording.parameters, .text), .init(wording.value, .text)],
      rows: facts.plan.parameters.map {
        ReportTable.Row(
          [
            .text(labels.label($0.name)),
            .text(
              clipped(facts.languageForm.text($0.value, type: $0.type), to: Self.textLengthMax)),
          ], file: RunRecord.fileName, key: "parameters.\($0.name)")
      })
  }
}

/// Each text once, where it first stands.
private func unique(_ texts: [String]) -> [String] {
  var seen: Set<String> = []
  return texts.filter { seen.insert($0).inserted }
}
