import Ledger
import Testing

@testable import Ingest

@Suite struct CodeRuleTests {
  @Test func `codes are mapped, padded, stripped and mapped again in that order`() throws {
    let map = try CodeMap(entries: [
      .init(writing: "Đa dạng hóa sinh kế", target: "0472"), .init(writing: "DA2", target: "0472"),
    ])
    let rule = CodeRule(length: 5, pads: true, dropLeft: "0", map: map)
    #expect(rule.code(of: "00472").code == "0472")
    #expect(rule.code(of: "472").code == "0472")
    #expect(rule.code(of: "da 2") == ("0472", false))
    #expect(rule.code(of: "ĐA DẠNG HOÁ SINH KẾ").code == "0472")
    #expect(rule.code(of: "00999") == ("00999", true))
    #expect(rule.code(of: "  ").code == "")
  }

  @Test func `a folded writing that leads to two targets is refused`() {
    #expect(throws: CodeMap.Collision.self) {
      try CodeMap(entries: [
        .init(writing: "Vốn ĐT", target: "A"), .init(writing: "von dt", target: "B"),
      ])
    }
  }

  @Test(arguments: [
    ("'00471", "00471"), ("' 00471", "00471"), ("=\"00471\"", "00471"), ("=\"\"", ""), ("'", ""),
    ("1,056789E+6", "1056789"), ("1.056789E+06", "1056789"), ("1.0567890E+6", "1056789"),
    ("4.71e+2", "471"), ("'4.71E+2", "471"), ("1E+0", "1"), ("1E5", "1E5"), ("1.5E-05", "1.5E-05"),
    ("A1E+5", "A1E+5"), ("1E+X", "1E+X"), ("V-1+2", "V-1+2"), ("=A1", "=A1"), ("=\"", "=\""),
    ("E+5", "E+5"), ("1..2E+5", "1..2E+5"), ("1E+1000", "1E+1000"), ("Đ'1", "Đ'1"),
    ("1.23E+12", nil), ("1E+5", nil), ("1,0567891E+6", nil), ("'1,23E+9", nil), ("#N/A", nil),
  ])
  func `codes come out of the clothes of texts and numbers`(text: String, expected: String?) {
    let bytes = Array(text.utf8)
    let rule = CodeRule(isCode: true)
    let code = rule.code(ofCell: bytes.span, 0, bytes.count)?.code
    #expect(code == expected)
    if rule.keepsPlain(bytes.span, 0, bytes.count) { #expect(code == text) }
    var interner = Interner(rule: rule)
    let id = interner.id(of: bytes.span, 0, bytes.count)
    #expect(id.map { interner.names[Int($0)] } == expected)
  }

  @Test func `texts keep what codes would lose`() {
    for text in ["'00471", "1,23E+12", "=\"a\""] {
      let bytes = Array(text.utf8)
      let code = CodeRule().code(ofCell: bytes.span, 0, bytes.count)?.code
      let isPlain = CodeRule().keepsPlain(bytes.span, 0, bytes.count)
      #expect(code == text)
      #expect(isPlain)
    }
  }
}
