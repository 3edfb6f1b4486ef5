import Ledger

@testable import Reports

/// A small reconciliation by hand: two sources, one match with every kind of finding, one balance.
enum Specimen {
  static func plan(language: Language = .vietnamese) -> Plan {
    var plan = Plan(name: "specimen", title: "Đối chiếu mẫu", currency: .vnd, language: language)
    plan.asOf = Day(year: 2024, month: 10, day: 28)
    plan.sources = [source("treasury", "Kho bạc"), source("agencies", "Đơn vị")]
    var match = MatchPlan(
      name: "vouchers", title: "Chứng từ", left: .init(source: 0), right: .init(source: 1),
      passes: [.init(conditions: [.init(left: 0, right: 0, test: .equal)])],
      comparisons: [
        .init(
          field: "amount", left: 1, right: 1, type: .money, test: .within(lower: -1, upper: 1),
          settledBy: []),
        .init(
          field: "date", left: 2, right: 2, type: .date, test: .within(lower: -3, upper: 3),
          settledBy: []),
      ],
      key: [.init(name: "voucher", left: 0, right: 0)],
      bridges: [.init(name: "amount", left: 1, right: 1)])
    match.pending = .init(left: 2, right: 2, days: 5)
    plan.matches = [match]
    plan.balances = [
      BalancePlan(
        name: "positions", title: "positions",
        dimensions: [
          .init(name: "unit", type: .code, columns: [:]),
          .init(name: "capital", type: .code, columns: [:]),
        ],
        aggregates: [],
        measures: [
          .init(name: "planned", type: .money, expression: Expression(.constant(.missing), .money)),
          .init(name: "rate", type: .rate, expression: Expression(.constant(.missing), .rate)),
        ],
        levels: [[1, 0], [1], []])
    ]
    plan.ruleFiles = [.init(path: "rules/specimen.yaml", bytes: Array("version: 1\n".utf8))]
    return plan
  }

  private static func source(_ name: String, _ title: String) -> SourcePlan {
    var source = SourcePlan(name: name, title: title, files: [FilePattern("\(name)/*.csv")])
    source.columns = [("voucher", ValueType.code), ("amount", .money), ("date", .date)].map {
      var column = ColumnPlan(name: $0, origin: .heading([$0]), type: $1, isRequired: true)
      column.isUsed = true
      return column
    }
    return source
  }

  /// Rows of (voucher, amount, day of October) in a file of their own.
  static func table(_ file: String, _ rows: [(String, Int64, Int)]) -> Table {
    var vouchers = TextColumn()
    for (voucher, _, _) in rows {
      vouchers.append(voucher.utf8.span)
    }
    var segment = Segment(file: file, entry: nil, firstRow: 0, rowCount: rows.count)
    segment.lines.append(row: 0, line: 2)
    return Table(
      columns: [
        .texts(vouchers), .exact(rows.map(\.1)),
        .days(rows.map { Day(year: 2024, month: 10, day: $0.2)?.number ?? Column.missingDay }),
      ], rowCount: rows.count, segments: [segment])
  }

  static func facts(language: Language = .vietnamese) -> RunFacts {
    var intake = Intake(tables: [
      table(
        "treasury/a.csv", [("V1", 100, 1), ("V2", 2_000_000, 2), ("V3", 30, 27), ("V4", 5, 3)]),
      table("agencies/b.csv", [("V1", 150, 9), ("V4", 5, 3), ("V4", 5, 3), ("=V5", 7, 4)]),
    ])
    intake.files = [
      input(0, "treasury/a.csv", money: 2_000_135), input(1, "agencies/b.csv", money: 167),
    ]
    var found = Reconciliation()
    var result = MatchResult(leftCount: 4, rightCount: 4)
    result.partnerOfLeft[0] = 0
    result.leftOutcomes = [.differs, .missing, .pending, .duplicate]
    result.rightOutcomes = [.differs, .duplicate, .duplicate, .missing]
    result.sets = [RowSet(left: [3], right: [1, 2])]
    result.bridges = [
      [
        .init(side: .left, category: "total", cause: nil, rows: 4, amount: 2_000_135),
        .init(side: .left, category: "missing-right", cause: .unknown, rows: 1, amount: -2_000_000),
        .init(side: .left, category: "pending", cause: .unknown, rows: 1, amount: -30),
        .init(side: .right, category: "missing-left", cause: .unknown, rows: 1, amount: 7),
        .init(side: .both, category: "differs", cause: .unknown, rows: 1, amount: 50),
        .init(side: .both, category: "duplicate", cause: .unknown, rows: 1, amount: 5),
        .init(side: .right, category: "total", cause: nil, rows: 4, amount: 167),
      ]
    ]
    found.matches = [result]
    found.balances = [balance]
    found.owners = ["", "Bà Lan"]
    found.findings = findings
    return RunFacts(
      plan: plan(language: language), intake: intake, reconciliation: found, input: "in")
  }

  private static var findings: [Finding] {
    var pending = Finding(
      severity: .error, kind: .missingRight, cause: .unknown,
      subject: .unmatched(match: 0, side: .left, row: 2))
    pending.isPending = true
    var missing = Finding(
      severity: .error, kind: .missingRight, cause: .unknown,
      subject: .unmatched(match: 0, side: .left, row: 1))
    missing.owner = 1
    return [
      pending,
      Finding(severity: .error, kind: .duplicate, cause: .unknown, subject: .set(match: 0, set: 0)),
      Finding(
        severity: .error, kind: .differs, cause: .unknown,
        subject: .pair(match: 0, comparison: 1, left: 0, right: 0)),
      Finding(
        severity: .error, kind: .differs, cause: .unknown,
        subject: .pair(match: 0, comparison: 0, left: 0, right: 0)),
      missing,
      Finding(
        severity: .error, kind: .missingLeft, cause: .unknown,
        subject: .unmatched(match: 0, side: .right, row: 3)),
    ]
  }

  private static var balance: BalanceResult {
    func money(_ amount: Int) -> Value { .exact(Ratio(amount)) }
    func rate(_ top: Int128, _ bottom: Int128) -> Value { .exact(Ratio(top, over: bottom)) }
    return BalanceResult(levels: [
      .init(
        dimensions: [0, 1], keys: [[.text("A"), .text("B")], [.text("SN"), .text("DTPT")]],
        measures: [[money(3_000_000_000), money(100)], [rate(1, 3), .missing]], rowCount: 2),
      .init(
        dimensions: [1], keys: [[.text("DTPT"), .text("SN")]],
        measures: [[money(100), money(3_000_000_000)], [.missing, rate(1, 3)]], rowCount: 2),
      .init(
        dimensions: [], keys: [], measures: [[money(3_000_000_100)], [rate(46_539, 100_000)]],
        rowCount: 1),
    ])
  }

  private static func input(_ source: Int, _ path: String, money: Int128) -> InputFile {
    var table = InputTable(
      entry: nil, encoding: "utf-8", encodingEvidence: "valid UTF-8", delimiter: ",", headerLine: 1)
    table.account.read = 6
    table.account.kept = 4
    table.account.rejected = 1
    table.account.outside = 1
    table.account.keptMoney = money
    return InputFile(
      source: source, path: path, byteCount: 10, sha256: String(repeating: "0", count: 64),
      tables: [table])
  }

  /// The text of a report.
  static func text(_ report: some CSVReport) -> String {
    String(decoding: bytes(of: report), as: UTF8.self)
  }
}
