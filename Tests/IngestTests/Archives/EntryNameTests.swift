import Ledger
import Packing
import Testing

@testable import Ingest

@Suite struct EntryNameTests {
  @Test(arguments: [
    ([bytes("kế-hoạch.csv")], EntryNameEncoding.utf8, ["kế-hoạch.csv"]),
    // Marks apart from their letters, as macOS writes them.
    ([bytes("ke\u{302}\u{301}.csv")], .utf8, ["kế.csv"]),
    // "Số liệu" and "Đơn vị" in Windows-1258: tone marks are bytes of their own.
    (
      [[0x53, 0xF4, 0xEC], [0xD0, 0xF5, 0x6E, 0x20, 0x76, 0x69, 0xF2]], .windows1258,
      ["Số", "Đơn vị"]
    ),
    // A mark behind a consonant is no Vietnamese.
    ([[0x6E, 0xEC]], .codePage437, ["n∞"]),
    ([[0x81, 0x62, 0x65, 0x72]], .codePage437, ["über"]),
    // One name decides for all.
    ([[0x53, 0xF4, 0xEC], [0x81]], .codePage437, ["S⌠∞", "ü"]),
  ])
  func `one encoding for all names of an archive`(
    names: [[UInt8]], encoding: EntryNameEncoding, expected: [String]
  ) {
    #expect(EntryNameEncoding(of: names) == encoding)
    #expect(names.map { encoding.name($0) } == expected)
  }

  @Test func `names that are declared to be UTF-8 do not decide for the others`() throws {
    let look = try Parcel(
      zip([
        entry("số.csv") { $0.flags = 0x800 }, PackedEntry([0x81] + bytes(".csv"), bytes("1")),
      ])
    ).look()
    #expect(look.tables.keys.sorted() == ["số.csv", "ü.csv"])
  }

  @Test func `a pattern and a name meet however their marks are written`() throws {
    let parcel = try Parcel(zip([PackedEntry([0x53, 0xF4, 0xEC] + bytes(".csv"), bytes("1"))]))
    for pattern in ["*//Số.csv", "*//So\u{302}\u{301}.csv"] {
      #expect(parcel.look(pattern).tables == ["Số.csv": "1"])
    }
  }
}
