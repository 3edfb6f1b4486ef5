import Ledger
import Testing

@testable import Ingest

@Suite struct NearCodeTests {
  private func codes(near written: String, among known: [(String, String)]) -> [String] {
    var near = NearCodes(
      known.map { MapPlan.Entry(writing: $0.0, target: $0.1) }, abbreviations: Abbreviations())
    return near.codes(near: written)
  }

  private func codes(near written: String, among known: [String]) -> [String] {
    codes(near: written, among: known.map { ($0, $0) })
  }

  @Test func `the nearest come first, then by code point, three at most`() {
    #expect(codes(near: "1056788", among: ["1056790", "1056789", "1056777"]) == ["1056789"])
    #expect(
      codes(near: "abcdef", among: ["abcdeh", "abcdeg", "abcd", "abcdef", "abcdex"]) == [
        "abcdef", "abcdeg", "abcdeh",
      ])
    #expect(codes(near: "1056879", among: ["1056789"]) == ["1056789"])
    #expect(codes(near: "105678", among: ["1056789", "2056780"]) == ["1056789"])
  }

  @Test func `what is not really near is not named`() {
    #expect(codes(near: "11", among: ["12", "1"]) == [])
    #expect(codes(near: "0494", among: ["0474"]) == [])
    #expect(codes(near: "00494", among: ["00474"]) == ["00474"])
    #expect(codes(near: "1056789", among: ["1056777"]) == [])
    #expect(codes(near: "Tri Tôn", among: ["An Phú", "Trí Tốn"]) == ["Trí Tốn"])
    #expect(codes(near: "SN", among: ["DT"]) == [])
  }

  @Test func `another writing names its code too`() {
    #expect(
      codes(near: "Đa dạng hóa sinh", among: [("Đa dạng hoá sinh kế", "0472"), ("0472", "0472")])
        == ["Đa dạng hoá sinh kế → 0472"])
  }

  @Test func `repetitions are named once, and the work is bounded`() {
    #expect(codes(near: "abcd", among: ["abce", "abce"]) == ["abce"])
    let many = (0...Limits.nearCodeCountMax).map { "code\($0)" }
    #expect(codes(near: "code", among: many) == [])
    var near = NearCodes(
      many.prefix(1000).map { MapPlan.Entry(writing: $0, target: $0) },
      abbreviations: Abbreviations())
    let found = (0..<1000).map { _ in near.codes(near: "code77x").count }
    #expect(found.first == 3)
    #expect(found.last == 0)
    #expect(found.count { $0 > 0 } == Limits.nearComparisonCountMax / 1000)
  }
}
