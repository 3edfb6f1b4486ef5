import Ledger

@testable import Ingest

/// Parses the bytes as records of a code, a date, an amount and a text: whole, and in two pieces cut
/// anywhere, they are the same rows at the same lines, and the same rows are rejected.
func faultOfRecords(_ bytes: [UInt8]) -> String? {
  guard let choice = bytes.first else { return nil }
  let layout = layouts[Int(choice) % layouts.count]
  var whole = ParsedRows(layout)
  whole.add(bytes[...], isLast: true)
  var pieces = ParsedRows(layout)
  let cut = bytes.count * Int(bytes[bytes.count / 2]) / 256
  let consumed = pieces.add(bytes[..<cut], isLast: false)
  pieces.add(bytes[consumed...], isLast: true)
  if !whole.account.isBalanced { return "the row account does not add up: \(whole.account)" }
  if whole.account.kept != whole.rows.count {
    return "\(whole.rows.count) rows of \(whole.account)"
  }
  return whole == pieces ? nil : "cut at \(cut): \(pieces.summary) instead of \(whole.summary)"
}

/// What parsing gives, in a form that does not depend on the pieces.
private struct ParsedRows: Equatable {
  private(set) var rows: [ParsedRow] = []
  private(set) var rejects: [ParsedReject] = []
  private(set) var account = TableAccount()
  private var parser: ChunkParser
  private var lineCount = 0

  init(_ layout: Layout) { parser = ChunkParser(layout: layout) }

  /// Bytes that were taken.
  @discardableResult
  mutating func add(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> Int {
    var bytes = Array(bytes)
    let chunk = parser.parse(&bytes, isLast: isLast)
    for row in 0..<chunk.rowCount {
      rows.append(
        ParsedRow(
          line: lineCount + chunk.lines.line(ofRow: row),
          cells: chunk.columns.indices.map { cell(chunk.columns[$0], row, column: $0) }))
    }
    rejects += chunk.rejects.map {
      ParsedReject(line: lineCount + $0.line, column: $0.column, raw: $0.raw)
    }
    account.add(chunk.account)
    lineCount += chunk.lineCount
    return chunk.consumed
  }

  private func cell(_ column: Column, _ row: Int, column index: Int) -> Value {
    if case .symbols(let codes) = column, let interner = parser.interners[index] {
      return .text(interner.names[Int(codes.ids[row])])
    }
    return column.value(ofRow: row, type: types[index])
  }

  /// For a message.
  var summary: String { "\(rows) and \(rejects) of \(account)" }

  static func == (left: ParsedRows, right: ParsedRows) -> Bool {
    left.rows == right.rows && left.rejects == right.rejects && left.account == right.account
  }
}

private struct ParsedRow: Equatable {
  var line: Int
  var cells: [Value]
}

private struct ParsedReject: Equatable {
  var line: Int
  var column: Int?
  var raw: String
}

private let types: [ValueType] = [.code, .date, .money, .text]

/// By delimiter and by how numbers and dates are written.
private let layouts: [Layout] = {
  let formats: [(UInt8, NumberFormat, DateFormat)] = [
    (UInt8(ascii: ","), .english, .dayFirst), (UInt8(ascii: ";"), .vietnamese, .iso),
    (UInt8(ascii: "\t"), .plain, .excel),
  ]
  return formats.map { delimiter, numbers, dates in
    let money = NumberReading(
      format: numbers, exponent: 0, isMoney: true, allowsPercent: false)
    let readings: [CellReading] = [
      .symbols(CodeRule(isCode: true, length: 7)), .date(DateReading(format: dates)),
      .number(money, isRate: false), .texts(CodeRule()),
    ]
    return Layout(
      delimiter: delimiter, fieldCount: readings.count,
      columns: readings.enumerated().map { index, reading in
        BoundColumn(
          column: index, field: index, heading: "c\(index)", isRequired: index == 0,
          isSummed: index == 2, moneyExponent: index == 2 ? 0 : nil, reading: reading)
      },
      totals: TotalLabels(["Tổng cộng", "Cộng"]))
  }
}()
