import Ledger
import Testing

@testable import Reports

@Suite struct WordingTests {
  @Test("Every sentence of the catalogue can be read and has the same blanks in both languages")
  func sentences() throws {
    for sentence in FindingSentences.all + CauseSentences.all {
      let vietnamese = try #require(sentence.parts(in: .vietnamese), "\(sentence.vietnamese)")
      let english = try #require(sentence.parts(in: .english), "\(sentence.english)")
      #expect(blanks(vietnamese) == blanks(english), "\(sentence.english)")
    }
  }

  private func blanks(_ parts: [Sentence.Part]) -> Set<Sentence.Blank> {
    parts.reduce(into: []) { found, part in
      switch part {
      case .text: break
      case .blank(let blank): found.insert(blank)
      case .optional(let inner): found.formUnion(blanks(inner))
      }
    }
  }

  @Test("A broken sentence has no parts", arguments: ["{nobody}", "[open", "a]b{", "[[x]]"])
  func brokenSentence(text: String) {
    #expect(Sentence(vietnamese: text, english: text).parts(in: .english) == nil)
  }

  @Test("A diagnostic shows its place, the line, a caret, notes and help")
  func diagnostic() {
    let diagnostic = Diagnostic(
      code: "unknown-key", "unknown key `sevrity`", vietnamese: "khoá `sevrity` không có",
      position: Position(file: "rules/x.yaml", line: 41, column: 5),
      sourceLine: "\t   sevrity: error", notes: ["keys are lower case"], help: "`severity`")
    #expect(
      render(diagnostic, language: .english) == """
        rules/x.yaml:41:5: error: unknown key `sevrity`
            sevrity: error
            ^
        note: keys are lower case
        help: `severity`

        """)
    #expect(render(diagnostic, language: .vietnamese).contains("lỗi: khoá `sevrity` không có\n"))
  }

  @Test("A long line is cut around the caret")
  func longLine() throws {
    let line = String(repeating: "x", count: 500) + "!" + String(repeating: "y", count: 500)
    let diagnostic = Diagnostic(
      code: "c", "m", vietnamese: "m", position: Position(file: "f", line: 1, column: 501),
      sourceLine: line)
    let lines = render(diagnostic, language: .english).split(separator: "\n")
    #expect(lines[1].count < 170)
    let caret = lines[2].count - 1
    #expect(Array(lines[1])[caret] == "!")
  }
}
