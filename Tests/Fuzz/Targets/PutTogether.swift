import Packing

/// A workbook of the parts that the bytes give, a line of `====` between them, in an archive whose
/// sizes and check sums are right; so what is tried is the reading of XML and cells, not of archives.
func workbook(of bytes: [UInt8]) -> [UInt8] {
  let names = [
    "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet2.xml",
  ]
  var entries = [
    PackedEntry("[Content_Types].xml", Array("<Types/>".utf8)),
    PackedEntry("_rels/.rels", Array(rootRelationships.utf8)),
  ]
  let parts = parts(of: bytes)
  for (index, name) in names.enumerated() {
    let given = index < parts.count && !parts[index].isEmpty ? parts[index] : nil
    if let content = given ?? defaults[name].map({ Array($0.utf8) }) {
      entries.append(PackedEntry(name, content))
    }
  }
  return zip(entries)
}

/// What stands between the lines of `====`.
private func parts(of bytes: [UInt8]) -> [[UInt8]] {
  var parts: [[UInt8]] = [[]]
  for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
    if line.elementsEqual("====".utf8) {
      parts.append([])
    } else {
      if !(parts.last?.isEmpty ?? true) { parts[parts.count - 1].append(0x0A) }
      parts[parts.count - 1] += line
    }
  }
  return parts
}

private let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
private let packages = "http://schemas.openxmlformats.org/package/2006/relationships"
private let rootRelationships = """
  <Relationships xmlns="\(packages)"><Relationship Id="r1" Type="\(links)/officeDocument" Target="xl/workbook.xml"/></Relationships>
  """

private let defaults = [
  "xl/workbook.xml": """
  <workbook xmlns="\(TinyWorkbook.namespace)" xmlns:r="\(links)"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>
  """,
  "xl/_rels/workbook.xml.rels": """
  <Relationships xmlns="\(packages)"><Relationship Id="r1" Type="\(links)/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="\(links)/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="\(links)/styles" Target="styles.xml"/></Relationships>
  """,
]
