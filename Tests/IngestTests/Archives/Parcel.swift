import Foundation
import Ledger
import Packing

@testable import Ingest

/// A file in a folder of its own, looked into as a source would.
final class Parcel {
  private let folder: URL
  private let name: String
  private let byteCount: Int

  init(_ bytes: [UInt8], name: String = "a.zip") throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "doichieu-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: folder.appending(path: name))
    self.name = name
    byteCount = bytes.count
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What was found.
  struct Look: Equatable {
    /// Text of each table that could be read, by its entry; the file's own is "".
    var tables: [String: String] = [:]
    /// Why an entry cannot be read, by the entry; of the whole file by "".
    var faults: [String: String] = [:]
    var skipped: [String] = []
  }

  /// Finds the tables and reads each to its end.
  func look(
    _ pattern: String = "*", limits: [Limit: Int] = [:], passwords: [String] = []
  ) -> Look {
    var all = Limits()
    for (limit, value) in limits { all[limit] = value }
    let finder = TableFinder(
      folder: folder.path, limits: all, passwords: Passwords(passwords.map { Array($0.utf8) }),
      headerRowCountMax: 20)
    var look = Look()
    do throws(Unreadable) {
      let contents = try finder.contents(
        of: FoundFile(path: name, byteCount: byteCount), fitting: FilePattern(pattern))
      look.skipped = contents.skipped
      for (place, reason) in contents.faults { look.faults[place.entry ?? ""] = reason.english }
      for table in contents.tables {
        do throws(Unreadable) {
          look.tables[table.place.entry ?? ""] = String(
            decoding: try bytes(of: table.open()), as: UTF8.self)
        } catch {
          look.faults[table.place.entry ?? ""] = error.english
        }
      }
    } catch {
      look.faults[""] = error.english
    }
    return look
  }

  private func bytes(of stream: any ByteStream) throws(Unreadable) -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let (more, isLast) = try stream.chunk(after: [], upTo: 1 << 16)
      all += more
      if isLast { return all }
    }
  }
}

/// The bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// An entry with a text.
func entry(
  _ name: String, _ text: String = "a,b\n1,2\n", change: (inout PackedEntry) -> Void = { _ in }
) -> PackedEntry {
  var entry = PackedEntry(name, bytes(text))
  change(&entry)
  return entry
}

/// An entry that is an archive, or any bytes.
func entry(_ name: String, of packed: [UInt8]) -> PackedEntry { PackedEntry(name, packed) }
