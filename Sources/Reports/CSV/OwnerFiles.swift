import Ledger

/// for-OWNER.csv and for-OWNER.xlsx: which files have the findings of which owner.
struct OwnerFiles {
  /// In the order of the owners' names by code point.
  private(set) var files: [File] = []

  struct File {
    /// Of the CSV file.
    var fileName: String
    var owner: OwnerTally.Owner

    var workbookName: String { fileName.dropLast(".csv".count) + ".xlsx" }
  }

  /// - Parameter taken: names that other files of the folder have.
  init(_ tally: OwnerTally, besides taken: [String]) {
    var names = FileNames(taken: taken)
    let owners = tally.owners.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for owner in owners {
      files.append(File(fileName: names.name("for-", owner.name, ".csv"), owner: owner))
    }
  }
}
