import Ledger

/// Names of files that are made of names of people and units, none given twice.
struct FileNames {
  private var taken: Set<String>
  /// A file system takes 255 bytes; a clash needs some for its number.
  private static let byteCountMax = 200

  /// - Parameter taken: names that other files of the folder have.
  init(taken: [String]) { self.taken = Set(taken) }

  /// `for-` + `chu-tich-ubnd` + `.csv`; `-2`, `-3` where the name is taken.
  mutating func name(_ prefix: String, _ name: String, _ suffix: String) -> String {
    let stem = prefix + FileNames.folded(name)
    var result = stem + suffix
    var number = 2
    while !taken.insert(result).inserted {
      result = "\(stem)-\(number)\(suffix)"
      number += 1
    }
    return result
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
