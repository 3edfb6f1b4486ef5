import Foundation
import Ledger
import Rules
import Testing

/// The list of abbreviations that comes with the program.
@Suite struct AbbreviationTests {
  private let list =
    (try? String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "rules/viet-tat.yaml"), encoding: .utf8)) ?? ""

  @Test func `the list is a rule file of its own, without a word from lint`() throws {
    let reading = readText(list)
    #expect(reading.diagnostics == [])
    let plan = try #require(reading.plan)
    #expect(
      plan.abbreviations.key(of: "Phòng LĐTB&XH H. Tri Tôn")
        == nameKey("Phòng Lao động - Thương binh và Xã hội huyện Tri Tôn"))
  }

  @Test func `an including file has it, and what it adds itself`() throws {
    let rules = """
      version: 1
      name: root
      include: [viet-tat.yaml]
      abbreviations: {STC: sở tài chính}
      sources:
        units:
          files: units.csv
          columns:
            name: {header: Name, type: text}
      checks:
        finance:
          on: units
          when: folded(name) = 'STC TP. HCM'
      """
    let reading = readText(rules, others: ["viet-tat.yaml": list])
    #expect(reading.diagnostics == [])
    let plan = try #require(reading.plan)
    guard case .comparison(.equal, _, let constant) = plan.checks[0].condition.node else {
      Issue.record("the condition is no comparison")
      return
    }
    #expect(constant.node == .constant(.text("sotaichinhthanhphohcm")))
  }
}
