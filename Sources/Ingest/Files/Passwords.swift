import Ledger

/// The passwords that a source may try on encrypted entries; they reach no output and no message.
///
/// A class, because which of them opened an entry is remembered for the next one.
final class Passwords {
  private(set) var all: [[UInt8]]
  private var good: [Entry: Int] = [:]
  private var last = 0

  /// An entry by what its archive says of it.
  private struct Entry: Hashable {
    var name: [UInt8]
    var checksum: UInt32
    var compressedByteCount: Int
  }

  init(_ all: [[UInt8]] = []) {
    self.all = all
  }

  /// Indexes in the order in which they are worth trying: what opened this entry, what opened the last
  /// one, then the file's order.
  func order(for entry: ZipArchive.Entry) -> [Int] {
    let first = known(entry).map { [$0] } ?? []
    let likely = first + (all.indices.contains(last) ? [last] : [])
    return likely + all.indices.filter { !likely.contains($0) }
  }

  /// The password that is known to open the entry, contents and all.
  func known(_ entry: ZipArchive.Entry) -> Int? { good[key(entry)] }

  /// Remembers that a password opened an entry, contents and all.
  func note(_ index: Int, opens entry: ZipArchive.Entry) {
    good[key(entry)] = index
    last = index
  }

  private func key(_ entry: ZipArchive.Entry) -> Entry {
    Entry(
      name: entry.rawName, checksum: entry.checksum,
      compressedByteCount: entry.compressedByteCount)
  }
}

/// The passwords of each source, its own first, and the files that they stand in.
func readPasswords(
  _ plan: Plan, below folder: String, shared: String?
) throws(NeededFileFailure) -> (ofSources: [[[UInt8]]], files: [String]) {
  var files = shared.map { [$0] } ?? []
  let known = try files.first.map(neededPasswords(ofFile:)) ?? []
  var passwords: [[[UInt8]]] = []
  for source in plan.sources {
    guard let path = source.passwordFile, !source.files.isEmpty else {
      passwords.append(known)
      continue
    }
    let file = path.hasPrefix("/") ? path : folder + "/" + path
    passwords.append(try neededPasswords(ofFile: file) + known)
    files.append(file)
  }
  return (passwords, files)
}

private func neededPasswords(ofFile path: String) throws(NeededFileFailure) -> [[UInt8]] {
  do throws(Unreadable) {
    return try readPasswords(ofFile: path)
  } catch {
    throw NeededFileFailure(path: path, vietnamese: error.vietnamese, english: error.english)
  }
}

/// The passwords of a file: one on each line, as they are written there, blanks included.
func readPasswords(ofFile path: String) throws(Unreadable) -> [[UInt8]] {
  let (bytes, isLast) = try PlainStream(path: path).chunk(after: [], upTo: 1 << 20)
  guard isLast else { throw .tooLarge("1 MiB") }
  let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
  let lines = text.split { $0 == 0x0A || $0 == 0x0D }.map(Array.init)
  guard lines.count <= Limits.passwordCountMax else {
    throw .tooLarge("\(Limits.passwordCountMax) passwords")
  }
  return lines
}
