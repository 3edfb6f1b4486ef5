import Ledger
import Testing

@testable import Reports

@Suite struct SummaryTests {
  private func lines(_ facts: RunFacts, output: String = "doichieu-out") -> [Substring] {
    summary(facts, FindingList(facts), output: output, style: SummaryStyle())
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  @Test("The summary says the verdict first, then figures, bridge and findings")
  func contents() {
    let lines = lines(Specimen.facts())
    #expect(lines[0] == "Đủ dữ liệu · 5 lỗi, 1 đang chờ")
    #expect(lines.contains { $0.hasPrefix("Tổng cộng") && $0.hasSuffix("46,54%") })
    #expect(lines.contains { $0.contains("Kho bạc 2.000.135 → Đơn vị 167") })
    #expect(lines.contains { $0.hasSuffix("còn lại 0") })
    #expect(lines.contains { $0.hasPrefix("lỗi") && $0.contains("-1.999.938") })
    #expect(lines.last == "Chi tiết: doichieu-out/discrepancies.csv (6 dòng)")
  }

  @Test("The table has the labels and names of the rules, and codes where names leave no room")
  func labels() {
    var facts = Specimen.facts()
    facts.plan.report.labels = ["planned": "Kế hoạch vốn", "rate": "Tỷ lệ"]
    facts.plan.report.names = [
      .init(dimension: "capital", place: .written(["SN": "Vốn sự nghiệp"]))
    ]
    let shown = lines(facts)
    #expect(shown.contains("positions      Kế hoạch"))
    #expect(shown.contains("(triệu đồng)        vốn   Tỷ lệ"), "\(shown)")
    #expect(shown.contains { $0.hasPrefix("Vốn sự nghiệp  ") })
    facts.plan.report.labels["planned"] = String(repeating: "x", count: 45)
    #expect(lines(facts).contains { $0.hasPrefix("SN  ") } == false)
    facts.plan.report.names = [
      .init(dimension: "capital", place: .written(["SN": String(repeating: "Vốn ", count: 9)]))
    ]
    #expect(lines(facts).contains { $0.hasPrefix("SN  ") })
  }

  @Test("An incomplete run says so and why")
  func incomplete() {
    var facts = Specimen.facts(language: .english)
    facts.intake.isIncomplete = true
    facts.reconciliation.notices = [
      Notice(
        .missingFile, severity: .error, key: [("source", "treasury"), ("file", "t/*.csv")],
        message: "no file fits “t/*.csv”")
    ]
    let lines = lines(facts)
    #expect(lines[0].hasPrefix("INCOMPLETE, nothing can be concluded · 5 errors"))
    #expect(lines[2] == "  treasury: no file fits “t/*.csv”")
  }

  @Test("However much there is, the summary fits a screen", arguments: [1, 3, 12, 40])
  func fits(count: Int) {
    var facts = Specimen.facts()
    facts.plan.title = String(repeating: "Rất dài ", count: 30)
    facts.plan.matches = (0..<count).map { number in
      var match = facts.plan.matches[0]
      match.name = "match-number-\(number)-with-a-name"
      return match
    }
    facts.reconciliation.matches = Array(repeating: facts.reconciliation.matches[0], count: count)
    facts.reconciliation.findings = (0..<count).flatMap { match in
      facts.reconciliation.findings.map { finding in
        var finding = finding
        if case .pair(_, let comparison, let left, let right) = finding.subject {
          finding.subject = .pair(match: match, comparison: comparison, left: left, right: right)
        }
        return finding
      }
    }
    facts.intake.isIncomplete = true
    facts.reconciliation.notices = (0..<count).map {
      Notice(
        .missingFile, severity: .error, key: [("source", "treasury"), ("file", "file \($0)")],
        message: String(repeating: "x", count: 200))
    }
    let lines = lines(facts, output: String(repeating: "/very/long", count: 20))
    #expect(lines.count <= 24)
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test("Colours take no room and come only when asked for")
  func colours() {
    let facts = Specimen.facts()
    let plain = summary(facts, FindingList(facts), output: "o", style: SummaryStyle())
    let coloured = summary(
      facts, FindingList(facts), output: "o", style: SummaryStyle(isColoured: true))
    #expect(!plain.contains("\u{1B}") && coloured.contains("\u{1B}[31m"))
  }

  @Test("A name from a file cannot move the cursor")
  func controls() {
    var facts = Specimen.facts()
    facts.plan.title = "x\u{1B}[2Jy"
    #expect(lines(facts)[1] == "x [2Jy")
  }
}
