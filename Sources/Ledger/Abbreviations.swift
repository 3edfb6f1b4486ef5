/// Abbreviations that people write in names, with the words they stand for, and the key under which
/// all writings of one name meet.
package struct Abbreviations: Sendable, Hashable {
  /// Words by the abbreviation's letters.
  private var meanings: [String: [String]] = [:]
  /// Bytes of the longest abbreviation.
  private var byteCountMax = 0

  /// None.
  package init() {}

  /// Adds one. Case, accents and punctuation of an abbreviation do not matter; false when it was
  /// there already, or when one of both texts has neither letter nor digit.
  package mutating func add(_ short: String, for meaning: String) -> Bool {
    let (letters, words) = (words(of: short).joined(), words(of: meaning))
    guard !letters.isEmpty, !words.isEmpty, meanings[letters] == nil else { return false }
    meanings[letters] = words
    byteCountMax = max(byteCountMax, letters.utf8.count)
    return true
  }

  /// A name as it is looked up: abbreviations written out; letters and digits only, small, without
  /// marks; `và` between words left out, as `&` is; `i` for `y` where Vietnamese writes either.
  ///
  /// It never replaces what is reported.
  package func key(of name: String) -> String {
    let words = words(of: name)
    return withOneI((meanings.isEmpty ? words : expanded(words)).joined())
  }

  /// The words with each run of them that is an abbreviation written out, longest first: `LĐ-TB&XH`,
  /// `LĐTB&XH` and `LĐTBXH` are one abbreviation, `TP` is none within `TPHCM`.
  private func expanded(_ words: [String]) -> [String] {
    var result: [String] = []
    var index = 0
    while index < words.count {
      var run = ""
      var found: (end: Int, meaning: [String])?
      for end in index..<words.count {
        run += words[end]
        if run.utf8.count > byteCountMax { break }
        if let meaning = meanings[run] { found = (end, meaning) }
      }
      result += found?.meaning ?? [words[index]]
      index = (found?.end ?? index) + 1
    }
    return result
  }
}

/// The key under which writings of a name meet where no abbreviations are declared.
package func nameKey(_ name: String) -> String { Abbreviations().key(of: name) }

/// Runs of letters and runs of digits, small and without marks, but for `và` between others. A percent
/// sign counts as a letter.
private func words(of text: String) -> [String] {
  enum Kind { case letter, digit }
  var words: [String] = []
  var previous: Kind?
  for scalar in unmarked(text).unicodeScalars {
    let kind: Kind? =
      scalar.properties.numericType != nil
      ? .digit : scalar.properties.isAlphabetic || scalar == "%" ? .letter : nil
    if let kind {
      if kind != previous { words.append("") }
      words[words.count - 1].unicodeScalars.append(scalar)
    }
    previous = kind
  }
  let last = words.count - 1
  return words.indices.filter { $0 == 0 || $0 == last || words[$0] != "va" }.map { words[$0] }
}

/// Behind a consonant and behind `qu` the letters i and y sound the same, and both are in use: Mỹ, Mĩ;
/// quý, quí. Elsewhere they tell words apart: tay, tai; thúy, thúi.
private func withOneI(_ letters: String) -> String {
  guard letters.utf8.contains(UInt8(ascii: "y")) else { return letters }
  var bytes = Array(letters.utf8)
  for index in bytes.indices.dropFirst() where bytes[index] == UInt8(ascii: "y") {
    let before = bytes[index - 1]
    let isBehindQU =
      before == UInt8(ascii: "u") && index > 1 && bytes[index - 2] == UInt8(ascii: "q")
    if isBehindQU || isConsonant(before) { bytes[index] = UInt8(ascii: "i") }
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func isConsonant(_ byte: UInt8) -> Bool {
  byte &- UInt8(ascii: "a") < 26 && !"aeiouy".utf8.contains(byte)
}
