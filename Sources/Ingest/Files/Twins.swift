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

    var isPlainFile: Bool
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
      pattern: contents.pattern, mark: mark,
      isPlainFile: table.place.entry == nil && table.inflated == nil)
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

  /// The earlier table of the same bytes, where only reading has shown how many a table has: behind
  /// several layers of packing, or in a .gz file of several members.
  mutating func twin(
    ofRead table: FoundTable, in contents: FileContents, mark: String
  ) -> RowPlace? {
    guard let inflated = table.inflated else { return nil }
    let size = UInt32(truncatingIfNeeded: inflated.byteCount)
    if let fingerprint = table.fingerprint {
      let said = UInt32(truncatingIfNeeded: fingerprint.byteCount)
      if said == size { return nil }
      seen[said]?.removeAll { $0.place == table.place }
    }
    var table = table
    table.fingerprint = FoundTable.Fingerprint(byteCount: inflated.byteCount, checksum: nil)
    return twin(of: table, in: contents, mark: mark)
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
