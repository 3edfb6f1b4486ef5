import Ledger
import Seeding
import Testing

@testable import Reconcile

/// What must hold of a match on any books; the seed of a failing book is printed.
@Suite struct MatchPropertyTests {
  private struct Row {
    var voucher: String
    var day: Int
    var unit: String
    var amount: Int

    var line: String {
      "\(voucher),\(day < 10 ? "0" : "")\(day)/06/2024,\(unit),\(amount)"
    }
    static let header = "voucher,date,unit,amount"
  }

  /// Two books that agree mostly: repeats, missing rows, shifted dates, changed amounts and numbers.
  private func books(_ random: inout Seeded) -> (left: [Row], right: [Row]) {
    var left: [Row] = []
    var right: [Row] = []
    for number in 0..<Int.random(in: 20...120, using: &random) {
      let row = Row(
        voucher: Int.random(in: 0..<12, using: &random) == 0 ? "" : "V\(number)",
        day: Int.random(in: 1...28, using: &random),
        unit: "U\(Int.random(in: 1...3, using: &random))",
        amount: Bool.random(using: &random)
          ? Int.random(in: 1...6, using: &random) * 1000
          : Int.random(in: 10_000...999_999, using: &random))
      var other = row
      switch Int.random(in: 0..<22, using: &random) {
      case 0: left.append(row)
      case 1: right.append(row)
      case 2:
        other.amount += Int.random(in: -9...9, using: &random); left.append(row);
        right.append(other)
      case 3:
        other.day = min(28, row.day + Int.random(in: 0...5, using: &random)); left.append(row);
        right.append(other)
      case 4: other.voucher = "X\(number)"; left.append(row); right.append(other)
      case 5: left += [row, row]; right.append(other)
      case 6: left += [row, row]; right += [other, other]
      case 7: left.append(row); right += parts(of: row, &random)
      case 8: left += parts(of: row, &random); right.append(row)
      case 9: other.amount = -row.amount; left.append(row); right.append(other)
      case 10: other.amount = -row.amount; left += [row, other]
      case 11: other.unit = "U4"; left.append(row); right.append(other)
      case 12: other.voucher = "\(row.voucher)0"; left.append(row); right.append(other)
      default: left.append(row); right.append(other)
      }
    }
    return (left, right.shuffled(using: &random))
  }

  /// A row in two to four parts of other numbers, some days later.
  private func parts(of row: Row, _ random: inout Seeded) -> [Row] {
    var rest = row.amount
    var parts: [Row] = []
    for number in 0..<Int.random(in: 1...3, using: &random) {
      var part = row
      part.voucher = "\(row.voucher)P\(number)"
      part.amount = rest / Int.random(in: 2...4, using: &random)
      part.day = min(28, row.day + Int.random(in: 0...3, using: &random))
      rest -= part.amount
      parts.append(part)
    }
    var last = row
    last.voucher = "\(row.voucher)P"
    last.amount = rest
    return parts + [last]
  }

  /// With `computed`, source two works its voucher out from another column.
  private func rules(
    _ left: String, _ right: String, tolerance: Int = 5, repeats: UInt64 = 0,
    computed: Bool = false
  ) -> String {
    let columns = """
      date:    {header: date, type: date}
            unit:    {header: unit, type: code, map: units}
            amount:  {header: amount, type: money}
      """
    let voucher = "voucher: {header: voucher, type: code}"
    let computedVoucher = """
      written: {header: voucher, type: code}
            voucher: {value: written, type: code}
      """
    return """
      version: 1
      name: books
      parameters:
        as_of: {type: date, default: 2024-06-28}
      maps:
        units: {U1: [One], U2: [Two], U3: [Three], U4: [Four]}
      sources:
        one:
          files: "one*.csv"
          columns:
            \(voucher)
            \(columns)
        two:
          files: "two*.csv"
          columns:
            \(computed ? computedVoucher : voucher)
            \(columns)
      matches:
        books:
          left: \(left)
          right: \(right)
          repeats: \(repeats % 2 == 0 ? "refuse" : "pair")
          by: [unit]
          passes:
            - on: [voucher]
            - on: [unit, amount within 3, date within 2 days]
            - on: [unit, date within 4 days]
              subset: amount
              at_most: 4
            - on: [unit, date]
              total: amount
          compare:
            amount: within \(tolerance)
            date: within 1 days
            unit: equal
          pending: 3 days
      """
  }

  private func csv(_ rows: some Sequence<Row>) -> String {
    ([Row.header] + rows.map(\.line)).joined(separator: "\n") + "\n"
  }

  /// What a finding says when the sides are exchanged.
  private func mirror(_ text: String) -> String {
    let words = [
      "missingLeft": "missingRight", "missingRight": "missingLeft", "split": "merged",
      "merged": "split",
    ]
    let because = text.components(between: " because ")
    let head = because[0].components(between: ": ")
    let kind = head[0].components(between: " ").map { words[$0] ?? $0 }.joined(separator: " ")
    let sides = head[1].components(between: " | ")
    let rows = sides.count == 2 ? sides[1] + " | " + sides[0] : sides[0]
    return "\(kind): \(rows) because \(words[because[1]] ?? because[1])"
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `swapping the sides mirrors every finding`(seed: UInt64) async throws {
    var random = Seeded(seed: seed)
    let (left, right) = books(&random)
    let files = ["one.csv": csv(left), "two.csv": csv(right)]
    let straight = try await Workbench(rules("one", "two", repeats: seed), files: files)
    let swapped = try await Workbench(rules("two", "one", repeats: seed), files: files)
    let mirrored = swapped.matchFindings(withCauses: true).map(mirror).sorted()
    #expect(mirrored == straight.matchFindings(withCauses: true), "seed \(seed)")
    let there = straight.found.matches[0].bridges[0].map(\.amount)
    let back = swapped.found.matches[0].bridges[0].map(\.amount)
    #expect(there.first == back.last)
    let way = there.dropFirst().dropLast().reduce(0, +)
    let wayBack = back.dropFirst().dropLast().reduce(0, +)
    #expect(way == -wayBack)
  }

  /// Findings with their causes, apart from what the order of rows decides: of unmatched rows equal in
  /// unit, date and amount the later one is the duplicate posting, and the earlier one has the partner.
  private func withoutOrder(_ bench: Workbench) -> [String] {
    bench.matchFindings(withCauses: true).map { finding in
      guard finding.hasPrefix("missing") else { return finding }
      let parts = finding.components(between: ": ")
      let row = parts[1].components(between: " because ")
      let cause = row[1] == "duplicate-posting" ? "unknown" : row[1]
      return "\(parts[0]): \(row[0].drop { $0 != "," }) because \(cause)"
    }.sorted()
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `order of rows, splitting of files and workers change no finding`(seed: UInt64) async throws
  {
    var random = Seeded(seed: 100 + seed)
    let (left, right) = books(&random)
    let plain = try await Workbench(
      rules("one", "two", repeats: seed), files: ["one.csv": csv(left), "two.csv": csv(right)])
    let mixed = left.shuffled(using: &random)
    let cut = Int.random(in: 0...mixed.count, using: &random)
    let split = try await Workbench(
      rules("one", "two", repeats: seed),
      files: [
        "one-a.csv": csv(mixed[..<cut]), "one-b.csv": csv(mixed[cut...]),
        "two.csv": csv(right.shuffled(using: &random)),
      ], jobs: 3)
    #expect(plain.matchFindings() == split.matchFindings(), "seed \(seed)")
    #expect(withoutOrder(plain) == withoutOrder(split), "seed \(seed)")
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `a key that one side computes meets the key that the other one reads`(
    seed: UInt64
  ) async throws {
    var random = Seeded(seed: 500 + seed)
    let (left, right) = books(&random)
    let files = ["one.csv": csv(left), "two.csv": csv(right)]
    for (one, two) in [("one", "two"), ("two", "one")] {
      let read = try await Workbench(rules(one, two, repeats: seed), files: files)
      let computed = try await Workbench(
        rules(one, two, repeats: seed, computed: true), files: files)
      let (wanted, found) = (read.found.matches[0], computed.found.matches[0])
      #expect(wanted.partnerOfLeft.contains { $0 >= 0 })
      #expect(found.partnerOfLeft == wanted.partnerOfLeft, "seed \(seed)")
      #expect(found.leftOutcomes == wanted.leftOutcomes, "seed \(seed)")
      #expect(found.rightOutcomes == wanted.rightOutcomes, "seed \(seed)")
      #expect(
        computed.found.findings.map(\.kind) == read.found.findings.map(\.kind), "seed \(seed)")
      #expect(
        computed.found.findings.map(\.cause) == read.found.findings.map(\.cause), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `a wider tolerance never adds an amount finding`(seed: UInt64) async throws {
    var random = Seeded(seed: 200 + seed)
    let (left, right) = books(&random)
    let files = ["one.csv": csv(left), "two.csv": csv(right)]
    var last = Int.max
    for tolerance in [0, 1, 4, 5, 9] {
      let bench = try await Workbench(
        rules("one", "two", tolerance: tolerance, repeats: seed), files: files)
      let count = bench.matchFindings().count { $0.hasPrefix("differs amount") }
      #expect(count <= last, "seed \(seed), tolerance \(tolerance)")
      last = count
    }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `every row has one outcome and the bridge closes`(seed: UInt64) async throws {
    var random = Seeded(seed: 300 + seed)
    let (left, right) = books(&random)
    let bench = try await Workbench(
      rules("one", "two", repeats: seed), files: ["one.csv": csv(left), "two.csv": csv(right)])
    let result = bench.found.matches[0]
    #expect(result.leftOutcomes.count == left.count)
    #expect(result.rightOutcomes.count == right.count)
    let lines = result.bridges[0]
    #expect(lines.first?.amount == Int128(left.reduce(0) { $0 + $1.amount }))
    #expect(lines.last?.amount == Int128(right.reduce(0) { $0 + $1.amount }))
    #expect(lines.dropLast().reduce(0) { $0 + $1.amount } == lines.last?.amount)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `traces say of every row what the match made of it`(seed: UInt64) async throws {
    var random = Seeded(seed: 400 + seed)
    let (left, right) = books(&random)
    let bench = try await Workbench(
      rules("one", "two", repeats: seed), files: ["one.csv": csv(left), "two.csv": csv(right)])
    let result = bench.found.matches[0]
    let tracer = MatchTracer(match: 0, of: bench.plan, bench.intake, bench.found, jobs: 1)
    for (side, outcomes) in [
      (MatchSide.left, result.leftOutcomes), (.right, result.rightOutcomes),
    ] {
      let others = side == .left ? result.rightOutcomes : result.leftOutcomes
      for (row, outcome) in outcomes.enumerated() {
        let passes = await tracer.trace(side, row).passes
        let isPaired =
          if case .paired(let rows) = passes.last?.result {
            (side == .left ? rows.left : rows.right).contains(row)
          } else {
            false
          }
        #expect(
          isPaired == (outcome == .matched || outcome == .differs), "seed \(seed), row \(row)")
        // A row that nothing took had nobody who was free to the end; else both were ambiguous.
        guard outcome == .missing || outcome == .pending else { continue }
        for pass in passes where pass.sums == nil && pass.result != .unequal {
          let free = pass.candidates.filter { candidate in
            candidate.failed == nil
              && (others[candidate.row] == .missing || others[candidate.row] == .pending)
          }
          #expect(free.isEmpty, "seed \(seed), row \(row)")
        }
      }
    }
  }
}

extension String {
  /// The parts between a separator of several characters.
  fileprivate func components(between separator: String) -> [String] {
    self.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
