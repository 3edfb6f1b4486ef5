import Ledger

/// A table inside a file: the file itself, an entry of the archives in it or a sheet of a workbook.
struct FoundTable {
  /// `entry` names everything on the way: `inner.zip//chi-tiet.csv`.
  var place: RowPlace
  /// Gives the table's bytes from their front, each time anew.
  var open: () throws(Unreadable) -> any ByteStream
  /// Equal where two tables hold the same bytes; nil where only reading would tell.
  var fingerprint: Fingerprint?
  /// The bytes that come out of the innermost layer of gzip; nil where there is none.
  var inflated: InflatedCount?
  /// Why a sheet of a workbook is not read at all.
  var reasonToSkip: SkippedEntry.Reason?
  /// False for a sheet of a workbook that may as well turn out to be something else.
  var isPicked = true

  struct Fingerprint {
    var byteCount: Int
    /// nil for a plain file, and for an entry that is authenticated instead (AE-2).
    var checksum: UInt32?
  }

  /// How many bytes have come out, known when all are read.
  final class InflatedCount {
    var byteCount = 0
  }

  init(
    place: RowPlace, fingerprint: Fingerprint? = nil,
    open: @escaping () throws(Unreadable) -> any ByteStream
  ) {
    self.place = place
    self.fingerprint = fingerprint
    self.open = open
  }
}

/// What a source finds in one file.
struct FileContents {
  var file: FoundFile
  var pattern: FilePattern
  /// In the order in which they stand there.
  var tables: [FoundTable] = []
  /// Entries that are not looked into, and archives that are not.
  var faults: [(place: RowPlace, reason: Unreadable)] = []
  /// Names of entries that are no tables.
  var skipped: [String] = []
  /// Workbooks with the entries of `tables` that are their sheets.
  var workbooks: [(place: RowPlace, sheets: Set<String>)] = []
  /// There is something that the pattern names, be it readable or not.
  var isFitted = false
}

/// Finds the tables of files, in archives and in archives inside them.
struct TableFinder {
  let folder: String
  let limits: Limits
  let passwords: Passwords
  /// Rows of a sheet among which the header is looked for.
  let headerRowCountMax: Int

  /// What a file holds that fits the pattern.
  func contents(
    of file: FoundFile, fitting pattern: FilePattern
  ) throws(Unreadable) -> FileContents {
    if file.byteCount == 0 { throw .empty }
    let path = folder + "/" + file.path
    var walk = FileWalk(
      contents: FileContents(file: file, pattern: pattern),
      shelf: ArchiveShelf(limits: limits, passwords: passwords),
      expansion: Expansion(fileByteCount: file.byteCount, limits: limits),
      headerRowCountMax: headerRowCountMax)
    try walk.look(
      at: FileWalk.Piece(
        fingerprint: FoundTable.Fingerprint(byteCount: file.byteCount, checksum: nil)
      ) { () throws(Unreadable) in try PlainStream(path: path) }, onDisk: path)
    return walk.contents
  }
}
