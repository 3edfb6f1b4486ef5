import Ledger
import Packing
import Testing

@testable import Ingest

@Suite struct SheetStreamTests {
  private static let styles = TinyWorkbook.styles(["dd/mm/yyyy", "0.00%", "h:mm"])

  private func lines(_ rows: String, strings: [String] = []) throws -> [String] {
    try TinyWorkbook(rows: rows, strings: strings, styles: Self.styles).lines()
  }

  @Test func `every kind of cell comes out with the mark of what it is`() throws {
    let cells = """
      <c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5E6</v></c><c r="C1" s="1"><v>45593.75</v></c>\
      <c r="D1" s="2"><v>0.4654</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#REF!</v></c>\
      <c r="G1" t="str"><f>A1</f><v>kết quả</v></c><c r="H1"><f>SUM(B1)</f><v>7</v></c>\
      <c r="I1"><f>B1+1</f></c><c r="J1"><f>B1+1</f><v/></c><c r="K1" t="str"><f>A1</f><v></v></c>\
      <c r="L1" t="inlineStr"><is><t>trong ô</t></is></c><c r="M1" t="d"><v>2024-10-28T00:00:00</v></c>\
      <c r="N1" s="3"><v>0.5</v></c><c r="O1" s="1"><v>60</v></c><c r="P1"><v>abc</v></c>\
      <c r="Q1"><v>1234567890123456</v></c><c r="R1" s="1"><v>0.25</v></c>
      """
    #expect(
      try lines("<row r=\"1\">\(cells)</row>", strings: ["<t>chung</t>"]) == [
        "chung|n:1500000|d:2024-10-28|p:46.54%|b:TRUE|e:#REF!|kết quả|n:7|f:=B1+1|f:=B1+1||"
          + "trong ô|d:2024-10-28|n:0.5|d:1900-02-29|abc|c:1234567890123456|n:0.25"
      ])
  }

  @Test func `rich text is joined, and how it is read aloud left out`() throws {
    let strings = [
      "<r><rPr><b/></rPr><t>Số </t></r><r><t xml:space=\"preserve\">tiền</t></r>"
        + "<rPh sb=\"0\" eb=\"1\"><t>XX</t></rPh>", "<t/>", "",
    ]
    let row = """
      <row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>\
      <c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>XX</t></rPh></is></c></row>
      """
    #expect(try lines(row, strings: strings) == ["Số tiền|||ab"])
  }

  @Test func `line breaks, tabs and escaped controls are one blank, and quotes stay`() throws {
    let strings = [
      "<t>a\r\nb&#10;&#9;c</t>", "<t>a_x000D_\nb</t>", "<t>nói \"có\"</t>", "<t>_x005F_x0001_</t>",
      "<t>_x0001_1</t>", "<t>_xZZZZ_ _x00</t>", "<t>_x0022_</t>",
    ]
    let cells = strings.indices.map { "<c t=\"s\"><v>\($0)</v></c>" }.joined()
    #expect(
      try lines("<row>\(cells)</row>", strings: strings) == [
        "a b c|a b|\"nói \"\"có\"\"\"|_x0001_| 1|_xZZZZ_ _x00|\"\"\"\""
      ])
  }

  @Test func `the number of a line is the number of its row`() throws {
    let rows = """
      <row r="2"><c r="B2"><v>1</v></c></row><row r="3"/><row><c><v>2</v></c></row>\
      <row r="6"><c r="C6" s="1"/></row><row r="7"><c r="A7" t="s"/><c r="C7"><v>3</v></c></row>\
      <row r="9"><c r="D9" s="1"/></row>
      """
    #expect(try lines(rows) == ["", "|n:1|", "", "n:2||", "", "", "||n:3"])
  }

  @Test func `what stands right of the front's last column is below no heading`() throws {
    let rows = """
      <row><c t="str"><v>x</v></c><c t="str"><v>y</v></c></row>\
      <row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row><row><c r="C3"><v>9</v></c></row>\
      <row><c><v>4</v></c></row>
      """
    #expect(try TinyWorkbook(rows: rows).lines(frontRowCount: 1) == ["x|y", "n:1|n:2", "", "n:4|"])
  }

  @Test func `prefixes, strict namespaces and unknown elements do not matter`() throws {
    var workbook = TinyWorkbook(rows: "")
    let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    workbook.parts = [
      (
        "xl/worksheets/sheet1.xml",
        """
        <?xml version="1.0" encoding="UTF-8"?><x:worksheet xmlns:x="\(strict)"><x:sheetPr/>
        <x:sheetData><x:row x:r="1" r="1"><x:c r="A1"><x:v>5</x:v><x:extLst><x:v>6</x:v></x:extLst>
        </x:c></x:row></x:sheetData><x:sheetData2><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData2>
        </x:worksheet>
        """
      )
    ]
    #expect(try workbook.lines() == ["n:5"])
  }

  @Test func `1904 workbooks count from another day`() throws {
    var workbook = TinyWorkbook(
      rows: "<row><c s=\"1\"><v>44131</v></c></row>", styles: Self.styles)
    workbook.properties = "<workbookPr date1904=\"1\"/>"
    #expect(try workbook.lines() == ["d:2024-10-28"])
  }

  @Test func `hidden rows with something in them and hidden columns of the table are counted`()
    throws
  {
    let content = """
      <cols><col min="2" max="2" hidden="1"/><col min="4" max="16384" hidden="true"/></cols>\
      <sheetData><row hidden="1"><c><v>1</v></c><c><v>2</v></c></row><row hidden="1"/>\
      <row><c><v>1</v></c></row></sheetData>
      """
    let workbook = try TinyWorkbook(sheets: [("Ẩn", "state=\"veryHidden\"", content)]).opened()
    let stream = try SheetStream(workbook.sheets[0], of: workbook, frontRowCount: 100)
    while try !stream.chunk(after: [], upTo: 100).isLast {}
    #expect(
      stream.sheet
        == SheetRecord(dates: .from1900, isHidden: true, hiddenRowCount: 1, hiddenColumnCount: 1))
  }

  @Test func `pieces of XML may end anywhere`() throws {
    // More than one piece of XML, so that tags and texts are cut anywhere.
    let rows = (1...3000).map {
      "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c><c t=\"str\"><v>dòng &amp; \($0)</v></c></row>"
    }
    #expect(try lines(rows.joined()) == (1...3000).map { "n:\($0)|dòng & \($0)" })
  }
}
