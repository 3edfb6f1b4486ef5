import Ledger

/// Looks into one file, layer by layer.
struct FileWalk {
  private(set) var contents: FileContents
  private let pattern: EntryPattern
  private let shelf: ArchiveShelf
  private let expansion: Expansion
  private let headerRowCountMax: Int
  private var entryCount = 0
  /// Why the whole file is refused after all.
  private var refusal: Unreadable?

  private var limits: Limits { shelf.limits }

  init(
    contents: FileContents, shelf: ArchiveShelf, expansion: Expansion, headerRowCountMax: Int
  ) {
    self.contents = contents
    self.shelf = shelf
    self.expansion = expansion
    self.headerRowCountMax = headerRowCountMax
    pattern = EntryPattern(contents.pattern)
  }

  /// A file, or an entry, or what is left of either when a layer of gzip is taken off.
  struct Piece {
    var fingerprint: FoundTable.Fingerprint?
    /// Layers of zip and gzip around it.
    var depth = 0
    var inflated: FoundTable.InflatedCount?
    var open: () throws(Unreadable) -> any ByteStream
  }

  /// The archives around an entry.
  private struct Surroundings {
    var archive: FoundArchive
    /// Names of the entries that those archives are.
    var names: [String]
    var depth: Int
    /// The pattern is fulfilled, or there is none: every table is wanted.
    var takesTables: Bool
  }

  /// Looks at the file itself.
  mutating func look(at whole: Piece, onDisk path: String) throws(Unreadable) {
    var (piece, content) = try unwrapped(whole)
    // A program that unpacks itself, or a picture with an archive behind it.
    if case .text = content, piece.depth == 0, try endsAsZip(path) { content = .zip }
    switch content {
    case .text, .gzip:
      if piece.depth == 1 { piece.fingerprint = try gzipFingerprint(ofFile: path) }
      add(piece, RowPlace(file: contents.file.path))
    case .other(let kind): throw try reason(kind, piece)
    case .zip:
      let found =
        piece.depth == 0 ? shelf.archive(inFile: path) : shelf.archive(level: 0, in: piece.open)
      try look(
        into: Surroundings(
          archive: found, names: [], depth: piece.depth + 1, takesTables: pattern.isEmpty))
      if let refusal { throw refusal }
      let isBare = contents.tables.isEmpty && contents.faults.isEmpty
      if pattern.isEmpty, isBare, contents.workbooks.isEmpty { throw .noTable }
    }
  }

  /// Without the layers of gzip around it, and what it is then.
  private func unwrapped(_ piece: Piece) throws(Unreadable) -> (Piece, Content) {
    var piece = piece
    while true {
      let front = try piece.open().chunk(after: [], upTo: contentByteCount).bytes
      guard case .gzip = Ingest.content(of: front) else {
        return (piece, Ingest.content(of: front))
      }
      guard piece.depth < limits[.archiveDepth] else { throw .beyond(.archiveDepth, limits) }
      let (packed, meter, limits) = (piece.open, expansion.meter(), limits)
      let inflated = FoundTable.InflatedCount()
      piece = Piece(depth: piece.depth + 1, inflated: inflated) { () throws(Unreadable) in
        try GzipStream(of: packed(), limits: limits) { (byteCount) throws(Unreadable) in
          inflated.byteCount = byteCount
          try meter(byteCount)
        }
      }
    }
  }

  private mutating func look(into around: Surroundings) throws(Unreadable) {
    let archive = try around.archive.archive()
    switch archive.document {
    case .other(let kind): throw .wrongKind(kind)
    case .workbook: return try addSheets(around)
    case nil: break
    }
    entryCount += archive.entries.count
    if entryCount > limits[.archiveEntries] { refusal = .beyond(.archiveEntries, limits) }
    var names: Set<String> = []
    var repeated: Set<String> = []
    for entry in archive.entries where !names.insert(entry.name).inserted {
      repeated.insert(entry.name)
    }
    for entry in archive.entries {
      guard refusal == nil else { return }
      if repeated.contains(entry.name) {
        // Told once.
        if names.remove(entry.name) != nil { note(.repeatedName, place(of: entry, in: around)) }
      } else if let reason = entry.fault(limits) {
        note(reason, place(of: entry, in: around))
      } else if !entry.isFolder {
        look(at: entry, in: around)
      }
    }
  }

  private mutating func look(at entry: ZipArchive.Entry, in around: Surroundings) {
    let place = place(of: entry, in: around)
    if isClutter(entry.name) { return skip(place) }
    let answer: EntryPattern.Answer =
      around.takesTables ? .other : pattern.answer(entry.name, depth: around.names.count)
    if !around.takesTables, answer == .other { return }
    let isAsked = answer == .asked
    if isAsked { contents.isFitted = true }
    do throws(Unreadable) {
      let (piece, content) = try unwrapped(piece(of: entry, in: around))
      switch content {
      case _ where answer == .onTheWay:
        if case .zip = content { try look(into: piece, entry, around, takesTables: false) }
      case .text, .gzip:
        guard isAsked || isTableName(entry.name) else { return skip(place) }
        try charge(piece)
        add(piece, place)
      case .zip: try look(into: piece, entry, around, takesTables: true)
      case .other(let kind):
        guard isAsked || kind.mayHoldTables || isTableName(entry.name) else { return skip(place) }
        throw try reason(kind, piece)
      }
    } catch {
      if isAsked || answer == .onTheWay || mayHoldTables(entry.name) {
        note(error, place)
      } else {
        skip(place)
      }
    }
  }

  private mutating func look(
    into piece: Piece, _ entry: ZipArchive.Entry, _ around: Surroundings, takesTables: Bool
  ) throws(Unreadable) {
    guard piece.depth < limits[.archiveDepth] else { throw .beyond(.archiveDepth, limits) }
    try charge(piece)
    try look(
      into: Surroundings(
        archive: shelf.archive(level: around.names.count + 1, in: piece.open),
        names: around.names + [entry.name], depth: piece.depth + 1, takesTables: takesTables))
  }

  private func piece(of entry: ZipArchive.Entry, in around: Surroundings) -> Piece {
    let found = around.archive
    return Piece(
      fingerprint: FoundTable.Fingerprint(
        byteCount: entry.byteCount, checksum: entry.hasChecksum ? entry.checksum : nil),
      depth: around.depth
    ) { () throws(Unreadable) in try found.archive().open(entry) }
  }

  /// Adds the sheets of the workbook that the innermost archive is.
  private mutating func addSheets(_ around: Surroundings) throws(Unreadable) {
    let asked = pattern.sheets(depth: around.names.count)
    guard around.takesTables || asked != nil else { return }
    let place = RowPlace(
      file: contents.file.path,
      entry: around.names.isEmpty ? nil : around.names.joined(separator: "//"))
    let found = try tables(
      ofWorkbook: around.archive, at: place, fitting: around.takesTables ? nil : asked,
      headerRowCountMax: headerRowCountMax, expansion: expansion)
    contents.tables += found
    contents.workbooks.append((place, Set(found.compactMap(\.place.entry))))
    if !found.isEmpty { contents.isFitted = true }
  }

  /// Why a file of another kind is not read.
  private func reason(_ kind: OtherKind, _ piece: Piece) throws(Unreadable) -> Unreadable {
    let isLocked = kind.mayBeLocked ? try isEncryptedWorkbook(piece.open()) : false
    return isLocked ? .encryptedWorkbook : .wrongKind(kind)
  }

  /// Counts what will come out of an entry; what is too much for the file refuses the whole of it.
  private mutating func charge(_ piece: Piece) throws(Unreadable) {
    guard let byteCount = piece.fingerprint?.byteCount else { return }
    do throws(Unreadable) {
      try expansion.take(byteCount)
    } catch {
      refusal = error
      throw error
    }
  }

  private mutating func add(_ piece: Piece, _ place: RowPlace) {
    var table = FoundTable(place: place, fingerprint: piece.fingerprint, open: piece.open)
    table.inflated = piece.inflated
    contents.tables.append(table)
    contents.isFitted = true
  }

  private mutating func note(_ reason: Unreadable, _ place: RowPlace) {
    contents.faults.append((place, reason))
  }

  private mutating func skip(_ place: RowPlace) { contents.skipped.append(place.entry ?? "") }

  private func place(of entry: ZipArchive.Entry, in around: Surroundings) -> RowPlace {
    RowPlace(
      file: contents.file.path,
      entry: (around.names + [visible(entry.name)]).joined(separator: "//"))
  }
}

/// What the end of a .gz file says of the bytes in it: their CRC-32 and how many they are (RFC 1952, 2.3.1).
///
/// Of several members in one file it is true of the last alone, as reading shows.
private func gzipFingerprint(ofFile path: String) throws(Unreadable) -> FoundTable.Fingerprint? {
  let bytes = try ArchiveBytes(file: path)
  guard bytes.byteCount >= 18 else { return nil }
  let end = try bytes.bytes((bytes.byteCount - 8)..<bytes.byteCount)
  let numbers = [end.prefix(4), end.suffix(4)].map { bytes in
    bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
  }
  return FoundTable.Fingerprint(byteCount: Int(numbers[1]), checksum: numbers[0])
}

/// Whether a file that begins as no archive ends as a zip archive does.
private func endsAsZip(_ path: String) throws(Unreadable) -> Bool {
  let bytes = try ArchiveBytes(file: path)
  guard bytes.byteCount >= 22 else { return false }
  let end = try bytes.bytes((bytes.byteCount - 22)..<bytes.byteCount)
  return end.starts(with: [0x50, 0x4B, 0x05, 0x06]) && end.suffix(2).elementsEqual([0, 0])
}

/// What operating systems and spreadsheets leave behind.
private func isClutter(_ name: String) -> Bool {
  let parts = name.split(separator: "/")
  let last = parts.last?.lowercased() ?? ""
  return parts.contains("__MACOSX") || last.hasPrefix("~$") || last.hasPrefix(".")
    || last == "thumbs.db" || last == "desktop.ini"
}

private func isTableName(_ name: String) -> Bool {
  let last = name.split(separator: "/").last?.lowercased() ?? ""
  return [".csv", ".txt", ".tsv", ".csv.gz", ".txt.gz", ".tsv.gz"].contains(where: last.hasSuffix)
    && !last.hasPrefix("readme")
}

/// Whether an entry that cannot even be looked at would be missed.
private func mayHoldTables(_ name: String) -> Bool {
  let last = name.lowercased()
  return isTableName(name)
    || [".zip", ".gz", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".rar", ".7z"]
      .contains(where: last.hasSuffix)
}
