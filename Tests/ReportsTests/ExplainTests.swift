import Ledger
import Testing

@testable import Reports

@Suite struct JSONReaderTests {
  @Test func `what is written is read again`() throws {
    let value = JSONValue.object([
      .init("text", .text("đồng \"x\" \\ \n\t\u{1} /")),
      .init("list", .list([.number("-12.50"), .truth(true), .truth(false), .null])),
      .init("empty", .object([])), .init("none", .list([])),
    ])
    #expect(JSONValue(bytes: value.bytes(isIndented: true)) == value)
    #expect(JSONValue(bytes: value.bytes(isIndented: false)) == value)
    #expect(value["list"]?.values.count == 4)
    #expect(value["text"]?.words?.hasPrefix("đồng") == true)
    #expect(value["other"] == nil)
  }

  @Test(arguments: [
    "", "{", "[1", "{\"a\"}", "{\"a\":}", "[1,]x", "\"open", "\"\\q\"", "\"\\u12\"", "tru", "1 2",
    "{1:2}",
    "\"\\ud800\"",
  ])
  func `what is no document is refused`(text: String) {
    #expect(JSONValue(bytes: Array(text.utf8)) == nil)
  }

  @Test func `depth is bounded`() {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    #expect(JSONValue(bytes: Array(deep.utf8)) == nil)
  }
}

@Suite struct QuestionTests {
  private let plan: Plan = {
    var plan = Plan(name: "p", title: "p", currency: .vnd, language: .english)
    plan.balances = [
      BalancePlan(
        name: "positions", title: "", dimensions: [], aggregates: [], measures: [], levels: [])
    ]
    return plan
  }()

  @Test func `keys, values, scopes and blanks are told apart`() {
    let key = Question(" unit=1 ;  project = 04 71", plan)
    #expect(key.key == "unit=1; project=04 71")
    #expect(key.values == ["1", "04 71"])
    #expect(Question("41/KH ĐV", plan).value == "41/KH ĐV")
    let scoped = Question("positions unit=1", plan)
    #expect(scoped.scope == "positions")
    #expect(scoped.key == "unit=1")
    #expect(Question("positions 1", plan).value == "1")
    #expect(Question("positions", plan).isWhole)
    #expect(Question("other unit=1", plan).scope == nil)
  }

  @Test func `a question fixes columns in any order, all of them or some`() {
    let question = Question("b=2; a=1", plan)
    #expect(question.fixed(["a", "b"], all: true)?.map(\.index) == [1, 0])
    #expect(question.fixed(["a", "b", "c"], all: true) == nil)
    #expect(question.fixed(["a", "b", "c"], all: false)?.map(\.value) == ["2", "1"])
    #expect(question.fixed(["a"], all: false) == nil)
    #expect(Question("x", plan).fixed(["a"], all: false) == nil)
  }
}

@Suite struct ExpressionWriterTests {
  @Test func `brackets stand where the rule language needs them`() {
    let plan = Plan(name: "p", title: "p", currency: .vnd, language: .english)
    let writer = ExpressionWriter(plan: plan, scope: .source(0))
    func number(_ value: Int) -> Expression {
      Expression(.constant(.exact(Ratio(value))), .integer)
    }
    func binary(_ operation: Expression.Arithmetic, _ a: Expression, _ b: Expression) -> Expression
    {
      Expression(.arithmetic(operation, a, b), .integer)
    }
    let sum = binary(.subtract, number(1), binary(.subtract, number(2), number(3)))
    #expect(writer.text(sum) == "1 - (2 - 3)")
    #expect(writer.text(binary(.multiply, sum, number(4000))) == "(1 - (2 - 3)) * 4_000")
    let less = Expression(.comparison(.less, number(1), sum), .flag)
    let missing = Expression(.isMissing(number(1)), .flag)
    let either = Expression(.or(less, missing), .flag)
    #expect(writer.text(either) == "1 < 1 - (2 - 3) or 1 is missing")
    #expect(
      writer.text(Expression(.not(Expression(.and(either, less), .flag)), .flag))
        == "not ((1 < 1 - (2 - 3) or 1 is missing) and 1 < 1 - (2 - 3))")
    #expect(writer.text(Expression(.call(.max, [number(1), number(2)]), .integer)) == "max(1, 2)")
  }
}
