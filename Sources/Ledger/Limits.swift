/// A bound on what comes from outside, called as rule files and `--limit` call it.
package enum Limit: String, Sendable, CaseIterable {
  /// Files below the input folder.
  case folderFiles = "folder_files"
  /// Folders inside folders.
  case folderDepth = "folder_depth"
  /// Entries of an archive and of the archives inside it, together.
  case archiveEntries = "archive_entries"
  /// Archives inside one another; a layer of gzip counts as one.
  case archiveDepth = "archive_depth"
  /// Expanded bytes to compressed bytes, beyond the first 16 MiB.
  case archiveRatio = "archive_ratio"
  /// Expanded bytes of everything that is read out of one file.
  case archiveBytes = "archive_bytes"
  /// Expanded bytes of one entry or of one .gz file.
  case entryBytes = "entry_bytes"
  /// Bytes of an entry's name.
  case entryName = "entry_name"
  /// Bytes of archives inside an archive that are held in memory at a time.
  case nestedBytes = "nested_bytes"
  /// Bytes of the shared strings of a workbook, which are held in memory.
  case workbookStrings = "workbook_strings"

  /// The bound where nothing else is said.
  package var standard: Int {
    switch self {
    case .folderFiles: 200_000
    case .folderDepth: 32
    case .archiveEntries: 10_000
    case .archiveDepth: 3
    case .archiveRatio: 250
    case .archiveBytes: 256 << 30
    case .entryBytes: 64 << 30
    case .entryName: 1024
    case .nestedBytes: 64 << 20
    case .workbookStrings: 128 << 20
    }
  }

  /// What it may be set to.
  package var range: ClosedRange<Int> {
    switch self {
    case .folderFiles: 1...10_000_000
    case .folderDepth: 1...256
    case .archiveEntries: 1...200_000
    case .archiveDepth: 1...8
    // Deflate reaches 1032 at most.
    case .archiveRatio: 2...1100
    case .archiveBytes, .entryBytes: 1...1 << 50
    case .entryName: 1...65_535
    case .nestedBytes: 1...16 << 30
    case .workbookStrings: 1...3 << 30
    }
  }

  /// Whether it counts bytes, which may be written `64 MiB`.
  package var countsBytes: Bool {
    switch self {
    case .archiveBytes, .entryBytes, .nestedBytes, .entryName, .workbookStrings: true
    case .folderFiles, .folderDepth, .archiveEntries, .archiveDepth, .archiveRatio: false
    }
  }

  /// The number that a text stands for: `10_000`, and `64 MiB` where bytes are counted. nil when it is
  /// none, or outside `range`.
  package func value(of text: String) -> Int? {
    var digits = text
    var factor = 1
    if countsBytes, let unit = Limit.units.first(where: { text.hasSuffix($0.name) }) {
      digits = String(text.dropLast(unit.name.count))
      while digits.last == " " { digits.removeLast() }
      factor = unit.byteCount
    }
    guard let first = digits.first, first.isASCII, first.isNumber,
      digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "_") }),
      let number = Int(digits.filter { $0 != "_" })
    else { return nil }
    let (value, isBeyond) = number.multipliedReportingOverflow(by: factor)
    return !isBeyond && range.contains(value) ? value : nil
  }

  /// A value of this limit as people write it.
  package func text(of value: Int) -> String {
    if countsBytes, let unit = Limit.units.first(where: { value >= $0.byteCount }),
      value % unit.byteCount == 0
    {
      return "\(value / unit.byteCount) \(unit.name)"
    }
    return "\(value)"
  }

  private static let units = [
    ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
  ]
  .map { (name: $0.0, byteCount: $0.1) }
}

/// The bounds of a run: `Limit.standard`, unless the rule file or the command line says otherwise.
package struct Limits: Sendable, Hashable {
  private var said: [Limit: Int] = [:]

  /// Nothing said.
  package init() {}

  /// Those of which something was said, in the order of `Limit`.
  package var settings: [(limit: Limit, value: Int)] {
    Limit.allCases.compactMap { limit in said[limit].map { (limit, $0) } }
  }

  /// The bound in force.
  package subscript(limit: Limit) -> Int {
    get { said[limit] ?? limit.standard }
    set { said[limit] = newValue }
  }
}
