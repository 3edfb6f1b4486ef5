import Foundation
import Ledger
import Packing
import Testing

@testable import Ingest

@Suite struct PasswordTests {
  private static let old = zip([
    entry("a.csv", "một") { $0.password = bytes("mật khẩu") },
    entry("b.csv", "hai") { ($0.method, $0.password) = (8, bytes("other")) },
    entry("c.csv", "ba"),
  ])

  @Test func `each password is tried on each entry`() throws {
    let parcel = try Parcel(Self.old)
    #expect(
      parcel.look(passwords: ["wrong", "other", "mật khẩu"]).tables
        == ["a.csv": "một", "b.csv": "hai", "c.csv": "ba"])
    let one = parcel.look(passwords: ["mật khẩu"])
    #expect(one.tables == ["a.csv": "một", "c.csv": "ba"])
    #expect(one.faults == ["b.csv": Unreadable.wrongPassword.english])
    let none = parcel.look()
    #expect(none.tables == ["c.csv": "ba"])
    #expect(none.faults.keys.sorted() == ["a.csv", "b.csv"])
    #expect(none.faults["a.csv"] == Unreadable.encrypted.english)
  }

  @Test func `a password that only seems right is not taken`() throws {
    // One in 256 passes the check of the old encryption: among these some do.
    let wrong = (0..<900).map { "wrong-\($0)" }
    let look = try Parcel(Self.old).look(passwords: wrong)
    #expect(look.tables == ["c.csv": "ba"])
    let right = try Parcel(Self.old).look(passwords: wrong + ["mật khẩu"])
    #expect(right.tables["a.csv"] == "một")
  }

  @Test func `archives inside archives may be encrypted, and hold what is`() throws {
    let outer = zip(
      [entry("x.zip", of: Self.old), PackedEntry("y.zip", Self.old)].map {
        var entry = $0
        entry.password = bytes("other")
        return entry
      })
    let look = try Parcel(outer).look(passwords: ["mật khẩu", "other"])
    #expect(look.tables.count == 6)
    #expect(look.faults == [:])
  }

  /// An AES-256 archive of one table; made by pyzipper 0.3.
  private static func fixture(_ text: String) -> [UInt8] {
    [UInt8](Data(base64Encoded: text) ?? Data())
  }
  private static let ae1 = fixture(
    """
    UEsDBBQAAQBjAAAAIVgkGAxcUgAAAD4AAAAFAAsAZC5jc3YBmQcAAQBBRQMIAHS/IIfBLV71y25DegfSo6ycxNg/yN\
    S86MN+MXSVDntXFa5m5qxiid12IFhPeqzJVnQ7fuKRNLoLrt11W2eq2MAcy1xKoEvKr8r/KubuPBS2kspQSwECFAMU\
    AAEAYwAAACFYJBgMXFIAAAA+AAAABQALAAAAAAAAAAAAgAEAAAAAZC5jc3YBmQcAAQBBRQMIAFBLBQYAAAAAAQABAD\
    4AAACAAAAAAAA=
    """)
  private static let ae2 = fixture(
    """
    UEsDBBQAAQBjAAAAIVgAAAAAUgAAAD4AAAAFAAsAZC5jc3YBmQcAAgBBRQMIAFXuRLQmSgRhLnFF8ijBe1QbyB6eW+\
    jm4TlQNoP7xNoHFze51O1aQwAM8iE0+JPJXuMNd5NYhfGZTgHxm2C13vZ9sl9aoI8LzRjGTXws3aa85LpQSwECFAMU\
    AAEAYwAAACFYAAAAAFIAAAA+AAAABQALAAAAAAAAAAAAgAEAAAAAZC5jc3YBmQcAAgBBRQMIAFBLBQYAAAAAAQABAD\
    4AAACAAAAAAAA=
    """)
  private static let content = "Số CT,Ngày,Số tiền\nV1,15/01/2024,100\nV2,16/01/2024,200\n"

  @Test(arguments: [1, 2])
  func `AES is read, with a CRC-32 and without`(version: Int) throws {
    let parcel = try Parcel(version == 1 ? Self.ae1 : Self.ae2)
    #expect(parcel.look(passwords: ["x", "mật khẩu"]).tables == ["d.csv": Self.content])
    #expect(
      parcel.look(passwords: ["x"]).faults == ["d.csv": Unreadable.wrongPassword.english])
    #expect(parcel.look().faults == ["d.csv": Unreadable.encrypted.english])
  }

  @Test(arguments: [1, 2])
  func `no changed byte of AES passes`(version: Int) throws {
    let archive = version == 1 ? Self.ae1 : Self.ae2
    // Header, name and extra field take 46 bytes; salt, check, content and code follow up to the list.
    let list = archive.indices.first { archive[$0...].starts(with: [0x50, 0x4B, 1, 2]) } ?? 0
    for place in 46..<list {
      var changed = archive
      changed[place] ^= 0x10
      let look = try Parcel(changed).look(passwords: ["mật khẩu"])
      #expect(look.tables.isEmpty, "byte \(place)")
      #expect(look.faults.keys.sorted() == ["d.csv"])
    }
  }
}
