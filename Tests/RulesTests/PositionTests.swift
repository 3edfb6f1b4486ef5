import Ledger
import Rules
import Testing

/// Each rule file has one unknown name `wrong`; its place is found by searching the text.
@Suite struct PositionTests {
  @Test(arguments: [
    "where: amount > wrong", "where: 'note = ''A'' and amount > wrong'",
    "where: \"note = 'A\\u1EDC' and amount > wrong\"", "where: \"note <> 'Đơn vị' and wrong\"",
    "where: amount > 0\n  and wrong", "where: |\n  amount > 0\n  and wrong",
    "where: >-\n  amount > 0\n\n  and note = 'A'\n  and wrong", "where: &rule amount > wrong",
    "where: \"amount > 0\n  and wrong\"", "where: 'amount > 0\n\n  and wrong'",
    "where: !!str amount > wrong", "where: \"amount \\\n  > wrong\"",
    "where: note = 'a\u{302}' and wrong",
  ])
  func `an expression error points into the scalar however it is written`(text: String) throws {
    let rules = SampleRules(source: text)
    let reading = rules.read()
    let position = try #require(reading.diagnostics.first?.position)
    let lines = rules.text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("wrong") })
    let before = try #require(lines[line].firstRange(of: "wrong")).lowerBound
    #expect(position.line == line + 1)
    #expect(position.column == lines[line][..<before].count + 1)
    #expect(reading.diagnostics.count == 1)
  }

  @Test func `lines may end in carriage return and line feed`() throws {
    let rules = SampleRules(source: "where: amount > wrong")
    let unix = rules.read().diagnostics
    let windows = readText(rules.text.replacing("\n", with: "\r\n")).diagnostics
    #expect(unix == windows)
    let marked = readText("\u{FEFF}" + rules.text).diagnostics
    #expect(unix == marked)
  }
}
