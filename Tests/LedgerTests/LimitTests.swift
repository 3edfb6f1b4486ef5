import Foundation
import Testing

@testable import Ledger

@Suite struct LimitTests {
  @Test(
    arguments: [
      (Limit.archiveEntries, "20_000", 20_000), (.archiveEntries, "1", 1),
      (.archiveEntries, "0", nil),
      (.archiveEntries, "-1", nil), (.archiveEntries, "", nil), (.archiveEntries, "_5", nil),
      (.archiveEntries, "10 KiB", nil), (.archiveEntries, "9999999999999999999", nil),
      (.nestedBytes, "64 MiB", 64 << 20), (.nestedBytes, "64MiB", 64 << 20),
      (.nestedBytes, "1_000", 1000), (.nestedBytes, "MiB", nil), (.nestedBytes, "٣ MiB", nil),
      (.nestedBytes, "9999999999999 TiB", nil), (.archiveDepth, "9", nil),
    ] as [(Limit, String, Int?)])
  func `values as people write them`(limit: Limit, text: String, expected: Int?) {
    #expect(limit.value(of: text) == expected)
  }

  @Test(arguments: Limit.allCases)
  func `the manual has the bound as it is, in both languages`(limit: Limit) throws {
    var manual = URL(filePath: #filePath)
    for _ in 0..<3 { manual.deleteLastPathComponent() }
    let text = try String(contentsOf: manual.appending(path: "docs/limits.md"), encoding: .utf8)
    let row =
      "| `\(limit.rawValue)` | \(limit.text(of: limit.standard)) | "
      + "\(limit.text(of: limit.range.lowerBound)) – \(limit.text(of: limit.range.upperBound)) | "
    #expect(text.components(separatedBy: row).count == 3, "\(row)")
  }

  @Test(arguments: Limit.allCases)
  func `every bound that is printed can be typed`(limit: Limit) {
    for value in [limit.standard, limit.range.lowerBound, limit.range.upperBound] {
      #expect(limit.value(of: limit.text(of: value)) == value)
    }
  }
}
