import Ledger
import Testing

@testable import Reports

@Suite struct ProgressTests {
  /// Four units at two days, planned and done in each of two kinds, in groups of two.
  private func tables() throws -> ProgressTables {
    var facts = Specimen.facts(language: .english)
    facts.plan.balances = ["positions", "before"].map { name in
      var plan = facts.plan.balances[0]
      plan.name = name
      plan.measures = [("planned", ValueType.money), ("done", .money), ("rate", .rate)].map {
        .init(name: $0, type: $1, expression: Expression(.constant(.missing), $1))
      }
      plan.levels = [[0], [1], []]
      return plan
    }
    facts.reconciliation.balances = [
      balance([("A", 100, 60), ("B", 100, 90), ("C", 100, 0), ("D", 200, 50)]),
      balance([("A", 100, 40), ("B", 100, 10), ("C", 100, 0), ("D", 100, 0)]),
    ]
    var progress = ReportPlan.Progress(balance: 0, rate: 2, done: 1, planned: 0, ranked: 0)
    progress.kind = 1
    progress.groups = .written(["A": "first", "C": "first", "B": "second", "D": "second"])
    progress.groupOrder = ["first"]
    progress.owners = .written(["C": "Bà Lan"])
    let since = try #require(Day(year: 2024, month: 8, day: 20))
    progress.earlier = .init(balance: 1, rate: 2, done: 1, planned: 0, since: since)
    facts.plan.report.progress = progress
    let list = FindingList(facts)
    return try #require(
      MeetingReport(list, OwnerTally(list), account: rowAccount(facts)).progressTables)
  }

  private func balance(_ units: [(String, Int, Int)]) -> BalanceResult {
    func level(_ dimensions: [Int], _ rows: [([String], Int, Int)]) -> BalanceResult.Level {
      .init(
        dimensions: dimensions,
        keys: dimensions.indices.map { index in ValueColumn(rows.map { .text($0.0[index]) }) },
        measures: [
          ValueColumn(rows.map { .exact(Ratio($0.1)) }),
          ValueColumn(rows.map { .exact(Ratio($0.2)) }),
          ValueColumn(rows.map { .exact(Ratio(Int128($0.2), over: Int128($0.1))) }),
        ], rowCount: rows.count)
    }
    let planned = units.reduce(0) { $0 + $1.1 }
    let done = units.reduce(0) { $0 + $1.2 }
    return BalanceResult(levels: [
      level([0, 1], units.map { ([$0.0, "SN"], $0.1, $0.2) }),
      level([0], units.map { ([$0.0], $0.1, $0.2) }), level([1], [(["SN"], planned, done)]),
      level([], [([], planned, done)]),
    ])
  }

  private func words(_ row: ReportTable.Row) -> [String] {
    row.values.map { if case .text(let text) = $0 { text } else { "" } }.filter { !$0.isEmpty }
  }

  @Test("Groups whose order is stated come first, whatever their rates")
  func groups() throws {
    let ranking = try tables().rankings.ranking
    #expect(
      ranking.rows.map { words($0)[0] } == [
        "Total", "first", "A", "C", "second", "B", "D",
      ])
  }

  @Test("Every figure of the ranking that is not worked out names the row of a file that has it")
  func origins() throws {
    let ranking = try #require(try tables().rankings.byKind)
    func origins(_ row: Int) -> [String] {
      ranking.columns.indices.compactMap { column in
        ranking.origin(of: column, in: ranking.rows[row]).map {
          "\(ranking.columns[column].csv ?? "") \($0.file) \($0.key)"
        }
      }
    }
    #expect(origins(0)[2] == "rate positions-capital.csv capital=SN")
    #expect(origins(0).last == "rate positions-total.csv ")
    #expect(
      origins(1) == [
        "planned groups-positions.csv group=first; capital=SN",
        "done groups-positions.csv group=first; capital=SN",
        "rate groups-positions.csv group=first; capital=SN",
        "planned groups-positions.csv group=first; capital=",
        "done groups-positions.csv group=first; capital=",
        "rate groups-positions.csv group=first; capital=",
      ])
    #expect(origins(2).first == "planned positions.csv unit=A; capital=SN")
  }

  @Test("The sums of the groups stand in a file")
  func groupFile() throws {
    let tables = try tables()
    let report = try #require(GroupTable(tables.figures, Specimen.facts()))
    #expect(
      Specimen.text(report)
        == """
        \u{FEFF}group,capital,planned,done,rate\r
        first,,200,60,0.300000\r
        first,SN,200,60,0.300000\r
        second,,300,140,0.466667\r
        second,SN,300,140,0.466667\r

        """)
  }

  @Test("Who has not started stands beside who answers, and a name that nobody gave stays blank")
  func atZero() throws {
    let table = try tables().atZero
    #expect(table.rows.map(words) == [["C", "Bà Lan"]])
  }

  @Test("Since the earlier day: who crossed the average, who has started, who has not")
  func changes() throws {
    // Averages: 50 / 400 then, 200 / 500 now.
    let tables = try tables()
    let changes = try #require(tables.changes)
    #expect(
      changes.rows.dropFirst(2).map { words($0).joined(separator: ": ") } == [
        "B: rose above average", "A", "D: has started", "C: still not started",
      ])
    let unit = try #require(changes.rows.first { words($0).first == "D" })
    #expect(unit.values[7] == .exact(Ratio(100)) && unit.values[8] == .exact(Ratio(50)))
    #expect(changes.origin(of: 1, in: unit) == .init(file: "before-unit.csv", key: "unit=D"))
    #expect(
      tables.movements
        == ("Since 2024-08-20: rose above the overall average: B; fell below it: nobody; "
          + "still not started: C."))
  }

  @Test("The sheet has everyone and no sums, which follow the filter from above")
  func sheet() throws {
    let (table, total) = try tables().rankings.sheet
    #expect(table.rows.count == 4 && table.rows.allSatisfy { $0.style == .plain })
    #expect(words(table.rows[0]).prefix(2) == ["B", "second"])
    #expect(total.values.contains(.exact(Ratio(500))) && total.values.contains(.exact(Ratio(200))))
  }
}
