import Ledger
import Testing

@testable import Reports

@Suite struct DiscrepanciesTests {
  private func records(_ facts: RunFacts) -> [FindingRecord] {
    let list = FindingList(facts)
    var reader = FindingReader(list)
    return (0..<list.count).map {
      var record = FindingRecord()
      reader.read($0, into: &record)
      return record
    }
  }

  @Test("The columns are those of the contract, in its order")
  func columns() {
    #expect(
      FindingRecord.Field.allCases.map(\.name).joined(separator: ",")
        == "id,status,severity,check,kind,cause,owner,key,field,left,right,difference,message,"
        + "left_at,right_at,first_seen,age_days")
  }

  @Test("Findings come by severity, check, key and field, pending ones as information")
  func order() {
    let lines = records(Specimen.facts()).map {
      "\($0.text(.severity)) \($0.text(.key)) \($0.text(.kind)) \($0.text(.field))"
    }
    #expect(
      lines == [
        "error voucher==V5 missing-left ", "error voucher=V1 differs amount",
        "error voucher=V1 differs date", "error voucher=V2 missing-right ",
        "error voucher=V4 duplicate ", "info voucher=V3 missing-right ",
      ])
  }

  @Test("A finding shows values, difference, owner and places")
  func values() throws {
    let records = records(Specimen.facts())
    let date = records[2]
    #expect(date.text(.left) == "2024-10-01" && date.text(.right) == "2024-10-09")
    #expect(date.text(.difference) == "8")
    #expect(date.text(.leftAt) == "treasury/a.csv:2" && date.text(.rightAt) == "agencies/b.csv:2")
    #expect(
      date.text(.message) == "date: “Kho bạc” ghi 01/10/2024, “Đơn vị” ghi 09/10/2024, lệch +8 ngày"
    )
    let missing = records[3]
    #expect(missing.text(.owner) == "Bà Lan" && missing.text(.cause) == "unknown")
    #expect(missing.text(.left) == "2000000" && missing.text(.right).isEmpty)
    #expect(missing.text(.difference) == "-2000000")
    let duplicate = records[4]
    #expect(duplicate.text(.left) == "5" && duplicate.text(.right) == "10")
    #expect(duplicate.text(.rightAt) == "agencies/b.csv:3 | agencies/b.csv:4")
    let pending = records[5]
    #expect(pending.text(.status) == "pending")
    #expect(
      pending.text(.message)
        == "Mới 1 ngày, đủ 5 ngày mới tính: có trong “Kho bạc”, chưa có trong “Đơn vị”: 30")
  }

  @Test("Messages are in the language of the plan")
  func english() {
    let records = records(Specimen.facts(language: .english))
    #expect(records[3].text(.message) == "In “Kho bạc”, not in “Đơn vị”: 2,000,000")
    #expect(
      records[4].text(.message)
        == "Repeated key: 1 row in “Kho bạc” adding up to 5, 2 rows in “Đơn vị” adding up to 10")
  }

  @Test("Ids depend on rules, check, kind, key and field alone, and ties are told apart")
  func ids() {
    var facts = Specimen.facts()
    let ids = records(facts).map { $0.text(.id) }
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.count == 12 && $0.allSatisfy { "0123456789abcdef".contains($0) } })
    facts.reconciliation.findings.reverse()
    facts.plan.matches[0].severity = .warning
    #expect(records(facts).map { $0.text(.id) } == ids)
    // sha256 of the parts between bytes that no text holds, worked out by another program.
    #expect(ids[3] == "2a83b95f1d48")
    facts.reconciliation.findings.append(facts.reconciliation.findings[1])
    #expect(Set(records(facts).map { $0.text(.id) }).count == ids.count + 1)
  }

  @Test("Numbers keep their minus, texts that look like formulas lose it")
  func guardsFormulas() {
    let report = Discrepancies(FindingList(Specimen.facts()))
    let text = Specimen.text(report)
    #expect(text.contains(",-2000000,"))
    #expect(text.hasPrefix("\u{FEFF}id,status,"))
  }

  @Test("More than ten places are counted")
  func places() {
    var facts = Specimen.facts()
    facts.reconciliation.matches[0].sets[0].right = Array(repeating: 1, count: 13)
    let place = records(facts)[4].text(.rightAt)
    #expect(place.hasSuffix("agencies/b.csv:3 | +3"))
    #expect(place.split(separator: "|").count == 11)
  }
}
