import Ledger

/// A table inside a file: the file itself, or an entry of the archive that it is.
struct FoundTable {
  var place: RowPlace
  /// Gives the table's bytes from their front, each time anew.
  var open: () throws(Unreadable) -> any ByteStream
  /// Why a sheet of a workbook is not read at all.
  var reasonToSkip: SkippedSheet.Reason?
  /// False for a sheet of a workbook that may as well turn out to be something else.
  var isPicked = true

  init(place: RowPlace, open: @escaping () throws(Unreadable) -> any ByteStream) {
    self.place = place
    self.open = open
  }
}

/// The tables of a file in the order in which they stand in it; none where an archive has no entry that
/// the pattern names.
func tables(
  in file: FoundFile, below folder: String, fitting pattern: FilePattern, headerRowCountMax: Int
) throws(Unreadable) -> [FoundTable] {
  if file.byteCount == 0 { throw .empty }
  let path = folder + "/" + file.path
  switch try container(ofFile: path) {
  case .plain:
    return [
      FoundTable(place: RowPlace(file: file.path)) { () throws(Unreadable) in
        try PlainStream(path: path)
      }
    ]
  case .gzip:
    return [
      FoundTable(place: RowPlace(file: file.path)) { () throws(Unreadable) in
        try GzipStream(path: path)
      }
    ]
  case .zip:
    let archive = try ZipArchive(path: path)
    if archive.isDocument {
      return tables(
        in: try Workbook(archive), ofFile: file.path, fitting: pattern.entry,
        headerRowCountMax: headerRowCountMax)
    }
    let entries = archive.tables(fitting: pattern.entry)
    if entries.isEmpty, pattern.entry == nil { throw .noTable }
    return entries.map { entry in
      FoundTable(place: RowPlace(file: file.path, entry: entry.name)) { () throws(Unreadable) in
        try ZipEntryStream(entry, of: archive)
      }
    }
  }
}
