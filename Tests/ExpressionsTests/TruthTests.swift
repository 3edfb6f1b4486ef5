import Expressions
import Ledger
import Testing

/// The table of three-valued logic, written out.
@Suite struct TruthTests {
  private static let all: [Value] = [.truth(true), .truth(false), .missing]

  private func evaluated(_ node: Expression.Node) throws -> Value {
    var source = SourcePlan(name: "s", title: "s", files: [])
    source.columns = []
    let frame = Frame(
      table: Table(columns: [], rowCount: 1), source: source,
      references: References(
        plan: Plan(name: "p", title: "p", currency: .vnd, language: .english), tables: [], for: []))
    return try evaluate(Expression(node, .flag), over: frame).value(0)
  }

  private func constant(_ value: Value) -> Expression { Expression(.constant(value), .flag) }

  @Test(arguments: all, all)
  func `and is false as soon as one side is, or true as soon as one side is`(
    a: Value, b: Value
  ) throws {
    let sides = [a, b]
    let and: Value =
      sides.contains(.truth(false))
      ? .truth(false) : (sides.contains(.missing) ? .missing : .truth(true))
    let or: Value =
      sides.contains(.truth(true))
      ? .truth(true) : (sides.contains(.missing) ? .missing : .truth(false))
    #expect(try evaluated(.and(constant(a), constant(b))) == and)
    #expect(try evaluated(.or(constant(a), constant(b))) == or)
  }

  @Test(arguments: zip(all, [.truth(false), .truth(true), .missing] as [Value]))
  func `not turns what is known`(a: Value, wanted: Value) throws {
    #expect(try evaluated(.not(constant(a))) == wanted)
  }

  @Test(arguments: all)
  func `is missing is never unknown`(a: Value) throws {
    #expect(try evaluated(.isMissing(constant(a))) == .truth(a == .missing))
  }
}
