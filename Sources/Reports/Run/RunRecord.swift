import Digest
import Ledger

/// run.json: what was read by which rules, what was guessed, what came out.
struct RunRecord {
  static let fileName = "run.json"
  /// How every run.json begins, by which a later run knows that the folder may be replaced.
  static let mark = "{\n  \"format\": \"\(format)\","
  static let format = "doichieu/1"

  private let facts: RunFacts
  private let findings: FindingList
  private let outputs: [(path: String, sha256: SHA256Value)]

  init(
    _ facts: RunFacts, _ findings: FindingList, outputs: [(path: String, sha256: SHA256Value)]
  ) {
    self.facts = facts
    self.findings = findings
    self.outputs = outputs.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  var bytes: [UInt8] {
    JSONValue.object([
      .init("format", .text(RunRecord.format)),
      .init("rules", rules),
      .init("parameters", .object(facts.plan.parameters.map { .init($0.name, value(of: $0)) })),
      .init(
        "limits",
        .object(facts.plan.limits.settings.map { .init($0.limit.rawValue, .count($0.value)) })),
      .init("only", .list(facts.only.map { .text($0) })),
      .init("language", .text(facts.plan.language.rawValue)),
      .init("input", .text(facts.input)),
      .init("inputs", .list(facts.intake.files.map(input))),
      .init("others", .list(facts.intake.others.map(other))),
      .init("outputs", .list(outputs.map(output))),
      .init("verdict", .text(facts.intake.isIncomplete ? "incomplete" : "complete")),
      .init("because", .list(facts.incompleteBecause.map { .text($0) })),
      .init("counts", counts),
      .init("tolerated", .list(facts.plan.matches.indices.flatMap(tolerated))),
    ]).bytes(isIndented: true)
  }

  private var rules: JSONValue {
    let copies = RuleCopies(facts.plan.ruleFiles).files
    let digests = copies.map { JSONValue.text(hexadecimal(sha256(of: $0.bytes.span))) }
    let files = zip(copies, digests).map {
      JSONValue.object([.init("path", .text($0.path)), .init("sha256", $1)])
    }
    return .object([
      .init("name", .text(facts.plan.name)), .init("sha256", digests.first ?? .null),
      .init("files", .list(files)),
    ])
  }

  private func value(of parameter: Plan.Parameter) -> JSONValue {
    let form = PlainForm(facts.plan.currency)
    switch parameter.value {
    case .missing: return .null
    case .exact(let ratio) where parameter.type == .rate:
      var text: [UInt8] = []
      DecimalDigits(ratio, decimals: ValueType.rate.storedDecimals).trimmed.append(
        to: &text, decimalMark: UInt8(ascii: "."))
      return .number(String(decoding: text, as: UTF8.self))
    case .exact where parameter.type != .date:
      return .number(form.text(parameter.value, type: parameter.type))
    case .truth, .text, .exact:
      return .text(form.text(parameter.value, type: parameter.type))
    }
  }

  private func input(_ file: InputFile) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("source", .text(facts.plan.sources[file.source].name)),
      .init("path", .text(file.path)),
      .init("size", .count(file.byteCount)),
      .init("sha256", .text(file.sha256)),
      .init("rows", .count(file.tables.reduce(0) { $0 + $1.account.dataRows })),
    ]
    // What all tables of an archive share is said once for the file.
    let tables = file.tables.map { [JSONValue.Member]([encoding($0), evidence($0), dialect($0)]) }
    if let first = tables.first, tables.allSatisfy({ $0 == first }) {
      members += first
    } else {
      members += [.init("encoding", .null), .init("evidence", .null), .init("dialect", .null)]
    }
    if file.tables.contains(where: { $0.entry != nil }) {
      members.append(.init("entries", .list(file.tables.map(entry))))
    }
    if !file.skipped.isEmpty {
      members.append(.init("skipped", .list(file.skipped.map(skipped))))
    }
    return .object(members)
  }

  private func entry(_ table: InputTable) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("entry", .text(table.entry ?? "")), .init("rows", .count(table.account.dataRows)),
      encoding(table), evidence(table), dialect(table),
    ]
    if let sheet = table.sheet {
      members += [
        .init("hidden", .truth(sheet.isHidden)),
        .init("hidden_rows", .count(sheet.hiddenRowCount)),
        .init("hidden_columns", .count(sheet.hiddenColumnCount)),
      ]
    }
    return .object(members)
  }

  private func skipped(_ entry: SkippedEntry) -> JSONValue {
    .object([
      .init("entry", .text(entry.name)), .init("because", .text(entry.reason.rawValue)),
    ])
  }

  private func encoding(_ table: InputTable) -> JSONValue.Member {
    .init("encoding", .text(table.encoding))
  }

  private func evidence(_ table: InputTable) -> JSONValue.Member {
    .init("evidence", .text(table.encodingEvidence))
  }

  private func dialect(_ table: InputTable) -> JSONValue.Member {
    let numbers = table.numbers.map {
      JSONValue.Member($0.column, .text($0.format.rawValue))
    }
    let dates = table.dates.map { JSONValue.Member($0.column, .text($0.format.rawValue)) }
    var members: [JSONValue.Member] = []
    if let sheet = table.sheet {
      members.append(.init("date_system", .text(sheet.dates.rawValue)))
    } else if let delimiter = table.delimiter {
      members.append(.init("delimiter", .text(String(delimiter))))
    }
    members += [
      .init("header", .count(table.headerLine)),
      .init("numbers", .object(numbers)), .init("dates", .object(dates)),
    ]
    if !table.moneyUnits.isEmpty {
      let units = table.moneyUnits.map { ($0.column, powerOfTen($0.exponent)) }
      members.append(
        .init("units", .object(units.map { .init($0, .number(String($1))) })))
    }
    return .init("dialect", .object(members))
  }

  private func other(_ file: OtherFile) -> JSONValue {
    .object([
      .init("path", .text(file.path)), .init("because", .text(file.role.rawValue)),
      .init("sha256", file.sha256.isEmpty ? .null : .text(file.sha256)),
    ])
  }

  private func output(_ file: (path: String, sha256: SHA256Value)) -> JSONValue {
    .object([
      .init("path", .text(file.path)), .init("sha256", .text(hexadecimal(file.sha256))),
    ])
  }

  private var counts: JSONValue {
    let tally = findings.tally
    return .object([
      .init("error", .count(tally.count(.error))), .init("warning", .count(tally.count(.warning))),
      .init("info", .count(tally.count(.info))), .init("pending", .count(tally.count(.pending))),
      .init("accepted", .count(tally.count(.accepted))),
      .init("findings", .list(tally.lines.map(count))), .init("rows", rows),
    ])
  }

  /// What the tolerances of a match let pass, column by column.
  private func tolerated(byMatch index: Int) -> [JSONValue] {
    let match = facts.plan.matches[index]
    let form = PlainForm(facts.plan.currency)
    func money(_ amount: Int128) -> JSONValue {
      .number(form.text(.exact(Ratio(amount)), type: .money))
    }
    return zip(match.bridges, facts.reconciliation.matches[index].tolerated).map { column, sum in
      .object([
        .init("match", .text(match.name)), .init("column", .text(column.name)),
        .init("amount", money(sum)),
        .init("limit", match.toleranceLimit.map { money(Int128($0)) } ?? .null),
      ])
    }
  }

  private func count(_ line: FindingTally.Line) -> JSONValue {
    .object([
      .init("severity", .text(line.severity.rawValue)), .init("check", .text(line.check)),
      .init("kind", .text(line.kind.rawValue)),
      .init("status", .text(line.standing.rawValue)), .init("count", .count(line.count)),
    ])
  }

  private var rows: JSONValue {
    let account = facts.intake.account
    return .object([
      .init("read", .count(account.read)), .init("kept", .count(account.kept)),
      .init("rejected", .count(account.rejected)), .init("filtered", .count(account.filtered)),
      .init("total", .count(account.total)), .init("outside", .count(account.outside)),
    ])
  }
}
