import Ledger

/// for-OWNER.csv: which file has the findings of which owner.
struct OwnerFiles {
  /// In the order of the owners' names by code point.
  private(set) var files: [(fileName: String, owner: String, findings: [Int32])] = []

  /// - Parameter taken: names that other files of the folder have.
  init(_ tally: OwnerTally, besides taken: [String]) {
    var names = FileNames(taken: taken)
    let owners = tally.owners.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for owner in owners {
      files.append((names.name("for-", owner.name, ".csv"), owner.name, owner.findings))
    }
  }
}
