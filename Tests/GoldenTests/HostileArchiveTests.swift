import Foundation
import Packing
import Testing

/// Archives that would take all memory, read by the real program.
@Suite struct HostileArchiveTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var archive: @Sendable () -> [UInt8]
    /// What stands in the finding.
    var says: String
  }

  private static let zeros = 258 * 1_200_000 + 1

  private static func bomb(_ name: String) -> PackedEntry {
    var entry = PackedEntry(name, [])
    entry.method = 8
    entry.packed = deflatedZeros(count: zeros)
    entry.claimedByteCount = zeros
    entry.claimedChecksum = 0
    return entry
  }

  @Test(arguments: [
    Case(
      testDescription: "300 MB of zeros", archive: { zip([bomb("a.csv")]) }, says: "archive_ratio"),
    Case(
      testDescription: "300 MB of zeros under a false size",
      archive: {
        var entry = bomb("a.csv")
        entry.claimedByteCount = 1 << 20
        return zip([entry])
      }, says: "file=don-vi/d.zip//a.csv,"),
    Case(
      testDescription: "300 MB of zeros in gzip in zip",
      archive: {
        let packed = gzip(packed: deflatedZeros(count: zeros), checksum: 0, byteCount: zeros)
        return zip([PackedEntry("a.csv.gz", packed)])
      }, says: "file=don-vi/d.zip//a.csv.gz,"),
    Case(
      testDescription: "300 MB of zeros in gzip",
      archive: { gzip(packed: deflatedZeros(count: zeros), checksum: 0, byteCount: zeros) },
      says: "file=don-vi/d.zip,"),
    Case(
      testDescription: "four levels of eight archives each",
      archive: {
        (0..<4).reduce(zip([])) { inner, _ in
          zip((0..<8).map { PackedEntry("\($0).zip", inner) })
        }
      }, says: "archive_depth"),
    Case(
      testDescription: "an archive inside that would not fit in memory",
      archive: {
        var table = PackedEntry("a.csv", Array(repeating: 48, count: 70 << 20))
        table.claimedChecksum = 0
        var inner = PackedEntry("b.zip", zip([table]))
        inner.claimedChecksum = 0
        return zip([inner])
      }, says: "nested_bytes"),
    Case(
      testDescription: "a list of 200,000 entries",
      archive: {
        let entry = zip([PackedEntry("a", [])])
        let start = entry.count - 22 - 47
        let list = entry[start..<(start + 47)]
        let count = 200_000
        // The large record, its locator and the last record of the archive.
        let record =
          [0x50, 0x4B, 6, 6] + little(UInt64(44)) + little(UInt32(45)) + little(UInt64(0))
          + little(UInt64(count)) + little(UInt64(count)) + little(UInt64(count * 47))
          + little(UInt64(start))
        return Array(entry[..<start]) + (0..<count).flatMap { _ in list } + record
          + [0x50, 0x4B, 6, 7] + little(UInt32(0)) + little(UInt64(start + count * 47))
          + little(UInt32(1)) + [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
          + Array(repeating: 255, count: 12) + [0, 0]
      }, says: "archive_entries"),
    Case(
      testDescription: "a thousand archives in each of a thousand",
      archive: {
        let empty = zip([])
        let inner = zip((0..<1000).map { PackedEntry("\($0).zip", empty) })
        return zip((0..<1000).map { PackedEntry("\($0).zip", inner) })
      }, says: "archive_entries"),
  ])
  func `harm is refused within 256 MiB`(hostile: Case) throws {
    let workspace = try Workspace()
    let rules = Repository.golden.appending(path: "run/zip-encrypted/rules.yaml")
    try workspace.copy(rules, to: "rules.yaml")
    try workspace.write("in/kbnn/k.csv", "Số CT,Ngày,Số tiền\n".utf8)
    try workspace.write("in/don-vi/d.zip", hostile.archive())
    // KiB of everything that can be written to, stacks of threads included.
    let bounded = ["/bin/sh", "-c", "ulimit -d 262144 && exec \"$@\"", "sh"]
    let outcome = try Program(
      bounded + command(["run", "rules.yaml", "--input", "in"]), in: workspace.folder
    ).wait()
    #expect(outcome.status == 2, "\(outcome.stderr)")
    let found = try String(
      contentsOf: workspace.folder.appending(path: "doichieu-out/discrepancies.csv"),
      encoding: .utf8)
    #expect(found.contains(hostile.says), "\(found)")
  }
}
