import Expressions
import Ledger
import Seeding
import Testing

/// The quick loops over stored cells against comparisons made one value at a time.
@Suite struct ComparisonTests {
  private static let types: [ValueType] = [.money, .date, .rate, .code, .code, .money]
  private static let operations: [Expression.Comparison] = [
    .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual,
  ]
  private let rowCount = 300

  /// Money, dates, rates, symbols, an arena and flags stored as money; one cell in five is missing.
  private func columns(_ random: inout Seeded) -> [Column?] {
    func whole(_ range: ClosedRange<Int64>, _ random: inout Seeded) -> [Int64] {
      (0..<rowCount).map { _ in
        Int.random(in: 0..<5, using: &random) == 0
          ? Column.missingExact : Int64.random(in: range, using: &random)
      }
    }
    let names = ["", "A", "AB", "B", "Đ", "ĐÂ"]
    let ids = (0..<rowCount).map { _ in UInt32.random(in: 0..<6, using: &random) }
    var texts = TextColumn()
    for _ in 0..<rowCount {
      texts.append((names.randomElement(using: &random) ?? "").utf8.span)
    }
    return [
      .exact(whole(-3...3, &random)),
      .days(
        whole(-3...3, &random).map { $0 == Column.missingExact ? Column.missingDay : Int32($0) }),
      .exact(whole(-3...3, &random).map { $0 == Column.missingExact ? $0 : $0 * 333_333_333 }),
      .symbols(SymbolColumn(ids: ids, names: names)), .texts(texts), .exact(whole(-3...3, &random)),
    ]
  }

  private func order(_ a: Value, _ b: Value) -> Int? {
    switch (a, b) {
    case (.exact(let x), .exact(let y)): x < y ? -1 : (x == y ? 0 : 1)
    case (.text(let x), .text(let y)):
      x == y ? 0 : (x.utf8.lexicographicallyPrecedes(y.utf8) ? -1 : 1)
    default: nil
    }
  }

  private func expected(_ operation: Expression.Comparison, _ a: Value, _ b: Value) -> Value {
    guard let order = order(a, b) else { return .missing }
    let holds =
      switch operation {
      case .equal: order == 0
      case .unequal: order != 0
      case .less: order < 0
      case .lessOrEqual: order <= 0
      case .greater: order > 0
      case .greaterOrEqual: order >= 0
      }
    return .truth(holds)
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `every operator agrees with its definition, on either side and for some rows`(
    seed: UInt64
  ) throws {
    var random = Seeded(seed: seed)
    var source = SourcePlan(name: "s", title: "s", files: [])
    for type in Self.types {
      source.columns.append(
        ColumnPlan(name: "c", origin: .heading(["c"]), type: type, isRequired: false))
    }
    let table = Table(columns: columns(&random), rowCount: rowCount)
    let references = References(
      plan: Plan(name: "p", title: "p", currency: .vnd, language: .english), tables: [], for: [])
    let rows = (0..<40).map { _ in Int.random(in: 0..<rowCount, using: &random) }
    let all = Frame(table: table, source: source, references: references)
    let some = Frame(table: table, source: source, rows: rows, references: references)
    let constants: [Value] = [
      .exact(Ratio(Int.random(in: -4...4, using: &random))),
      .exact(Ratio(Int128(Int.random(in: -9...9, using: &random)), over: 7)),
      .exact(Ratio(Int128.max)), .exact(Ratio(-Int128.max)), .missing,
    ]
    for (index, type) in Self.types.enumerated() {
      let leaf = Expression(.column(index), type)
      let cells = (0..<rowCount).map {
        table.columns[index]?.value(ofRow: $0, type: type) ?? .missing
      }
      for constant in type.isText ? [.text("AB"), .text("Đ"), .missing] : constants {
        let other = Expression(.constant(constant), type)
        for operation in Self.operations {
          let place: Comment = "seed \(seed), column \(index), \(operation.rawValue) \(constant)"
          let wanted = cells.map { expected(operation, $0, constant) }
          let direct = Expression(.comparison(operation, leaf, other), .flag)
          #expect(values(of: direct, over: all).values == wanted, place)
          #expect(values(of: direct, over: some).values == rows.map { wanted[$0] }, place)
          let mirrored = Expression(.comparison(operation, other, leaf), .flag)
          let turned = cells.map { expected(operation, constant, $0) }
          #expect(values(of: mirrored, over: all).values == turned, place)
        }
      }
    }
    // Column against column.
    let (a, b) = (Expression(.column(0), .money), Expression(.column(5), .money))
    for operation in Self.operations {
      let wanted = (0..<rowCount).map { row in
        expected(
          operation, table.columns[0]?.value(ofRow: row, type: .money) ?? .missing,
          table.columns[5]?.value(ofRow: row, type: .money) ?? .missing)
      }
      let found = values(of: Expression(.comparison(operation, a, b), .flag), over: all).values
      #expect(found == wanted, "seed \(seed)")
    }
  }
}
