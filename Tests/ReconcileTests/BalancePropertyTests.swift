import Expressions
import Ledger
import Seeding
import Testing

@testable import Reconcile

/// Balances over every storage of columns against sums in a dictionary.
@Suite struct BalancePropertyTests {
  /// A row as the naive side sees it.
  private struct Row {
    var source: Int
    var key: [String]
    var amount: Int64
  }

  private static let dimensionTypes: [ValueType] = [.code, .code, .date, .integer]

  private func tables(
    _ random: inout Seeded, spread: Int
  ) -> (tables: [Table], rows: [Row], sources: [SourcePlan]) {
    var (tables, rows, sources): ([Table], [Row], [SourcePlan]) = ([], [], [])
    for source in 0..<2 {
      let count = Int.random(in: 0...200, using: &random)
      // The sources intern the same codes in different orders.
      let names = [""] + (0..<spread).map { "U\($0)" }.shuffled(using: &random)
      var ids: [UInt32] = []
      var texts = TextColumn()
      var days: [Int32] = []
      var numbers: [Int64] = []
      var amounts: [Int64] = []
      for _ in 0..<count {
        let id = UInt32.random(in: 0...UInt32(spread), using: &random)
        let text = Bool.random(using: &random) ? "T\(Int.random(in: 0...3, using: &random))" : ""
        let day =
          Int.random(in: 0...4, using: &random) == 0
          ? Column.missingDay : Int32.random(in: -2...2, using: &random)
        let number = Int64.random(in: -1...1, using: &random)
        let isMissing = Int.random(in: 0...5, using: &random) == 0
        amounts.append(isMissing ? Column.missingExact : Int64.random(in: -50...50, using: &random))
        ids.append(id)
        texts.append(text.utf8.span)
        days.append(day)
        numbers.append(number)
        rows.append(
          Row(
            source: source,
            key: [names[Int(id)], text, day == Column.missingDay ? "" : "\(day)", "\(number)"],
            amount: amounts[amounts.count - 1]))
      }
      // One source holds the second dimension as symbols, the other as an arena.
      let second: Column =
        source == 0 ? .texts(texts) : .symbols(symbols(of: texts))
      tables.append(
        Table(
          columns: [
            .symbols(SymbolColumn(ids: ids, names: names)), second, .days(days), .exact(numbers),
            .exact(amounts),
          ], rowCount: count,
          segments: [Segment(file: "\(source).csv", entry: nil, firstRow: 0, rowCount: count)]))
      var plan = SourcePlan(name: "s\(source)", title: "", files: [])
      for type in Self.dimensionTypes + [.money] {
        plan.columns.append(
          ColumnPlan(name: "c", origin: .heading(["c"]), type: type, isRequired: false))
      }
      sources.append(plan)
    }
    return (tables, rows, sources)
  }

  private func symbols(of texts: TextColumn) -> SymbolColumn {
    var ids: [UInt32] = []
    var names = [""]
    for row in 0..<texts.count {
      let text = String(decoding: texts.bytes[texts.range(ofRow: row)], as: UTF8.self)
      let id = names.firstIndex(of: text) ?? names.count
      if id == names.count { names.append(text) }
      ids.append(UInt32(id))
    }
    return SymbolColumn(ids: ids, names: names)
  }

  /// For each source a sum, a count, a minimum, a maximum and a sum of what is positive.
  private var plan: BalancePlan {
    let amount = Expression(.column(4), .money)
    let isPositive = Expression(
      .comparison(.greater, amount, Expression(.constant(.exact(Ratio(0))), .money)), .flag)
    var aggregates: [Aggregate] = []
    for source in 0..<2 {
      aggregates += [
        Aggregate(.sum, source: source, column: 4, filter: nil, type: .money),
        Aggregate(.count, source: source, column: nil, filter: nil, type: .integer),
        Aggregate(.min, source: source, column: 4, filter: nil, type: .money),
        Aggregate(.max, source: source, column: 4, filter: nil, type: .money),
        Aggregate(.sum, source: source, column: 4, filter: isPositive, type: .money),
      ]
    }
    return BalancePlan(
      name: "b", title: "b",
      dimensions: Self.dimensionTypes.enumerated().map { index, type in
        .init(name: "d\(index)", type: type, columns: [0: index, 1: index])
      },
      aggregates: aggregates,
      measures: aggregates.indices.map { index in
        .init(
          name: "m\(index)", type: aggregates[index].type,
          expression: Expression(.aggregate(index), aggregates[index].type))
      }, levels: [])
  }

  private func shown(_ value: Value) -> String {
    switch value {
    case .missing: ""
    case .text(let text): text
    case .exact(let ratio): "\(ratio.numerator)"
    case .truth(let truth): "\(truth)"
    }
  }

  /// The order of keys by definition: missing first, numbers by size, texts by code point.
  private func precedes(_ a: [String], _ b: [String], _ dimensions: [Int]) -> Bool {
    for (index, dimension) in dimensions.enumerated() where a[index] != b[index] {
      if let x = Int(a[index]), let y = Int(b[index]), !Self.dimensionTypes[dimension].isText {
        return x < y
      }
      return a[index].utf8.lexicographicallyPrecedes(b[index].utf8)
    }
    return false
  }

  private func expected(_ rows: [Row]) -> [String] {
    (0..<2).flatMap { source in
      let own = rows.filter { $0.source == source }
      let amounts = own.map(\.amount).filter { $0 != Column.missingExact }
      return [
        "\(amounts.reduce(0, +))", "\(own.count)", amounts.min().map { "\($0)" } ?? "",
        amounts.max().map { "\($0)" } ?? "", "\(amounts.filter { $0 > 0 }.reduce(0, +))",
      ]
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `every level of random tables equals sums in a dictionary`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let (tables, rows, sources) = tables(&random, spread: seed % 2 == 0 ? 3 : 400)
    let whole = Plan(name: "p", title: "p", currency: .vnd, language: .english)
    let levels: Set<[Int]> = [[0, 1, 2, 3], [0, 2], [1], [2, 3], []]
    let worked = Balance(
      plan: plan, tables: tables, sources: sources,
      references: References(plan: whole, tables: tables, for: [])
    ).run(levels: levels)
    for dimensions in levels {
      let level = worked.result.level(dimensions)
      var groups = Dictionary(grouping: rows) { row in dimensions.map { row.key[$0] } }
      if dimensions.isEmpty, groups.isEmpty { groups[[]] = [] }
      let keys = groups.keys.sorted { precedes($0, $1, dimensions) }
      #expect(level.rowCount == keys.count, "seed \(seed), level \(dimensions)")
      guard level.rowCount == keys.count else { continue }
      for (row, key) in keys.enumerated() {
        #expect(level.keys.map { shown($0[row]) } == key, "seed \(seed), level \(dimensions)")
        #expect(
          level.measures.map { shown($0[row]) } == expected(groups[key] ?? []),
          "seed \(seed), level \(dimensions), key \(key)")
      }
    }
  }

  @Test func `dimensions that do not fit one 64-bit key are numbered in stages`() {
    // Five dimensions of 20,000 codes take 15 bits each.
    let count = 20_000
    let columns: [Column?] = (0..<5).map { dimension in
      .symbols(
        SymbolColumn(
          ids: (0..<count).map { UInt32(($0 * (dimension * 2 + 1)) % count) + 1 },
          names: [""] + (0..<count).map { padded($0, to: 5) }))
    }
    // Every row twice: each group has two rows.
    let doubled = columns.map { column -> Column? in
      guard case .symbols(var symbols) = column else { return nil }
      symbols.ids.append(Array(symbols.ids))
      return .symbols(symbols)
    }
    let plan = BalancePlan(
      name: "b", title: "b",
      dimensions: (0..<5).map { .init(name: "d\($0)", type: .code, columns: [0: $0]) },
      aggregates: [Aggregate(.count, source: 0, column: nil, filter: nil, type: .integer)],
      measures: [], levels: [])
    let keys = BalanceKeys(plan, tables: [Table(columns: doubled, rowCount: 2 * count)])
    #expect(keys.groupCount == count)
    #expect(keys.rowCounts.allSatisfy { $0 == 2 })
    for dimension in 0..<5 {
      let found = keys.groupIDs[dimension].map { keys.values[dimension][Int($0)] }
      let wanted = (0..<count).map {
        Value.text(padded(($0 * (dimension * 2 + 1)) % count, to: 5))
      }
      #expect(found == wanted)
    }
  }

  @Test func `different texts of one hash are different keys`() {
    let texts = TextColumn(ofOneHash: [1, 2, 1, 2, 3, 3])
    let names = [0, 1, 4].map(texts.text(ofRow:))
    var dimension = DimensionValues(.code)
    guard case .ids(let ids) = dimension.cells(of: .texts(texts)) else {
      Issue.record("an arena gives ids")
      return
    }
    #expect(ids == [1, 2, 1, 2, 3, 3])
    #expect(dimension.values == [.missing] + names.map(Value.text))
    let bytes = [0, 1, 4].map { Array(texts.bytes[texts.range(ofRow: $0)]) }
    let order = bytes.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(dimension.ranks == [0] + bytes.map { 1 + UInt32(order.firstIndex(of: $0) ?? 0) })
  }
}
