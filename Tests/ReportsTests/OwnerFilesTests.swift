import Ledger
import Testing

@testable import Reports

@Suite struct OwnerFilesTests {
  /// One finding for each owner.
  private func files(_ owners: [String], besides: [String] = []) -> [String: String] {
    var facts = Specimen.facts()
    facts.reconciliation.owners = owners
    facts.reconciliation.findings = owners.indices.map { index in
      var finding = Finding(
        severity: .error, kind: .missingRight, subject: .unmatched(match: 0, side: .left, row: 0))
      finding.owner = index
      return finding
    }
    let files = OwnerFiles(OwnerTally(FindingList(facts)), besides: besides).files
    #expect(files.allSatisfy { $0.owner.findings.count == 1 })
    return Dictionary(uniqueKeysWithValues: files.map { ($0.owner.name, $0.fileName) })
  }

  @Test("An owner's name becomes letters, digits and hyphens")
  func names() {
    #expect(
      files(["Chủ tịch UBND huyện Tri Tôn", "P. LĐ-TB&XH (2024)", "", "../../etc/passwd", "“…”"])
        == [
          "Chủ tịch UBND huyện Tri Tôn": "for-chu-tich-ubnd-huyen-tri-ton.csv",
          "P. LĐ-TB&XH (2024)": "for-p-ld-tb-xh-2024.csv", "": "for-none.csv",
          "../../etc/passwd": "for-etc-passwd.csv", "“…”": "for-none-2.csv",
        ])
  }

  @Test("Names that fold alike get numbers in their order, and none is taken twice")
  func clashes() {
    let names = files(["Bà Lan", "ba lan", "BÀ LAN", "Ba Lan 2"], besides: ["for-ba-lan.csv"])
    #expect(
      names == [
        "Ba Lan 2": "for-ba-lan-2.csv", "BÀ LAN": "for-ba-lan-3.csv",
        "Bà Lan": "for-ba-lan-4.csv", "ba lan": "for-ba-lan-5.csv",
      ])
  }

  @Test("A name of ten thousand letters is a name of a file all the same")
  func long() {
    let names = files([
      String(repeating: "ấ", count: 10_000), String(repeating: "字", count: 10_000),
    ])
    #expect(names.values.allSatisfy { $0.utf8.count <= 255 })
  }

  @Test("Owners come by errors, then warnings, then name")
  func tally() {
    let tally = OwnerTally(FindingList(Specimen.facts()))
    #expect(tally.owners.map(\.name) == ["", "Bà Lan"])
    #expect(tally.owners[0].errors == 4 && tally.owners[0].pending == 1)
    #expect(tally.owners[1].money == -2_000_000)
  }
}
