import Ledger

/// The words of a path: stretches of letters and digits, in lower case.
struct PathWords {
  private let words: Set<Substring>
  private let path: String

  init(_ path: String) {
    self.path = cleaned(path).lowercased()
    words = Set(self.path.split { !isWordPart($0) })
  }

  /// Whether a code stands in the path as a whole word: nothing joins it on either side.
  func hold(_ code: String) -> Bool {
    let code = cleaned(code).lowercased()
    if code.allSatisfy(isWordPart) { return words.contains(code[...]) }
    var rest = path[...]
    while let range = rest.firstRange(of: code), !range.isEmpty {
      let before =
        range.lowerBound > path.startIndex ? path[path.index(before: range.lowerBound)] : " "
      let after = range.upperBound < path.endIndex ? path[range.upperBound] : " "
      if !isWordPart(before), !isWordPart(after) { return true }
      rest = path[path.index(after: range.lowerBound)...]
    }
    return false
  }
}

private func isWordPart(_ character: Character) -> Bool {
  character.isLetter || character.isNumber
}
