/// A workbook for tests, part by part; what is not said is as Excel writes it.
package struct TinyWorkbook {
  package static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// `<sheet>` attributes besides name, and what stands inside `<worksheet>`.
  package var sheets: [(name: String, attributes: String, content: String)] = []
  /// What stands inside each `<si>`.
  package var strings: [String] = []
  /// What stands inside `<styleSheet>`.
  package var styles = ""
  package var properties = ""
  /// Parts added, or written instead of those above.
  package var parts: [(name: String, text: String)] = []
  package var leavesOut: Set<String> = []

  /// One sheet called S, of which this is the `sheetData`.
  package init(rows: String, strings: [String] = [], styles: String = "") {
    sheets = [("S", "", "<sheetData>\(rows)</sheetData>")]
    self.strings = strings
    self.styles = styles
  }

  package init(sheets: [(name: String, attributes: String, content: String)]) {
    self.sheets = sheets
  }

  /// A cell style for each number format code; style 0 is General.
  package static func styles(_ codes: [String]) -> String {
    let formats = codes.enumerated().map {
      "<numFmt numFmtId=\"\(200 + $0)\" formatCode=\"\($1)\"/>"
    }
    let cells = codes.indices.map { "<xf numFmtId=\"\(200 + $0)\"/>" }
    return "<numFmts>\(formats.joined())</numFmts>"
      + "<cellXfs><xf numFmtId=\"0\"/>\(cells.joined())</cellXfs>"
  }

  package var bytes: [UInt8] {
    let names = sheets.indices.map { "worksheets/sheet\($0 + 1).xml" }
    let list = sheets.enumerated().map {
      "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" \($1.attributes) r:id=\"r\($0 + 1)\"/>"
    }
    let targets =
      zip(names.indices, names).map { ("r\($0 + 1)", "worksheet", $1) }
      + [("rs", "sharedStrings", "sharedStrings.xml"), ("rf", "styles", "styles.xml")]
    let texts = strings.map { "<si>\($0)</si>" }.joined()
    var all: [(name: String, text: String)] = [
      ("[Content_Types].xml", "<Types/>"),
      ("_rels/.rels", Self.relationships([("r1", "officeDocument", "xl/workbook.xml")])),
      ("xl/_rels/workbook.xml.rels", Self.relationships(targets)),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(Self.namespace)\" xmlns:r=\"\(Self.links)\">\(properties)"
          + "<sheets>\(list.joined())</sheets></workbook>"
      ),
      ("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.namespace)\">\(texts)</sst>"),
      ("xl/styles.xml", "<styleSheet xmlns=\"\(Self.namespace)\">\(styles)</styleSheet>"),
    ]
    for (name, sheet) in Swift.zip(names, sheets) {
      all.append(
        ("xl/" + name, "<worksheet xmlns=\"\(Self.namespace)\">\(sheet.content)</worksheet>"))
    }
    let replaced = Set(parts.map(\.name))
    all.removeAll { replaced.contains($0.name) || leavesOut.contains($0.name) }
    return zip((all + parts).map { PackedEntry($0.name, Array($0.text.utf8)) })
  }

  package static func relationships(_ targets: [(id: String, kind: String, target: String)])
    -> String
  {
    let list = targets.map {
      "<Relationship Id=\"\($0.id)\" Type=\"\(links)/\($0.kind)\" Target=\"\($0.target)\"/>"
    }
    return "<Relationships>\(list.joined())</Relationships>"
  }
}
