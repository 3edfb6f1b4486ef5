import Ledger

/// One reading of a table, as its chunks come in.
struct Attempt {
  let layout: Layout
  let head: Head
  let place: RowPlace
  /// As the front shows it, and after the reading as all of the file does.
  var encoding: DecidedEncoding
  var hasStrayQuote = false
  var byteCountExpected: Int?
  /// What the sheet turned out to have besides its rows; nil for text.
  var sheet: SheetRecord?
  private(set) var numbers: [NumberEvidence]
  private(set) var dates: [DateEvidence]
  private(set) var account = TableAccount()
  private var coverage = Coverage()
  private var rejects: [ChunkReject] = []
  private var totals = TotalCheck()
  /// Line of the first footer row, from 1.
  private var footerLine: Int?
  /// Lines before the next chunk.
  private var lineCount: Int

  init(layout: Layout, head: Head, place: RowPlace, encoding: DecidedEncoding) {
    self.layout = layout
    self.head = head
    self.place = place
    self.encoding = encoding
    numbers = Array(repeating: NumberEvidence(), count: layout.columns.count)
    dates = Array(repeating: DateEvidence(), count: layout.columns.count)
    account.read = head.recordCount
    account.outside = head.recordCount
    lineCount = head.lineCount
  }

  /// Adds the next chunk in file order.
  mutating func add(
    _ chunk: ShapedChunk, worker: Int, to builder: inout TableBuilder
  ) throws(Unreadable) {
    guard builder.rowCount + chunk.rowCount < Int(Int32.max) else {
      throw .tooLarge("\(Int32.max) rows")
    }
    guard builder.hasRoom(for: chunk) else { throw .tooLarge("4 GiB of text in one column") }
    if account.read == head.recordCount, let byteCountExpected, chunk.consumed > 0 {
      builder.reserve(byteCountExpected / chunk.consumed + 1, chunksLike: chunk)
    }
    builder.append(chunk, worker: worker, line: lineCount)
    account.add(chunk.account)
    coverage.add(chunk.coverage)
    for index in numbers.indices {
      numbers[index].add(chunk.numbers[index])
      dates[index].add(chunk.dates[index])
    }
    footerLine = footerLine ?? chunk.footerLine.map { $0 + lineCount + 1 }
    for var reject in chunk.rejects {
      reject.line += lineCount + 1
      if let footerLine, reject.line > footerLine, reject.isWords {
        // Names below their offices.
        account.rejected -= 1
        account.outside += 1
      } else {
        rejects.append(reject)
      }
    }
    totals.add(chunk, line: lineCount)
    lineCount += chunk.lineCount
    hasStrayQuote = hasStrayQuote || chunk.hasStrayQuote
  }

  /// Whether the cells were read in the formats that they turned out to have.
  func fits(
    _ decided: [Int: DecidedFormat], readAs formats: [Int: DecidedFormat], plan: ReadingPlan
  )
    -> Bool
  {
    let again = plan.layout(
      head, bound: layout.columns.map { ($0.column, $0.field) }, formats: decided)
    return zip(layout.columns, again.columns).allSatisfy { $0.reading.isSame(as: $1.reading) }
  }

  /// Rows that read well and are subtotals.
  func parents(_ source: SourcePlan) -> [TotalCheck.ChunkLine] {
    totals.parents(amounts: source.countsParts ? [] : amounts(source))
  }

  /// What the marks and the sums of the table say about rows that read well and may count twice.
  func parts(_ source: SourcePlan) -> PartDecision {
    PartDecision(totals, amounts: amounts(source))
  }

  /// Columns of money, or where there are none of other figures that totals print.
  private func amounts(_ source: SourcePlan) -> [Int] {
    func amounts(_ fits: (ValueType) -> Bool) -> [Int] {
      layout.columns.indices.filter {
        layout.columns[$0].isSummed && fits(source.columns[layout.columns[$0].column].type)
      }
    }
    let money = amounts { $0 == .money }
    return money.isEmpty ? amounts { _ in true } : money
  }

  /// Columns of the plan whose printed totals were right in these formats; none where a rejected row
  /// may be missing in the sum.
  var provenColumns: Set<Int> {
    account.rejected == 0 ? Set(totals.provenColumns.map { layout.columns[$0].column }) : []
  }

  /// Whether total rows may still decide how open columns are written: there are some, and they do
  /// not confirm the format that the other columns have.
  func leavesDoubt(_ decision: FormatDecision, readAs formats: [Int: DecidedFormat]) -> Bool {
    let proven = provenColumns
    return decision.open.contains { column in
      totals.printedColumns.contains { layout.columns[$0].column == column.column }
        && !(decision.common != nil && formats[column.column]?.numbers == decision.common
          && proven.contains(column.column))
    }
  }

  /// The table's record and what is to be told about it.
  func finish(
    _ decided: [Int: DecidedFormat], _ plan: ReadingPlan
  ) throws(Unreadable) -> TableReader.Read {
    // A header alone needs no unit.
    if account.dataRows + account.total > 0 {
      for column in layout.columns { try plan.checkUnit(of: column, head) }
    }
    var table = InputTable(
      entry: place.entry, encoding: sheet == nil ? encoding.name : "xlsx",
      encodingEvidence: encoding.evidence,
      delimiter: sheet == nil ? Character(Unicode.Scalar(head.delimiter)) : nil,
      headerLine: head.headerLine)
    for column in layout.columns {
      let name = plan.source.columns[column.column].name
      if let format = decided[column.column]?.numbers { table.numbers.append((name, format)) }
      if let format = decided[column.column]?.dates { table.dates.append((name, format)) }
      if plan.readsUnit(column), let exponent = column.moneyExponent {
        table.moneyUnits.append((name, exponent))
      }
    }
    let verdict = totals.verdict(rejectLines: rejects.map(\.line))
    table.account = account
    table.coverage = coverage
    table.account.total -= verdict.rejects.count
    table.account.rejected += verdict.rejects.count
    table.uncomparedTotals = verdict.uncomparedLines
    table.sheet = sheet
    return TableReader.Read(
      table: table, rejects: (rejects + verdict.rejects).sorted { $0.line < $1.line },
      mismatches: verdict.mismatches, layout: layout,
      moneyExponents: moneyExponents(plan.source))
  }

  /// What the last written digit is worth in each column of money: the finest that was met.
  private func moneyExponents(_ source: SourcePlan) -> [Int: Int] {
    var exponents: [Int: Int] = [:]
    for (column, evidence) in zip(layout.columns, numbers) {
      guard case .number(let reading, _) = column.reading, reading.isMoney else { continue }
      let exponent = max(0, reading.exponent - evidence.decimalCount)
      let isCell = source.unpivot?.cells.contains { $0.column == column.column } == true
      let target = isCell ? source.unpivot?.value ?? column.column : column.column
      exponents[target] = min(exponent, exponents[target] ?? exponent)
    }
    return exponents
  }
}

extension CellReading {
  /// Whether cells read so come out the same.
  func isSame(as other: CellReading) -> Bool {
    switch (self, other) {
    case (.number(let a, _), .number(let b, _)):
      a.format == b.format && a.exponent == b.exponent && a.groupsOnly == b.groupsOnly
    case (.date(let a), .date(let b)): a == b
    default: true
    }
  }
}

extension TableAccount {
  /// Adds the outcomes of further records.
  mutating func add(_ other: TableAccount) {
    read += other.read
    kept += other.kept
    rejected += other.rejected
    filtered += other.filtered
    total += other.total
    outside += other.outside
    keptMoney += other.keptMoney
    filteredMoney += other.filteredMoney
  }
}
