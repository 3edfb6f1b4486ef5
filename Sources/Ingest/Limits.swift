/// Bounds on everything that comes from outside, so that no file can make a run unbounded.
enum Limits {
  /// Files and folders below the input folder.
  static let folderEntryCountMax = 200_000
  /// Folders inside folders.
  static let folderDepthMax = 32
  /// Entries of one archive.
  static let archiveEntryCountMax = 10_000
  /// Bytes of one compressed file or entry after expansion.
  static let expandedByteCountMax = 64 << 30
  /// Expanded bytes to compressed bytes, beyond the first MiB. Deflate reaches 1032 at most.
  static let expansionRatioMax = 250
  /// Bytes of one record; a longer one is most likely an unclosed quote.
  static let recordByteCountMax = 4 << 20
  /// Columns of a table.
  static let columnCountMax = 4096
  /// Known codes among which near ones are looked for, in one column.
  static let nearCodeCountMax = 100_000
  /// Codes that are held against an unknown one, for all unknown ones of a column.
  static let nearComparisonCountMax = 500_000
  /// Records searched for the header.
  static let headerRecordCountMax = 100
  /// Bytes of a file looked at to decide encoding, delimiter, header and formats.
  static let headByteCount = 256 << 10
  /// Bytes parsed by one worker at a time. Independent of `--jobs`, so that nothing else depends on it.
  static let chunkByteCount = 1 << 20
}
