import Ledger
import Testing

@testable import Reports

@Suite struct MeetingPageTests {
  private func page(_ facts: RunFacts) -> String {
    let list = FindingList(facts)
    let report = MeetingReport(list, OwnerTally(list), account: rowAccount(facts))
    return String(decoding: MeetingPage(report).bytes, as: UTF8.self)
  }

  @Test("An incomplete run says so first, and why")
  func incomplete() throws {
    var facts = Specimen.facts()
    facts.intake.isIncomplete = true
    facts.reconciliation.notices = [
      Notice(
        .missingFile, severity: .error, key: [("source", "treasury"), ("file", "t/*.csv")],
        message: "không có tệp nào khớp “t/*.csv”")
    ]
    let page = page(facts)
    let verdict = try #require(page.firstRange(of: "Chưa đủ dữ liệu, chưa thể kết luận"))
    let reason = try #require(page.firstRange(of: "treasury: không có tệp nào khớp “t/*.csv”"))
    let figure = try #require(page.firstRange(of: "Cầu nối"))
    #expect(verdict.upperBound <= reason.lowerBound && reason.upperBound <= figure.lowerBound)
  }

  @Test("A source that the run did not read is named and has no row of zeros")
  func unread() throws {
    var facts = Specimen.facts()
    facts.plan.sources.append(SourcePlan(name: "plan", title: "Kế hoạch", files: []))
    #expect(page(facts).contains("Kế hoạch</th>"))
    facts.plan.sources[2].isNeeded = false
    let page = page(facts)
    #expect(page.contains("Lần chạy này không đọc: Kế hoạch."))
    #expect(!page.contains("Kế hoạch</th>"))
  }

  @Test("A file that serves two sources is one file, and its rows are counted once")
  func sharedFile() {
    var facts = Specimen.facts()
    #expect(page(facts).contains("Đã đọc 2 tệp, 10 dòng"))
    facts.intake.files[1].path = facts.intake.files[0].path
    let page = page(facts)
    #expect(page.contains("Đã đọc 1 tệp, 5 dòng"))
    #expect(page.contains("Tệp dùng cho nhiều nguồn được đọc cho từng nguồn"))
  }

  @Test("The page is in the language of the run and the same every time")
  func language() {
    #expect(page(Specimen.facts()).contains("<html lang=\"vi\">"))
    let english = page(Specimen.facts(language: .english))
    #expect(english.contains("<html lang=\"en\">") && english.contains("Complete: conclusions"))
    #expect(english == page(Specimen.facts(language: .english)))
  }

  @Test("The title is in the language of the rules, and says so where the page has another")
  func ownLanguage() {
    var facts = Specimen.facts(language: .english)
    #expect(page(facts).contains("<h1>"))
    facts.plan.ownLanguage = .vietnamese
    #expect(page(facts).contains("<h1 lang=\"vi\">"))
  }

  @Test("A bridge that starts from nothing, or below it, is drawn all the same")
  func strangeBridges() {
    for amounts in [[0, 0, 0], [-5, 3, -2], [0, 7, 7], [1_000_000, -1_000_000, 0]] as [[Int128]] {
      var facts = Specimen.facts()
      facts.reconciliation.matches[0].bridges = [
        [
          .init(side: .left, category: "total", cause: nil, rows: 1, amount: amounts[0]),
          .init(side: .both, category: "differs", cause: .sign, rows: 1, amount: amounts[1]),
          .init(side: .right, category: "total", cause: nil, rows: 1, amount: amounts[2]),
        ]
      ]
      #expect(page(facts).contains("Chênh lệch chưa giải thích: 0"))
    }
  }

  @Test("The minutes of all units add up to the bridge, and each closes by itself")
  func minutes() throws {
    var facts = Specimen.facts()
    let unit = MatchPlan.Dimension(name: "voucher", left: 0, right: 0, type: .code)
    facts.plan.report.minutes = .init(match: 0, unit: unit)
    let list = FindingList(facts)
    let plan = try #require(facts.plan.report.minutes)
    let units = try #require(UnitBridges(plan, list)).units
    #expect(units.map { $0.left.amount } == [0, 100, 2_000_000, 30, 5])
    #expect(units.map { $0.right.amount } == [7, 150, 0, 0, 10])
    #expect(units.allSatisfy { $0.rest == 0 })
    #expect(units.map(\.findings.count) == [1, 2, 1, 1, 1])
    let pages = minutes(list)
    let names = pages.map(\.name)
    #expect(
      pages[1].text.contains("Đại diện Kho bạc")
        && pages[1].text.contains("<data value=\"150\">150</data>"))
    #expect(names == ["v5", "v1", "v2", "v3", "v4"].map { "bien-ban-\($0).html" })
  }

  @Test("A unit stands in the minutes with its name and its code, and signs by its name")
  func unitName() throws {
    var facts = Specimen.facts()
    let unit = MatchPlan.Dimension(name: "voucher", left: 0, right: 0, type: .code)
    facts.plan.report.minutes = .init(match: 0, unit: unit)
    facts.plan.report.names = [
      .init(dimension: "voucher", place: .written(["V1": "UBND huyện Một"]))
    ]
    let page = try #require(minutes(FindingList(facts)).first { $0.name == "bien-ban-v1.html" })
      .text
    #expect(page.contains(">UBND huyện Một (V1)</p>"))
    #expect(page.contains("Đại diện UBND huyện Một</b>"))
    #expect(page.contains("voucher: UBND huyện Một (V1)"))
  }

  @Test("Findings have the labels of the rules, their kind and amount")
  func findingColumns() throws {
    var facts = Specimen.facts()
    facts.plan.report.labels = ["voucher": "Số chứng từ", "amount": "Số tiền"]
    let page = page(facts)
    let row = try #require(
      page.split(separator: "<tr ").first { $0.contains("Số tiền: “Kho bạc” ghi 100") })
    #expect(row.contains("<data value=\"differs\">lệch</data>"))
    #expect(row.contains("<data value=\"voucher=V1\">Số chứng từ: V1</data>"))
    #expect(row.contains("data-column=\"difference\"><data value=\"50\">+50</data>"))
  }

  @Test("A bridge of many causes is drawn by class on the first page and in full in the annex")
  func shortBridge() {
    var facts = Specimen.facts()
    let causes = Cause.allCases.prefix(12)
    facts.reconciliation.matches[0].bridges = [
      [.init(side: .left, category: "total", cause: nil, rows: 9, amount: 100)]
        + causes.map { .init(side: .both, category: "differs", cause: $0, rows: 1, amount: 2) }
        + [.init(side: .right, category: "total", cause: nil, rows: 9, amount: 124)]
    ]
    let page = page(facts)
    #expect(page.contains("data-key=\"class=differs\""))
    #expect(page.contains("<data value=\"24\">+24</data>"))
    #expect(page.contains("waterfall-2"))
  }

  private func minutes(_ list: FindingList) -> [(name: String, text: String)] {
    var pages: [(name: String, text: String)] = []
    var minutes = MinutesPages(list)
    while let page = minutes?.page() {
      pages.append((page.fileName, String(decoding: page.bytes, as: UTF8.self)))
    }
    return pages
  }

  @Test("Who signs beside the unit is who the rules name, whatever the name")
  func party() throws {
    var facts = Specimen.facts()
    let unit = MatchPlan.Dimension(name: "voucher", left: 0, right: 0, type: .code)
    facts.plan.report.minutes = .init(match: 0, unit: unit, party: "Phòng <giao dịch> số 2")
    let page = try #require(minutes(FindingList(facts)).first).text
    #expect(page.contains("Đại diện Phòng &lt;giao dịch&gt; số 2"))
    #expect(!page.contains("Đại diện Kho bạc"))
  }

  @Test("However many findings and owners with whatever names, the page stays below 2 MB")
  func size() {
    var facts = Specimen.facts()
    let count = 20_000
    let name = String(repeating: "<Ấ>", count: 3000)
    facts.reconciliation.owners = (0..<count).map {
      "\($0) \(name.prefix($0 % 50 == 0 ? 9000 : 9))"
    }
    facts.plan.title = name
    facts.reconciliation.findings = (0..<count * 2).map { index in
      var finding = Finding(
        severity: .error, kind: .missingRight, cause: .unknown,
        subject: .unmatched(match: 0, side: .left, row: index % 4))
      finding.owner = index % count
      return finding
    }
    #expect(page(facts).utf8.count < 2_000_000)
  }
}
