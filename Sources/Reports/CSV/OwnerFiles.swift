import Ledger

/// for-OWNER.csv: which file has the findings of which owner.
struct OwnerFiles {
  /// In the order of the owners' names by code point.
  private(set) var files: [(fileName: String, owner: String, findings: [Int32])] = []

  /// A file system takes 255 bytes; a clash needs some for its number.
  private static let byteCountMax = 200

  /// - Parameter taken: names that other files of the folder have.
  init(_ tally: OwnerTally, besides taken: [String]) {
    var taken = Set(taken)
    let owners = tally.owners.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for owner in owners {
      let stem = "for-" + OwnerFiles.folded(owner.name)
      var name = stem + ".csv"
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(stem)-\(number).csv"
        number += 1
      }
      files.append((name, owner.name, owner.findings))
    }
  }

  /// Small letters without marks, digits, and `-` between words; `none` where nothing is left.
  private static func folded(_ name: String) -> String {
    var result = ""
    for scalar in unmarked(name).unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        result.unicodeScalars.append(scalar)
      } else if result.last != "-", !result.isEmpty {
        result.append("-")
      }
      if result.utf8.count > byteCountMax { break }
    }
    while result.last == "-" { result.removeLast() }
    return result.isEmpty ? "none" : result
  }
}
