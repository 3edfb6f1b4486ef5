import Foundation
import Ledger
import Packing
import Seeding
import Testing

@testable import Ingest

@Suite struct HostileArchiveTests {
  private static let good = entry("good.csv", "good")

  /// An archive that does harm, what must be said about which entry, and what is read all the same.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var archive: [UInt8]
    /// "" for the whole file.
    var entry = ""
    var says: String
    var reads: [String] = []
    var testDescription: String { name }

    /// One bad entry beside a good one.
    static func bad(_ name: String, _ bad: PackedEntry, says: String, entry: String? = nil) -> Case
    {
      Case(
        name: name, archive: zip([good, bad]),
        entry: entry ?? String(decoding: bad.name, as: UTF8.self), says: says, reads: ["good.csv"])
    }
  }

  private static let entryCases: [Case] = [
    .bad("a name that climbs", entry("../../x.csv"), says: "leads out of the folder"),
    .bad("a name that climbs later", entry("a/../../x"), says: "leads out of the folder"),
    .bad("an absolute name", entry("/etc/x.csv"), says: "absolute path"),
    .bad("a drive", entry("C:/x.csv"), says: "absolute path"),
    .bad("a backslash", entry("..\\x.csv"), says: "backslash"),
    .bad("a line feed", entry("a\nb.csv"), says: "control characters", entry: "a\\u{a}b.csv"),
    .bad("a NUL", entry("a.csv\0.exe"), says: "control", entry: "a.csv\\u{0}.exe"),
    .bad(
      "a turned direction", entry("a\u{202E}vsc.exe"), says: "control", entry: "a\\u{202e}vsc.exe"),
    .bad("an empty part", entry("a//b.csv"), says: "empty"),
    .bad("a link", entry("l.csv", "/etc/passwd") { $0.mode = 0o120777 }, says: "link"),
    .bad("a device", entry("d") { $0.mode = 0o020666 }, says: "device"),
    .bad("a pipe", entry("p.csv") { $0.mode = 0o010666 }, says: "device"),
    .bad("a long name", entry(String(repeating: "x", count: 1025)), says: "entry_name"),
    .bad("a wrong CRC", entry("c.csv") { $0.claimedChecksum = 1 }, says: "CRC-32"),
    .bad(
      "more than declared", entry("m.csv") { ($0.method, $0.claimedByteCount) = (8, 3) },
      says: "not the declared one"),
    .bad(
      "less than declared", entry("l.csv") { ($0.method, $0.claimedByteCount) = (8, 300) },
      says: "not the declared one"),
    .bad(
      "stored with two sizes", entry("s.csv") { $0.claimedByteCount = 3 }, says: "own header"),
    .bad(
      "bytes behind the stream",
      entry("b.csv", "x") { ($0.method, $0.packed) = (8, deflatedBlocks(bytes("x")) + [1]) },
      says: "not the declared one"),
    .bad(
      "a cut stream",
      entry("t.csv", "xyz") { ($0.method, $0.packed) = (8, [0, 3, 0, 252, 255, 0x78]) },
      says: "end is missing"),
    .bad(
      "broken deflate", entry("b.csv") { ($0.method, $0.packed) = (8, [7, 7]) }, says: "invalid"),
    .bad("another method", entry("z.csv") { $0.method = 14 }, says: "method 14"),
    .bad("another own name", entry("o.csv") { $0.ownName = bytes("x.csv") }, says: "own header"),
    .bad("encrypted", entry("e.csv") { $0.password = bytes("x") }, says: "--password-file"),
    .bad(
      "a run of zeros", bomb("z.csv"), says: "archive_ratio"),
    .bad(
      "a run of zeros under a false size",
      {
        var entry = bomb("f.csv")
        entry.claimedByteCount = 1000
        return entry
      }(), says: "not the declared one"),
    .bad(
      "a run of zeros in gzip",
      entry(
        "g.csv.gz", of: gzip(packed: deflatedZeros(count: run), checksum: 0, byteCount: run)),
      says: "archive_ratio"),
    Case(
      name: "one name twice", archive: zip([good, entry("a.csv", "1"), entry("a.csv", "2")]),
      entry: "a.csv", says: "several times", reads: ["good.csv"]),
  ]

  private static let run = 258 * 120_000 + 1

  private static func bomb(_ name: String) -> PackedEntry {
    var entry = PackedEntry(name, [])
    entry.method = 8
    entry.packed = deflatedZeros(count: run)
    entry.claimedByteCount = run
    entry.claimedChecksum = 0
    return entry
  }

  private static let whole = zip([good, entry("b.csv", "b")])

  private static let archiveCases: [Case] = [
    Case(name: "cut short", archive: whole.dropLast(5), says: "end is missing"),
    Case(name: "cut in the list", archive: whole.dropLast(60), says: "end is missing"),
    Case(name: "bytes behind", archive: whole + bytes("x"), says: "no entry accounts for"),
    Case(
      name: "bytes before", archive: bytes("#!/bin/sh\n") + whole, says: "no entry accounts for"),
    Case(
      name: "bytes between", archive: whole.dropLast(22) + [0] + whole.suffix(22),
      says: "no entry accounts for"),
    Case(
      name: "a list that points outside", archive: whole.dropLast(6) + [255, 255, 0, 0, 0, 0],
      says: "points outside"),
    Case(
      name: "two lists", archive: zip([good], comment: zip([good]).suffix(22)), says: "two lists"),
    Case(
      name: "entries that share bytes",
      archive: zip([good, entry("b.csv", "b") { $0.claimedOffset = 0 }]), says: "share bytes"),
    Case(
      name: "an entry that holds another",
      archive: {
        // The second entry's header and content are the first one's content as well.
        let tail = zip([entry("b.csv", "b")]).prefix(35 + 1)
        var first = entry("a.csv", String(decoding: tail, as: UTF8.self))
        first.packed = []
        return zip([first, entry("b.csv", "b")]).replacing(size: 36)
      }(), says: "share bytes"),
    Case(
      name: "an entry outside", archive: zip([good, entry("b.csv") { $0.claimedOffset = 9999 }]),
      says: "lies outside"),
    Case(
      name: "volumes",
      archive: whole.dropLast(22) + [0x50, 0x4B, 5, 6, 1, 0, 1, 0] + whole.suffix(14),
      says: "split into volumes"),
    Case(
      name: "a wrong count", archive: whole.dropLast(14) + [9, 0, 9, 0] + whole.suffix(10),
      says: "list of entries is wrong"),
  ]

  @Test(arguments: entryCases + archiveCases)
  func `harm is refused by name and the rest is read`(hostile: Case) throws {
    let look = try Parcel(hostile.archive).look()
    #expect(look.faults.keys.sorted() == [hostile.entry])
    #expect(look.faults[hostile.entry]?.contains(hostile.says) == true, "\(look.faults)")
    #expect(look.tables.keys.sorted() == hostile.reads)
  }

  @Test func `entries of all archives inside one another are counted together`() throws {
    let inner = zip((1...10).map { entry("\($0).csv") })
    let outer = zip((1...3).map { entry("\($0).zip", of: inner) })
    #expect(try Parcel(outer).look(limits: [.archiveEntries: 33]).tables.count == 30)
    let look = try Parcel(outer).look(limits: [.archiveEntries: 32])
    #expect(look.tables.isEmpty)
    #expect(look.faults[""]?.contains("archive_entries") == true)
  }

  @Test func `ratios of layers do not multiply`() throws {
    var limits = Limits()
    limits[.archiveRatio] = 2
    // Whatever the layers are, no more comes out of a file than its own size times the ratio.
    let expansion = Expansion(fileByteCount: 1000, limits: limits)
    try expansion.take(2000 + Limits.ratioFreeByteCount)
    #expect(throws: Unreadable.self) { try expansion.take(1) }
    let meter = Expansion(fileByteCount: 1000, limits: limits).meter()
    for count in [1000, 2000, 1000, 2000, 2000 + Limits.ratioFreeByteCount] { try meter(count) }
    #expect(throws: Unreadable.self) { try meter(2001 + Limits.ratioFreeByteCount) }
  }

  @Test func `a few MiB may be packed however tightly, as a million blank rows are`() throws {
    let count = 258 * 16_000 + 1
    let blank = entry("a.csv", String(repeating: "0", count: count)) {
      ($0.method, $0.packed) = (8, deflatedZeros(count: count))
    }
    let look = try Parcel(zip([blank])).look()
    #expect(look.tables["a.csv"]?.utf8.count == count, "\(look.faults)")
  }

  @Test func `what is read out of one file is bounded, however it is packed`() throws {
    let content = String(repeating: "x", count: 1000)
    for outer in [
      zip((1...4).map { entry("\($0).csv", content) }),
      zip([entry("i.zip", of: zip([entry("1.csv", content), entry("2.csv", content)]))]),
    ] {
      #expect(try Parcel(outer).look(limits: [.archiveBytes: 5000]).faults == [:])
      let look = try Parcel(outer).look(limits: [.archiveBytes: 3999])
      #expect(look.tables.isEmpty)
      #expect(look.faults[""]?.contains("archive_bytes") == true)
    }
    let packed = zip((1...4).map { entry("\($0).csv.gz", of: gzip(bytes(content))) })
    let look = try Parcel(packed).look(limits: [.archiveBytes: 3999])
    #expect(look.tables.count == 3)
    #expect(look.faults["4.csv.gz"]?.contains("archive_bytes") == true)
  }

  /// Its only entry is the archive itself, byte for byte; made by Tests/Benchmarks/hostile_files.py.
  private static let quine = """
    UEsDBBQAAAAIAAAAIVj6rRhYMgEAANABAAAeAAAAYW4tYXJjaGl2ZS13aXRoaW4taXRzZWxmLTAuemlwAEEAvv9QSwMEFA\
    AAAAgAAAAhWPqtGFgyAQAA0AEAAB4AAABhbi1hcmNoaXZlLXdpdGhpbi1pdHNlbGYtMC56aXAAQQC+/6LYAIAAAAUA+v+i\
    2ACAAAAFAPr/AAUA+v8AFADr/6LYAIAAAAUA+v8ABQD6/wAUAOv/QoghxAAAFADr/0KIIcQAABQA6/9CiCHEAAAUAOv/Qo\
    ghxAAAFADr/0KIIcQAAAAA//8AAAD//wBmAJn/QoghxAAAAAD//wAAAP//AGYAmf+jjy0AUEsBAhQAFAAAAAgAAAAhWPqt\
    GFgyAQAA0AEAAB4AAAAAAAAAAAAAAAAAAAAAAGFuLWFyY2hpdmUtd2l0aGluLWl0c2VsZi0wLnppcFBLBQYAAAAAAQABAE\
    wAAABuAQAAAACjjy0AUEsBAhQAFAAAAAgAAAAhWPqtGFgyAQAA0AEAAB4AAAAAAAAAAAAAAAAAAAAAAGFuLWFyY2hpdmUt\
    d2l0aGluLWl0c2VsZi0wLnppcFBLBQYAAAAAAQABAEwAAABuAQAAAAA=
    """

  @Test(arguments: [2, 3, 8]) func `an archive that holds itself is followed so far`(
    depth: Int
  ) throws {
    let archive = [UInt8](Data(base64Encoded: Self.quine) ?? Data())
    #expect(archive.count == 464)
    let name = "an-archive-within-itself-0.zip"
    let look = try Parcel(archive).look(limits: [.archiveDepth: depth])
    let place = Array(repeating: name, count: depth).joined(separator: "//")
    #expect(look.faults.keys.sorted() == [place])
    #expect(look.faults[place]?.contains("archive_depth") == true)
    #expect(look.tables.isEmpty)
  }

  @Test func `an archive without entries has no table`() throws {
    #expect(try Parcel(zip([])).look().faults == ["": Unreadable.noTable.english])
  }

  @Test func `every form that archivers write is read`() throws {
    let text = String(repeating: "a,b\n1,2\n", count: 20_000)
    for method: UInt16 in [0, 8] {
      for (isLater, isLarge) in [(false, false), (true, false), (false, true), (true, true)] {
        let packed = zip(
          [
            entry("a.csv", text) {
              ($0.method, $0.isDescribedLater, $0.isLarge) = (method, isLater, isLarge)
            }, entry("thu-muc/", "") { $0.mode = 0o040755 },
            entry("thu-muc/b.csv") { $0.mode = 0o100644 },
          ], comment: bytes("số liệu mô phỏng"))
        let look = try Parcel(packed).look()
        #expect(look.tables == ["a.csv": text, "thu-muc/b.csv": "a,b\n1,2\n"])
        #expect(look.faults == [:])
      }
    }
  }

  /// Whatever is changed in an archive, what is read out of it is what was packed.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a changed archive gives its own tables or none`(seed: UInt64) throws {
    var random = Seeded(seed: seed)
    let texts = ["a,b\n1,2\n", String(repeating: "mô phỏng;", count: 300), "x"]
    let inner = zip([entry("i.csv", texts[1]) { $0.method = 8 }, entry("j.csv", texts[2])])
    let archive = zip([
      entry("a.csv", texts[0]), entry("b.zip", of: inner),
      entry("c.csv.gz", of: gzip(bytes(texts[1]))),
      entry("d.csv", texts[0]) { ($0.method, $0.isDescribedLater) = (8, true) },
    ])
    for _ in 0..<50 {
      var changed = archive
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: changed.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: changed[place] = UInt8.random(in: 0...255, using: &random)
        case 2: changed.removeLast(min(changed.count - 1, place % 40))
        default: changed.insert(UInt8.random(in: 0...255, using: &random), at: place)
        }
      }
      let look = try Parcel(changed).look()
      for (name, text) in look.tables where !name.isEmpty {
        #expect(texts.contains(text), "seed \(seed): \(name)")
      }
    }
  }
}

extension [UInt8] {
  /// The archive with the compressed and the true size of its first entry set in its list and header.
  fileprivate func replacing(size: UInt8) -> [UInt8] {
    var changed = self
    let list = changed.indices.first { changed[$0...].starts(with: [0x50, 0x4B, 1, 2]) } ?? 0
    for offset in [18, 22, list + 20, list + 24] { changed[offset] = size }
    return changed
  }
}
