import Ledger
import Packing
import Testing

@testable import Ingest

/// Workbooks that lie, are damaged or mean harm: each is refused in words, and nothing is trapped on.
@Suite struct HostileWorkbookTests {
  private func said(of rows: String) throws -> String? {
    try TinyWorkbook(rows: rows, strings: ["<t>a</t>"]).lines().first
  }

  @Test(arguments: [
    ("<row r=\"2\"/><row r=\"1\"/>", "row 1 is out of order"),
    ("<row r=\"2\"/><row r=\"2\"/>", "row 2 is out of order"),
    ("<row r=\"x\"/>", "row 0 is out of order"), ("<row r=\"0\"/>", "row 0 is out of order"),
    ("<row r=\"1048577\"/>", "1048576 rows"), ("<row r=\"99999999999999999999\"/>", "row 0"),
    ("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", "A1 is out of order"),
    ("<row r=\"1\"><c r=\"A1\"/><c r=\"A1\"/></row>", "A1 is out of order"),
    ("<row r=\"1\"><c r=\"A2\"/></row>", "A2 is out of order"),
    ("<row r=\"1\"><c r=\"XFE1\"/></row>", "cell XFE1"),
    ("<row r=\"1\"><c r=\"XFD1\"/><c/></row>", "16384 columns"),
    ("<row r=\"1\"><c r=\"AAAAAAAAAAAAAAAAAAAA1\"/></row>", "cell AAAAAAAAAAAAAAAAAAAA1"),
    ("<row r=\"1\"><c r=\"1A\"/></row>", "cell 1A"),
    ("<row><c t=\"s\"><v>1</v></c></row>", "A1 refers to a shared string that is not there"),
    ("<row><c t=\"s\"><v>-1</v></c></row>", "A1 refers to a shared string"),
    ("<row><c t=\"s\"><v>99999999999999999999</v></c></row>", "A1 refers to a shared string"),
    ("<row><c t=\"q\"><v>1</v></c></row>", "cell A1: t=\"q\""),
    ("<row><c t=\"b\"><v>2</v></c></row>", "cell A1: t=\"b\""),
    ("<row><c></row>", "mismatched tag"), ("<row>&unknown;</row>", "undefined entity"),
    ("<row><c><v>\u{1}</v></c></row>", "invalid token"),
    ("<row><c><v>&#1;</v></c></row>", "reference to invalid character number"),
  ])
  func `a wrong place or reference is named`(rows: String, message: String) throws {
    let said = try said(of: rows) ?? "nothing"
    #expect(said.contains(message))
  }

  @Test func `a number beyond all bounds is text`() throws {
    #expect(try said(of: "<row><c><v>1e999</v></c></row>") == "1e999")
    #expect(
      try said(of: "<row><c><v>1e99999999999999999999</v></c></row>") == "1e99999999999999999999")
  }

  @Test(arguments: ["min=\"20000\" max=\"20001\"", "min=\"0\" max=\"2\"", "min=\"3\" max=\"2\""])
  func `hidden columns that no sheet has are none`(range: String) throws {
    let content = """
      <cols><col \(range) hidden="1"/></cols>\
      <sheetData><row><c t="str"><v>a</v></c></row></sheetData>
      """
    #expect(try TinyWorkbook(sheets: [("S", "", content)]).lines() == ["a"])
  }

  @Test func `entities cannot even be declared`() throws {
    let laughs = """
      <!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\
      <worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>
      """
    for part in [
      "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "_rels/.rels",
    ] {
      var workbook = TinyWorkbook(rows: "")
      workbook.parts = [(part, laughs)]
      #expect(try workbook.lines()[0].contains("\(part) has a document type declaration"))
    }
  }

  @Test func `elements too deep, tags too long and texts too long are beyond the limits`() throws {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(try said(of: deep)?.contains("64 levels") == true)
    let tag = String(repeating: "x", count: 1_100_000)
    let long = String(repeating: "x", count: 140_000)
    #expect(try said(of: "<row a=\"\(tag)\"/>")?.contains("1 MiB") == true)
    #expect(try said(of: "<!--\(tag)-->")?.contains("1 MiB") == true)
    #expect(try said(of: "<row><c t=\"str\"><v>\(long)</v></c></row>")?.contains("131068") == true)
    #expect(try said(of: "<row><c><f>\(long)</f></c></row>")?.hasPrefix("f:=xxx") == true)
    let strings = TinyWorkbook(rows: "", strings: ["<t>\(long)</t>"])
    #expect(try strings.lines()[0].contains("131068"))
  }

  @Test func `few bytes that refer to a long text many times are stopped`() throws {
    let long = String(repeating: "x", count: 100_000)
    let row = "<row>\(String(repeating: "<c t=\"s\"><v>0</v></c>", count: 50))</row>"
    let workbook = TinyWorkbook(rows: row, strings: ["<t>\(long)</t>"])
    #expect(try workbook.lines()[0].contains("4 MiB"))
  }

  private static let longRows = TinyWorkbook(
    rows: String(repeating: "<row><c t=\"s\"><v>0</v></c></row>", count: 300),
    strings: ["<t>\(String(repeating: "x", count: 100_000))</t>"])

  @Test func `what comes out of a sheet counts as expanded bytes of the file`() throws {
    let parcel = try Parcel(Self.longRows.bytes, name: "a.xlsx")
    #expect(parcel.look(limits: [.archiveRatio: 1100]).tables["S"]?.utf8.count == 300 * 100_001)
    let look = parcel.look(limits: [.archiveRatio: 100])
    #expect(look.tables.isEmpty)
    #expect(look.faults["S"]?.contains("archive_ratio") == true)
  }

  @Test func `rows are handed out by the MiB, however few bytes of XML they are`() throws {
    let workbook = try Self.longRows.opened()
    let reader = XMLReader(SheetReader(workbook, frontRowCount: 1))
    let part = "xl/worksheets/sheet1.xml"
    let parser = try XMLParser(workbook.parts.open(part), part: part, into: reader)
    var byteCount = 0
    while !parser.isOver {
      try parser.parseNext()
      if parser.isOver { reader.content.finish() }
      let piece = reader.content.takeLines()
      #expect(piece.count < Limits.chunkByteCount + 200_002)
      byteCount += piece.count
    }
    #expect(byteCount == 300 * 100_001)
  }

  @Test func `shared strings are bounded, and whole wherever they lie`() throws {
    let texts = (0..<60).map { String(repeating: "\($0) \" ", count: 10_000) }
    let rows = texts.indices.map { "<row><c t=\"s\"><v>\($0)</v></c></row>" }.joined()
    let workbook = TinyWorkbook(rows: rows, strings: texts.map { "<t>\($0)</t>" })
    let quoted = texts.map { "\"\($0.replacing("\"", with: "\"\""))\"" }
    #expect(try workbook.lines() == quoted)
    let byteCount = quoted.reduce(0) { $0 + $1.utf8.count }
    let parcel = try Parcel(workbook.bytes, name: "a.xlsx")
    #expect(parcel.look(limits: [.workbookStrings: byteCount]).faults == [:])
    let look = parcel.look(limits: [.workbookStrings: byteCount - 1])
    #expect(look.tables.isEmpty)
    #expect(look.faults[""]?.contains("workbook_strings") == true)
  }

  @Test func `a sheet that claims to be huge is as large as its cells`() throws {
    let content = """
      <dimension ref="A1:XFD1048576"/><sheetData><row><c t="str"><v>a</v></c></row></sheetData>
      """
    #expect(try TinyWorkbook(sheets: [("S", "", content)]).lines() == ["a"])
  }

  @Test(arguments: [
    ("_rels/.rels", "its part xl/workbook.xml is missing"),
    ("xl/workbook.xml", "its part xl/workbook.xml is missing"),
    ("xl/_rels/workbook.xml.rels", "lacks the relationship “r1”"),
    ("xl/worksheets/sheet1.xml", "its part xl/worksheets/sheet1.xml is missing"),
    ("xl/sharedStrings.xml", "its part xl/sharedStrings.xml is missing"),
    ("xl/styles.xml", "its part xl/styles.xml is missing"),
  ])
  func `a missing part is named`(part: String, message: String) throws {
    var workbook = TinyWorkbook(rows: "<row><c t=\"str\"><v>a</v></c></row>")
    workbook.leavesOut = [part]
    #expect(try workbook.lines()[0].contains(message))
  }

  @Test(arguments: [
    ("../../etc/passwd", "leads out of the file: “../../etc/passwd”"),
    ("/../x.xml", "leads out of the file"), ("../../../xl/worksheets/sheet1.xml", "leads out"),
    ("file:///etc/passwd", "is missing"), ("/xl/worksheets/sheet1.xml", "a"),
    ("../xl/./worksheets/SHEET1.xml", "a"),
  ])
  func `links stay inside the file`(target: String, message: String) throws {
    var workbook = TinyWorkbook(rows: "<row><c t=\"str\"><v>a</v></c></row>")
    workbook.parts = [
      ("xl/_rels/workbook.xml.rels", TinyWorkbook.relationships([("r1", "worksheet", target)]))
    ]
    #expect(try workbook.lines()[0].contains(message))
  }

  @Test func `links to other places are not followed`() throws {
    var workbook = TinyWorkbook(rows: "")
    workbook.parts = [
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" TargetMode=\"External\" "
          + "Target=\"https://example.com/s.xml\"/></Relationships>"
      )
    ]
    #expect(try workbook.lines()[0].contains("leads out of the file"))
  }

  @Test func `two parts or two sheets of one name are refused`() throws {
    let sheet = ("xl/worksheets/sheet1.xml", "<worksheet/>")
    var workbook = TinyWorkbook(rows: "")
    workbook.parts = [sheet, ("xl/worksheets/SHEET1.xml", "<worksheet/>")]
    #expect(try workbook.lines()[0].contains("two parts called xl/worksheets/SHEET1.xml"))
    let twins = TinyWorkbook(sheets: [("Tháng 1", "", ""), ("THÁNG 1", "", "")])
    #expect(try twins.lines()[0].contains("two sheets called “THÁNG 1”"))
  }

  @Test(arguments: [
    ("xl/workbook.bin", "", ".xlsb"), ("word/document.xml", "", ".docx"),
    ("ppt/presentation.xml", "", ".pptx"),
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", ".ods"),
  ])
  func `documents of other kinds are called by their name`(
    part: String, text: String, name: String
  ) throws {
    var workbook = TinyWorkbook(rows: "")
    workbook.parts = [(part, text)]
    let look = try Parcel(workbook.bytes, name: "a.xlsx").look()
    #expect(look.tables.isEmpty)
    #expect(look.faults[""]?.contains(name) == true)
  }
}
