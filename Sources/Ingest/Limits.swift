import Ledger

// Bounds that nobody has to change, so that no file can make a run unbounded. Those that may be set
// are cases of `Limit`.
extension Limits {
  /// Expanded bytes for which `archiveRatio` does not count: a million blank rows of a small table.
  static let ratioFreeByteCount = 16 << 20
  /// Bytes of the list of entries of one archive.
  static let directoryByteCountMax = 64 << 20
  /// Passwords that are tried.
  static let passwordCountMax = 1000
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
  /// Rows behind `Trong đó` that are tried as the last of them.
  static let partRowCountMax = 64
  /// Bytes of a file looked at to decide encoding, delimiter, header and formats.
  static let headByteCount = 256 << 10
  /// Bytes parsed by one worker at a time. Independent of `--jobs`, so that nothing else depends on it.
  static let chunkByteCount = 1 << 20

  // A workbook: what Excel itself allows, where it has a limit.

  /// MiB of an old Excel file searched for the mark of a password.
  static let oldContainerMiBMax = 64
  /// Elements inside elements.
  static let xmlDepthMax = 64
  /// Bytes of one tag with its attributes.
  static let xmlTagByteCountMax = 1 << 20
  static let sheetCountMax = 1000
  static let workbookRelationshipCountMax = 10_000
  static let cellStyleCountMax = 65_536
  static let sharedStringCountMax = 8_000_000
  static let sheetRowCountMax = 1_048_576
  static let sheetColumnCountMax = 16_384
  /// 32,767 characters of up to four bytes.
  static let sheetCellByteCountMax = 32_767 * 4
  /// Bytes, or an exponent, that a number can have; beyond them it is read as text.
  static let sheetNumberByteCountMax = 400
  /// Bytes of rows that say how wide a table is.
  static let sheetFrontByteCountMax = 512 << 10
  /// Bytes of one sheet's rows as text.
  static let sheetByteCountMax = 4 << 30
}
