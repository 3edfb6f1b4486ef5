import Ledger

/// Which paths hold a code as a whole word: a stretch of letters and digits, in whatever case.
struct PathIndex {
  private let paths: [String]
  private var placesOfWord: [Substring: [Int]] = [:]

  init(_ paths: [String]) {
    self.paths = paths.map { cleaned($0).lowercased() }
    for (place, path) in self.paths.enumerated() {
      for word in Set(path.split(whereSeparator: { !isWordPart($0) })) {
        placesOfWord[word, default: []].append(place)
      }
    }
  }

  /// Places of the paths in which nothing joins the code on either side, ascending.
  func places(of code: String) -> [Int] {
    let code = cleaned(code).lowercased()
    if code.allSatisfy(isWordPart) { return placesOfWord[code[...]] ?? [] }
    return paths.indices.filter { holds(paths[$0], code) }
  }

  /// A code with signs in it, such as `01.23`, is looked for as it stands.
  private func holds(_ path: String, _ code: String) -> Bool {
    var rest = path[...]
    while let range = rest.firstRange(of: code), !range.isEmpty {
      let isJoined =
        path[..<range.lowerBound].last.map(isWordPart) == true
        || path[range.upperBound...].first.map(isWordPart) == true
      if !isJoined { return true }
      rest = path[path.index(after: range.lowerBound)...]
    }
    return false
  }
}

private func isWordPart(_ character: Character) -> Bool {
  character.isLetter || character.isNumber
}
