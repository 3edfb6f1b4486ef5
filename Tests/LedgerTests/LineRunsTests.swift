import Ledger
import Testing

@Suite struct LineRunsTests {
  @Test func `lines come back for every row, gaps and pieces included`() {
    let lines = [2, 3, 4, 7, 8, 20, 21, 22]
    var whole = LineRuns()
    for (row, line) in lines.enumerated() { whole.append(row: row, line: line) }
    for (row, line) in lines.enumerated() { #expect(whole.line(ofRow: row) == line) }
    #expect(whole.runs.count == 3)
    var pieces = LineRuns()
    for (row, line) in lines.prefix(4).enumerated() { pieces.append(row: row, line: line) }
    var second = LineRuns()
    for (row, line) in lines.dropFirst(4).enumerated() { second.append(row: row, line: line - 7) }
    pieces.append(second, rowOffset: 4, lineOffset: 7)
    for (row, line) in lines.enumerated() { #expect(pieces.line(ofRow: row) == line) }
  }
}
