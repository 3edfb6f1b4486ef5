import Ledger
import Testing

@testable import Reports

@Suite struct WorkbookTests {
  @Test("Names of sheets are what Excel takes, and no two are alike")
  func sheetNames() {
    var names = SheetNames()
    #expect(names.name("Phát hiện") == "Phát hiện")
    #expect(names.name("PHÁT HIỆN") == "PHÁT HIỆN (2)")
    #expect(names.name("a[b]:c*d?e/f\\g") == "a-b--c-d-e-f-g")
    #expect(names.name("'nháy'") == "nháy")
    #expect(names.name("") == "Sheet")
    #expect(names.name("History") == "Sheet History")
    let long = String(repeating: "Chủ tịch ", count: 9)
    let first = names.name(long)
    let second = names.name(long)
    #expect(first.utf16.count <= 31 && second.utf16.count <= 31 && second.hasSuffix("(2)"))
    #expect(names.name(String(repeating: "😀", count: 40)).utf16.count <= 31)
    #expect(names.name("a\u{1B}b\nc") == "a b c")
  }

  @Test(
    "A number that would lose a digit is text",
    arguments: [
      ("0", true), ("-123456789012345", true), ("1234567890123456", false),
      ("1000000000000000000", true), ("0.465389", true), ("0.0000001234567890123456", false),
      ("123456789012.3456", false),
    ])
  func digits(text: String, fits: Bool) {
    #expect(fitsNumber(text.utf8) == fits)
  }

  @Test(
    "Columns have letters", arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
  func letters(column: Int, name: String) {
    #expect(columnName(column) == name)
  }

  @Test("Cells come back as they went in")
  func cells() {
    var bytes = CellBytes()
    bytes.add(.money, "-12")
    bytes.add(.text, "")
    bytes.add(.text, String(repeating: "ộ", count: 200))
    var reader = CellReader(bytes.bytes)
    var found: [(CellKind, String)] = []
    while let cell = reader.next() {
      found.append((cell.kind, String(decoding: cell.bytes, as: UTF8.self)))
    }
    #expect(found.map(\.0) == [.money, .text, .text])
    #expect(found.map(\.1) == ["-12", "", String(repeating: "ộ", count: 200)])
  }

  @Test("A column adds up exactly, or says that it does not")
  func sums() {
    func sum(_ cells: [(CellKind, String)]) -> SheetTable.Sum {
      var bytes = CellBytes()
      for (kind, text) in cells { bytes.add(kind, text) }
      var table = SheetTable(title: "", headings: ["a"])
      table.pieces = [bytes.bytes]
      return table.sums[0]
    }
    let money = sum([(.money, "12.50"), (.text, ""), (.money, "-2.25")])
    #expect(money.amount == 1025 && money.decimals == 2)
    #expect(money.digits(of: 1025) == Array("10.25".utf8))
    #expect(money.digits(of: -5) == Array("-0.05".utf8))
    #expect(sum([(.money, "1"), (.text, "a")]).amount == nil)
    #expect(sum([(.money, "1"), (.count, "1")]).amount == nil)
    #expect(sum([(.money, "1234567890123456")]).amount == nil)
    #expect(sum([(.rate, "0.5")]).amount == nil)
  }
}
