import Ledger
import Packing
import Testing

@testable import Ingest

@Suite struct NestedArchiveTests {
  private static let inner = zip([
    entry("so-lieu/chi-tiet-1.csv", "1"), entry("tong-hop.csv", "2"), entry("readme.txt", "3"),
  ])
  private static let outer = zip([
    entry("inner.zip", of: inner), entry("inner2.zip", of: inner), entry("ngoai.csv", "4"),
    entry("nen.csv.gz", of: gzip(bytes("5"))),
  ])

  @Test func `every table is found, and its place names every archive on the way`() throws {
    let look = try Parcel(Self.outer).look()
    #expect(
      look
        == Parcel.Look(
          tables: [
            "inner.zip//so-lieu/chi-tiet-1.csv": "1", "inner.zip//tong-hop.csv": "2",
            "inner2.zip//so-lieu/chi-tiet-1.csv": "1", "inner2.zip//tong-hop.csv": "2",
            "ngoai.csv": "4", "nen.csv.gz": "5",
          ], skipped: ["inner.zip//readme.txt", "inner2.zip//readme.txt"]))
  }

  @Test(arguments: [
    // One part is looked for at every depth; several name each archive on the way.
    (
      "*//chi-tiet*.csv",
      ["inner.zip//so-lieu/chi-tiet-1.csv", "inner2.zip//so-lieu/chi-tiet-1.csv"]
    ),
    ("*//inner.zip//chi-tiet*.csv", ["inner.zip//so-lieu/chi-tiet-1.csv"]),
    ("*//inner.zip//so-lieu/*.csv", ["inner.zip//so-lieu/chi-tiet-1.csv"]),
    ("*//inner.zip//khac/*.csv", []),
    (
      "*//inner?.zip//*",
      ["so-lieu/chi-tiet-1.csv", "tong-hop.csv", "readme.txt"].map { "inner2.zip//" + $0 }
    ),
    // An archive that is named is read whole.
    ("*//inner.zip", ["inner.zip//so-lieu/chi-tiet-1.csv", "inner.zip//tong-hop.csv"]),
    ("*//*.gz", ["nen.csv.gz"]), ("*//ngoai.csv", ["ngoai.csv"]),
    ("*//ngoai.csv//x.csv", []),
  ])
  func `a pattern picks entries`(pattern: String, expected: [String]) throws {
    let look = try Parcel(Self.outer).look(pattern)
    #expect(look.tables.keys.sorted() == expected.sorted())
    #expect(look.faults == [:])
  }

  @Test func `a table of another extension is found where it is asked for and is text`() throws {
    let parcel = try Parcel(zip([entry("so-lieu.dat", "1"), entry("khac.dat", "2")]))
    #expect(parcel.look().faults == ["": Unreadable.noTable.english])
    #expect(parcel.look("*//so-lieu.dat").tables == ["so-lieu.dat": "1"])
  }

  @Test func `layers of zip and gzip count together`() throws {
    let two = zip([entry("b.csv.gz", of: gzip(bytes("x")))])
    let three = zip([entry("c.zip", of: two)])
    let four = gzip(zip([entry("d.zip", of: three)]))
    #expect(try Parcel(three).look().tables == ["c.zip//b.csv.gz": "x"])
    let place = "d.zip//c.zip//b.csv.gz"
    #expect(try Parcel(four).look(limits: [.archiveDepth: 5]).tables == [place: "x"])
    let look = try Parcel(four).look()
    #expect(look.tables.isEmpty)
    #expect(look.faults.keys.sorted() == ["d.zip//c.zip"])
    #expect(look.faults["d.zip//c.zip"]?.contains("--limit archive_depth") == true)
  }

  @Test func `a file is what its bytes are, whatever its name`() throws {
    #expect(try Parcel(zip([entry("a.csv", "1")]), name: "a.csv").look().tables == ["a.csv": "1"])
    #expect(try Parcel(gzip(bytes("1")), name: "a.csv").look().tables == ["": "1"])
    #expect(try Parcel(gzip(gzip(bytes("1"))), name: "a.csv").look().tables == ["": "1"])
    let inside = zip([entry("b.csv", of: zip([entry("c.csv", "1")]))])
    #expect(try Parcel(inside).look().tables == ["b.csv//c.csv": "1"])
  }

  @Test func `archives inside an archive are held in memory one at a time`() throws {
    let content = String(repeating: "0123456789", count: 1000)
    let inner = zip([entry("a.csv", content), entry("b.csv", content)])
    let outer = zip((1...20).map { entry("\($0).zip", of: inner) })
    let look = try Parcel(outer).look(limits: [.nestedBytes: inner.count])
    #expect(look.tables.count == 40)
    #expect(look.faults == [:])
    let refused = try Parcel(outer).look(limits: [.nestedBytes: inner.count - 1])
    #expect(refused.tables.isEmpty)
    #expect(refused.faults.count == 20)
  }

  @Test func `what systems leave behind and documents are skipped, unread tables are not`() throws {
    let look = try Parcel(
      zip([
        entry("a.csv", "1"), entry("__MACOSX/a.csv"), entry("~$a.csv"), entry(".DS_Store"),
        entry("x/Thumbs.db"), entry("README.txt"), entry("ghi-chu.md"),
        entry("cong-van.pdf", "%PDF-1.4"), entry("thu-muc/", ""),
        entry("cu.xls", of: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        entry("anh.csv", of: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
      ])
    ).look()
    #expect(look.tables == ["a.csv": "1"])
    #expect(
      look.skipped == [
        "__MACOSX/a.csv", "~$a.csv", ".DS_Store", "x/Thumbs.db", "README.txt", "ghi-chu.md",
        "cong-van.pdf",
      ])
    #expect(look.faults.keys.sorted() == ["anh.csv", "cu.xls"])
  }
}
