import Ledger
import Testing

@testable import Reports

@Suite struct RunRecordTests {
  @Test(
    "Text in JSON is escaped where it must be and nowhere else",
    arguments: [
      ("a\"b\\c", #""a\"b\\c""#), ("x\ny\tz\r", #""x\ny\tz\r""#),
      ("\u{1}\u{1F}\u{7F}", #""\u0001\u001f\u007f""#),
      ("Đơn vị /", "\"Đơn vị /\""),
    ])
  func escaping(text: String, written: String) {
    #expect(
      String(decoding: JSONValue.text(text).bytes(isIndented: false), as: UTF8.self) == written)
  }

  @Test("Members keep their order, with and without indentation")
  func layout() {
    let value = JSONValue.object([
      .init("b", .list([.count(1), .null])), .init("a", .object([])), .init("c", .list([])),
    ])
    #expect(
      String(decoding: value.bytes(isIndented: false), as: UTF8.self)
        == #"{"b":[1,null],"a":{},"c":[]}"#)
    #expect(
      String(decoding: value.bytes(isIndented: true), as: UTF8.self)
        == "{\n  \"b\": [\n    1,\n    null\n  ],\n  \"a\": {},\n  \"c\": []\n}\n")
  }

  @Test("A record begins with the mark by which a later run knows it")
  func mark() {
    let facts = Specimen.facts()
    let text = String(
      decoding: RunRecord(facts, FindingList(facts), outputs: []).bytes, as: UTF8.self)
    #expect(text.hasPrefix(RunRecord.mark))
    #expect(text.contains("\"verdict\": \"complete\""))
    #expect(text.contains("\"pending\": 1"))
  }

  @Test("A workbook's record says what was hidden and what was skipped")
  func workbook() {
    var facts = Specimen.facts()
    var sheet = InputTable(
      entry: "Biểu 1", encoding: "xlsx", encodingEvidence: "Office Open XML", delimiter: nil,
      headerLine: 3)
    sheet.sheet = SheetRecord(
      dates: .from1904, isHidden: true, hiddenRowCount: 2, hiddenColumnCount: 1)
    facts.intake.files[0].tables = [sheet]
    facts.intake.files[0].skipped = [
      SkippedEntry(name: "Bìa", reason: .noHeading), SkippedEntry(name: "Nháp", reason: .hidden),
    ]
    let text = String(
      decoding: RunRecord(facts, FindingList(facts), outputs: []).bytes, as: UTF8.self
    ).filter { !$0.isWhitespace }
    #expect(
      text.contains(
        #""dialect":{"date_system":"1904","header":3,"numbers":{},"dates":{}},"hidden":true,"#
          + #""hidden_rows":2,"hidden_columns":1}],"skipped":[{"entry":"Bìa","because":"no-heading"},"#
          + #"{"entry":"Nháp","because":"hidden"}]"#))
    #expect(!text.contains("\u{1F}"))
  }

  @Test(
    "Rule files are copied so that they find each other",
    arguments: [
      (["rules/a.yaml"], ["rules/a.yaml"]),
      (["/x/y/a.yaml"], ["rules/a.yaml"]),
      (["./r/a.yaml", "r/inc/b.yaml"], ["rules/a.yaml", "rules/inc/b.yaml"]),
      (["r/a.yaml", "shared/b.yaml"], ["rules/r/a.yaml", "rules/shared/b.yaml"]),
      (["a.yaml", "../s/b.yaml"], ["rules/folder/a.yaml", "rules/s/b.yaml"]),
    ])
  func ruleCopies(paths: [String], copies: [String]) {
    let files = RuleCopies(paths.map { .init(path: $0, bytes: []) }).files
    #expect(files.map(\.path) == copies)
  }
}
