import Expressions
import Ledger
import Testing

@Suite struct EvaluationTests {
  private let source: SourcePlan = {
    var source = SourcePlan(name: "s", title: "s", files: [])
    for (name, type) in [
      ("code", ValueType.code), ("day", .date), ("amount", .money), ("share", .rate),
    ] {
      source.columns.append(
        ColumnPlan(name: name, origin: .heading([name]), type: type, isRequired: false))
    }
    return source
  }()

  /// Three rows: full, all missing, full.
  private var frame: Frame {
    let columns: [Column?] = [
      .symbols(SymbolColumn(ids: [1, 0, 2], names: ["", "A.1", "B.2"])),
      .days([Day(iso: "2024-10-28")?.number ?? 0, Column.missingDay, 0]),
      .exact([100, Column.missingExact, -7]), .exact([465_400_000, Column.missingExact, 0]),
    ]
    var plan = Plan(name: "p", title: "p", currency: .vnd, language: .english)
    plan.sources = [source]
    return Frame(
      columns: columns, source: source, rowCount: 3, fileName: "f-2024-10-28.csv",
      fileDate: Day(iso: "2024-10-28"), sheet: "",
      references: References(
        plan: plan, tables: [Table(columns: columns, rowCount: 3)], for: []))
  }

  private func column(_ index: Int) -> Expression {
    Expression(.column(index), source.columns[index].type)
  }

  private func number(_ value: Int, _ type: ValueType = .money) -> Expression {
    Expression(.constant(.exact(Ratio(value))), type)
  }

  private func text(_ value: String) -> Expression { Expression(.constant(.text(value)), .text) }

  private func values(_ expression: Expression) throws -> [Value] {
    let vector = try evaluate(expression, over: frame)
    return (0..<3).map { vector.value($0) }
  }

  private func compare(_ operation: Expression.Comparison, _ a: Expression, _ b: Expression)
    -> Expression
  {
    Expression(.comparison(operation, a, b), .flag)
  }

  @Test func `a comparison with a missing value is unknown and does not fire`() throws {
    let condition = compare(.greater, column(2), number(0))
    #expect(try values(condition) == [.truth(true), .missing, .truth(false)])
    #expect(truths(of: condition, over: frame) == [true, false, false])
    let opposite = Expression(.not(condition), .flag)
    #expect(truths(of: opposite, over: frame) == [false, false, true])
  }

  @Test func `unknown follows three-valued logic`() throws {
    let unknown = compare(.equal, number(1), Expression(.constant(.missing), .money))
    let yes = compare(.equal, number(1), number(1))
    let no = compare(.equal, number(1), number(2))
    func and(_ a: Expression, _ b: Expression) -> Value? {
      try? values(Expression(.and(a, b), .flag))[0]
    }
    func or(_ a: Expression, _ b: Expression) -> Value? {
      try? values(Expression(.or(a, b), .flag))[0]
    }
    #expect(and(unknown, no) == .truth(false))
    #expect(and(unknown, yes) == .missing)
    #expect(or(unknown, yes) == .truth(true))
    #expect(or(unknown, no) == .missing)
    #expect(or(unknown, unknown) == .missing)
    let missing = Expression(.isMissing(column(0)), .flag)
    #expect(try values(missing) == [.truth(false), .truth(true), .truth(false)])
  }

  @Test func `arithmetic is exact, and division by zero is missing`() throws {
    let third = Expression(.arithmetic(.divide, column(2), number(3, .number)), .money)
    #expect(
      try values(third) == [.exact(Ratio(100, over: 3)), .missing, .exact(Ratio(-7, over: 3))])
    let byZero = Expression(.arithmetic(.divide, column(2), number(0)), .rate)
    #expect(try values(byZero) == [.missing, .missing, .missing])
    let share = Expression(.arithmetic(.multiply, column(2), column(3)), .money)
    #expect(try values(share)[0] == .exact(Ratio(4654, over: 100)))
  }

  @Test func `what does not fit 128 bits is thrown, never wrapped`() {
    let huge = Expression(.constant(.exact(Ratio(Int128.max))), .number)
    let sum = Expression(.arithmetic(.add, huge, huge), .number)
    #expect(throws: ArithmeticOverflow.self) { try evaluate(sum, over: frame) }
    #expect(
      truths(of: compare(.greater, sum, number(0, .number)), over: frame) == [false, false, false])
  }

  @Test func `functions of text run over names and keep missing missing`() throws {
    let part = Expression(.call(.part, [column(0), text("."), number(2, .integer)]), .text)
    #expect(try values(part) == [.text("1"), .missing, .text("2")])
    let starts = Expression(.call(.startsWith, [column(0), text("A")]), .flag)
    #expect(try values(starts) == [.truth(true), .missing, .truth(false)])
    let left = Expression(.call(.left, [column(0), number(1, .integer)]), .text)
    #expect(try values(left) == [.text("A"), .missing, .text("B")])
    let listed = Expression(.membership(column(0), [text("A.1"), text("C")]), .flag)
    #expect(try values(listed) == [.truth(true), .missing, .truth(false)])
  }

  @Test func `if takes the second value when it does not know, coalesce the first there is`() throws
  {
    let condition = compare(.greater, column(2), number(0))
    let choice = Expression(.call(.choose, [condition, number(1), number(2)]), .money)
    #expect(try values(choice) == [.exact(Ratio(1)), .exact(Ratio(2)), .exact(Ratio(2))])
    let first = Expression(.call(.coalesce, [column(2), number(0)]), .money)
    #expect(try values(first) == [.exact(Ratio(100)), .exact(Ratio(0)), .exact(Ratio(-7))])
  }

  @Test func `dates have parts, and files a date`() throws {
    #expect(
      try values(Expression(.call(.month, [column(1)]), .integer))
        == [.exact(Ratio(10)), .missing, .exact(Ratio(1))])
    let sameDay = compare(.equal, column(1), Expression(.fileDate, .date))
    #expect(truths(of: sameDay, over: frame) == [true, false, false])
  }
}
