import Digest
import Ledger

/// The tables of a source by their bytes, so that what stands in two archives is read once.
struct Twins {
  private let finder: TableFinder
  /// By count of bytes, the last 32 bits of it.
  private var seen: [UInt32: [Seen]] = [:]

  private struct Seen {
    var place: RowPlace
    var checksum: UInt32?
    var file: FoundFile
    var pattern: FilePattern
    var mark: String
    /// nil until it is asked for.
    var digest: SHA256Value?

    var isPlainFile: Bool { place.entry == nil && checksum == nil }
  }

  init(_ finder: TableFinder) {
    self.finder = finder
  }

  /// The earlier table of the same bytes; without one the table is remembered.
  ///
  /// Only tables of one size and CRC-32 are read for their SHA-256, and two plain files are not: whole
  /// files were compared before. Sizes are those that .gz files have room for. Tables of other `mark`s are no twins.
  mutating func twin(
    of table: FoundTable, in contents: FileContents, mark: String
  ) -> RowPlace? {
    guard let fingerprint = table.fingerprint, fingerprint.byteCount > 0 else { return nil }
    var own = Seen(
      place: table.place, checksum: fingerprint.checksum, file: contents.file,
      pattern: contents.pattern, mark: mark)
    let size = UInt32(truncatingIfNeeded: fingerprint.byteCount)
    var others = seen[size] ?? []
    for index in others.indices
    where others[index].mark == mark
      && !(own.isPlainFile && others[index].isPlainFile)
    {
      if let one = own.checksum, let other = others[index].checksum, one != other { continue }
      own.digest = own.digest ?? digest(of: table)
      others[index].digest = others[index].digest ?? digest(of: others[index])
      if let digest = own.digest, digest == others[index].digest { return others[index].place }
    }
    seen[size] = others + [own]
    return nil
  }

  private func digest(of earlier: Seen) -> SHA256Value? {
    let contents = try? finder.contents(of: earlier.file, fitting: earlier.pattern)
    return contents?.tables.first { $0.place == earlier.place }.flatMap { digest(of: $0) }
  }

  /// nil where the table cannot be read, which its reading will say.
  private func digest(of table: FoundTable) -> SHA256Value? {
    guard let stream = try? table.open() else { return nil }
    var digest = SHA256()
    while let (bytes, isLast) = try? stream.chunk(after: [], upTo: Limits.chunkByteCount) {
      digest.update(bytes.span)
      if isLast { return digest.finish() }
    }
    return nil
  }
}
