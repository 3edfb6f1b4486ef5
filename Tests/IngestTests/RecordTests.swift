import Ledger
import Seeding
import Testing

@testable import Ingest

/// The block scanner against libcsv: the same cells on every well-formed input, in pieces of any size.
@Suite struct RecordTests {
  private static let pieces = [
    "a", "bc", "đồng", "1.234", " x ", "", "", "\"\"", ",", "\n", "\r\n", "Chi \"\"mua\"\" sắm",
    ";",
  ]

  /// A table of text columns with random cells, quoted where they must be and sometimes besides.
  private func table(_ random: inout Seeded, columnCount: Int, rowCount: Int, newline: String) -> (
    bytes: [UInt8], cells: [[String]]
  ) {
    var text = ""
    var cells: [[String]] = []
    for _ in 0..<rowCount {
      var row: [String] = []
      for column in 0..<columnCount {
        var raw = ""
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          raw += Self.pieces.randomElement(using: &random) ?? ""
        }
        let isPlain = !raw.contains { "\",\n\r\r\n".contains($0) }
        let cell = raw.replacing("\"\"", with: "\"")
        // A first cell that is empty could make a blank row, which is counted but no data.
        let value = column == 0 ? "k" + cell : cell
        row.append(value)
        let quoted = "\"" + value.replacing("\"", with: "\"\"") + "\""
        text += isPlain && Bool.random(using: &random) ? value : quoted
        text += column == columnCount - 1 ? newline : ","
      }
      cells.append(row)
    }
    return (Array(text.utf8), cells)
  }

  private func layout(columnCount: Int) -> Layout {
    Layout(
      delimiter: UInt8(ascii: ","), fieldCount: columnCount,
      columns: (0..<columnCount).map {
        BoundColumn(
          column: $0, field: $0, heading: "c\($0)", isRequired: false,
          reading: .texts(CodeRule()))
      }, totals: TotalLabels([]))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `cells equal libcsv's, whatever the quoting and line ends`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let columnCount = Int.random(in: 1...6, using: &random)
    let newline = ["\n", "\r\n", "\r"][Int(seed % 3)]
    let (bytes, cells) = table(&random, columnCount: columnCount, rowCount: 2500, newline: newline)
    let reader = StrictReader(delimiter: UInt8(ascii: ","))
    var position = 0
    for (row, expected) in cells.enumerated() {
      guard case .record(let fields, let next) = reader.read(bytes, from: position) else {
        Issue.record("libcsv refused record \(row), seed \(seed)")
        return
      }
      #expect(fields.map { String(decoding: $0, as: UTF8.self) } == expected, "seed \(seed)")
      position = next
    }
    var parser = ChunkParser(layout: layout(columnCount: columnCount))
    var copy = bytes
    let chunk = parser.parse(&copy, isLast: true)
    #expect(chunk.rowCount == cells.count, "seed \(seed)")
    #expect(chunk.consumed == bytes.count)
    #expect(!chunk.hasStrayQuote)
    for (row, expected) in cells.enumerated() where row < chunk.rowCount {
      for column in 0..<columnCount {
        let found = chunk.columns[column].value(ofRow: row, type: .text)
        let wanted = cleaned(expected[column])
        #expect(found == (wanted.isEmpty ? .missing : .text(wanted)), "seed \(seed), row \(row)")
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `reading in pieces gives the rows and lines of reading whole`(seed: UInt64) {
    var random = Seeded(seed: 1000 + seed)
    let newline = ["\n", "\r\n", "\r"][Int(seed % 3)]
    let (bytes, _) = table(&random, columnCount: 3, rowCount: 400, newline: newline)
    var whole = ChunkParser(layout: layout(columnCount: 3))
    var copy = bytes
    let expected = whole.parse(&copy, isLast: true)
    var parser = ChunkParser(layout: layout(columnCount: 3))
    var carried: [UInt8] = []
    var (position, rows, line) = (0, 0, 0)
    while position < bytes.count {
      let end = min(bytes.count, position + Int.random(in: 1...900, using: &random))
      var piece = carried + bytes[position..<end]
      position = end
      let chunk = parser.parse(&piece, isLast: end == bytes.count)
      for row in 0..<chunk.rowCount {
        #expect(
          chunk.lines.line(ofRow: row) + line == expected.lines.line(ofRow: rows + row),
          "seed \(seed)")
        for column in 0..<3 {
          #expect(
            chunk.columns[column].value(ofRow: row, type: .text)
              == expected.columns[column].value(ofRow: rows + row, type: .text), "seed \(seed)")
        }
      }
      rows += chunk.rowCount
      line += chunk.lineCount
      carried = Array(piece[chunk.consumed...])
    }
    #expect(rows == expected.rowCount, "seed \(seed)")
  }

  @Test(arguments: [
    ("a,b\nc\"d,e\nf,g\n", 2, [2]), ("a,b\n\"c\"d,e\nf,g\n", 2, [2]), ("a,b\n\"c,d\ne,f\n", 2, [2]),
    ("a,b\nc,d\n\"e,f", 2, [3]), ("a\nb,c\nd,e,f\n", 1, [1, 3]),
  ])
  func `broken records are rejected by line and nothing else is lost`(
    text: String, rowCount: Int, lines: [Int]
  ) {
    var parser = ChunkParser(layout: layout(columnCount: 2))
    var bytes = Array(text.utf8)
    let chunk = parser.parse(&bytes, isLast: true)
    #expect(chunk.rowCount == rowCount)
    #expect(chunk.rejects.map { $0.line + 1 } == lines)
    #expect(chunk.account.read == rowCount + lines.count)
  }

  @Test(arguments: [
    "a,b\nc\"d,e\nf,g\n", "a,b\r\nc\"d,e\r\n\r\nf,g\r\n", "=\"1\"\"2\"\"\",b;c\na,b\n",
    "a\r\rb,\"c\r\nd\"\r",
  ])
  func `a line is the same wherever the bytes are cut`(text: String) {
    let whole = chunks(of: text, cutAt: nil)
    for cut in 1..<text.utf8.count {
      let pieces = chunks(of: text, cutAt: cut)
      #expect(pieces.rejects == whole.rejects, "cut at \(cut)")
      #expect(pieces.account == whole.account, "cut at \(cut)")
      #expect(pieces.lines == whole.lines, "cut at \(cut)")
    }
  }

  /// The rejects, the row account and the lines of the rows, parsed at one go or in two.
  private func chunks(of text: String, cutAt cut: Int?) -> (
    rejects: [String], account: TableAccount, lines: [Int]
  ) {
    var parser = ChunkParser(layout: layout(columnCount: 2))
    var rest = Array(text.utf8)[...]
    var (rejects, account, lines) = ([String](), TableAccount(), [Int]())
    var lineCount = 0
    for end in [cut, text.utf8.count].compactMap(\.self) {
      var bytes = Array(rest[..<end])
      let chunk = parser.parse(&bytes, isLast: end == text.utf8.count)
      rejects += chunk.rejects.map { "\(lineCount + $0.line): \($0.raw)" }
      account.add(chunk.account)
      lines += (0..<chunk.rowCount).map { lineCount + chunk.lines.line(ofRow: $0) }
      lineCount += chunk.lineCount
      rest = rest.dropFirst(chunk.consumed)
    }
    return (rejects, account, lines)
  }

  @Test(arguments: [
    ("=\"00471\",b\n", [["=\"00471\"", "b"]]),
    ("a,=\"1\"\r\nc,d\r\n", [["a", "=\"1\""], ["c", "d"]]),
    ("=\"a,b\",\"c\nd\"\n", [["=\"a,b\"", "c d"]]), ("=\"1\",=\"2\"", [["=\"1\"", "=\"2\""]]),
    ("=\"1\",\"a\"\"b\"\n", [["=\"1\"", "a\"b"]]),
    ("a,b\n=\"\"\"1\",\n", [["a", "b"], ["=\"\"\"1\"", ""]]),
  ])
  func `a record with unquoted formulas of text is split all the same`(
    text: String, cells: [[String]]
  ) {
    var parser = ChunkParser(layout: layout(columnCount: 2))
    var bytes = Array(text.utf8)
    let chunk = parser.parse(&bytes, isLast: true)
    #expect(chunk.rejects.isEmpty)
    #expect(chunk.rowCount == cells.count)
    for (row, expected) in cells.enumerated() where row < chunk.rowCount {
      for (column, cell) in expected.enumerated() {
        let found = chunk.columns[column].value(ofRow: row, type: .text)
        #expect(found == (cell.isEmpty ? .missing : .text(cell)))
      }
    }
  }

  @Test(arguments: [
    "=\"1\"x,b\n", "=\"1,b\n", "=\"1\",b\"\n", "=\"1\n2\",b\n", "x=\"1\",b\n", "=\"1\",\"b\"c\n",
  ])
  func `any other stray quote still breaks its line`(text: String) {
    var parser = ChunkParser(layout: layout(columnCount: 2))
    var bytes = Array((text + "k,v\n").utf8)
    let chunk = parser.parse(&bytes, isLast: true)
    #expect(chunk.rejects.first.map { $0.line } == 0)
    #expect(chunk.rejects.first?.reason == .brokenQuote)
  }
}
