/// Text as it is compared: NFC, đ look-alikes mended, invisible characters gone, one space between
/// words, none at the ends.
package func cleaned(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text }
  var scalars: [Unicode.Scalar] = []
  scalars.reserveCapacity(text.utf8.count)
  var hasPendingSpace = false
  for scalar in text.unicodeScalars {
    if isInvisible(scalar) { continue }
    if isSpace(scalar) {
      hasPendingSpace = !scalars.isEmpty
      continue
    }
    if hasPendingSpace { scalars.append(" ") }
    hasPendingSpace = false
    scalars.append(mended(scalar))
  }
  return composed(scalars)
}

/// Text as people mean it: letters and digits only, lower case, no accents (đ becomes d).
///
/// For the words of the rule language and of tables; names that people write meet by `nameKey`.
package func folded(_ text: String) -> String {
  var result = ""
  for scalar in unmarked(text).unicodeScalars
  where scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "%" {
    result.unicodeScalars.append(scalar)
  }
  return result
}

/// A heading as it is looked up: its `nameKey`, without bracketed tails and unit remarks
/// (`Số tiền (ĐVT: triệu đồng)` and `Số tiền - ĐVT: đồng` meet `Số tiền`), and without what closes a line.
package func foldedHeading(_ text: String) -> String {
  let whole = cleaned(text)
  var rest = whole[...]
  var key = nameKey(whole)
  while let shorter = withoutTail(rest) {
    rest = shorter
    let head = nameKey(String(rest))
    if head.isEmpty { break }
    key = head
  }
  return key
}

/// The text before a bracket that closes it, or before `ĐVT:`; nil where it ends otherwise.
private func withoutTail(_ text: Substring) -> Substring? {
  var rest = text
  while let last = rest.last, " :.…*".contains(last) { rest = rest.dropLast() }
  guard let last = rest.last else { return nil }
  if last == ")" || last == "]" {
    var depth = 0
    for index in rest.indices.reversed() {
      if rest[index] == ")" || rest[index] == "]" { depth += 1 }
      if rest[index] == "(" || rest[index] == "[" { depth -= 1 }
      if depth == 0 { return rest[..<index] }
    }
    return nil
  }
  // The search is slow, and every cell above a table comes here.
  guard rest.utf8.contains(UInt8(ascii: ":")) else { return nil }
  for label in ["ĐVT", "đvt", "Đơn vị tính", "đơn vị tính"] {
    guard let found = rest.utf8.firstRange(of: label.utf8) else { continue }
    guard rest[found.upperBound...].first(where: { $0 != " " }) == ":" else { continue }
    return rest[..<found.lowerBound]
  }
  return nil
}

/// Text in small letters without marks (đ becomes d); punctuation and blanks stay.
package func unmarked(_ text: String) -> String {
  var result = ""
  for scalar in cleaned(text).lowercased().unicodeScalars {
    result.unicodeScalars.append(baseLetters[scalar] ?? scalar)
  }
  return result
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x01...0x08, 0x0E...0x1F, 0x7F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064,
    0x2066...0x2069, 0xFEFF:
    true
  default: false
  }
}

private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
    0x3000:
    true
  default: false
  }
}

/// Letters that look like đ and are typed for it.
private func mended(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar {
  case "\u{D0}", "\u{189}": "\u{110}"
  case "\u{F0}", "\u{256}": "\u{111}"
  default: scalar
  }
}

/// Letters joined with their marks (NFC), and nothing else changed; for names that lead somewhere.
package func normalized(_ text: String) -> String { composed(Array(text.unicodeScalars)) }

/// Joins letters with the marks that follow them, in whatever order the marks were typed.
private func composed(_ scalars: [Unicode.Scalar]) -> String {
  var result = String.UnicodeScalarView()
  var index = 0
  while index < scalars.count {
    var letter = scalars[index]
    index += 1
    let marksStart = index
    while index < scalars.count, (0x300...0x36F).contains(scalars[index].value) { index += 1 }
    guard index > marksStart else {
      result.append(letter)
      continue
    }
    // A mark that shapes the letter (â, ă, ơ) composes before a tone does, even one typed earlier.
    var left: [Unicode.Scalar] = []
    var marks = Array(scalars[marksStart..<index])
    if marks.contains(where: isShape), let parts = tonedLetters[letter] {
      letter = parts.letter
      marks.append(parts.mark)
    }
    for mark in marks.filter(isShape) + marks.filter({ !isShape($0) }) {
      if let joined = compositions[Composition(letter: letter, mark: mark)] {
        letter = joined
      } else {
        left.append(mark)
      }
    }
    result.append(letter)
    result.append(contentsOf: left)
  }
  return String(result)
}

private func isShape(_ mark: Unicode.Scalar) -> Bool {
  mark == "\u{302}" || mark == "\u{306}" || mark == "\u{31B}"
}

private struct Composition: Hashable {
  let letter: Unicode.Scalar
  let mark: Unicode.Scalar
}

/// The letter and tone that a toned letter is made of.
private let tonedLetters: [Unicode.Scalar: Composition] = Dictionary(
  uniqueKeysWithValues: compositions.lazy
    .filter { "\u{300}\u{301}\u{303}\u{309}\u{323}".unicodeScalars.contains($0.key.mark) }
    .map { ($0.value, $0.key) })

/// Letter, mark and the letter they make: every Vietnamese letter and the common Western ones.
private let compositions: [Composition: Unicode.Scalar] = {
  let marked: [(mark: Unicode.Scalar, pairs: String)] = [
    ("\u{302}", "aâeêoôiîuûcĉ"),
    ("\u{306}", "aăeĕgğiĭoŏuŭ"),
    ("\u{31B}", "oơuư"),
    ("\u{300}", "aàâầăằeèêềiìoòôồơờuùưừyỳ"),
    ("\u{301}", "aáâấăắeéêếiíoóôốơớuúưứyýcćnńsśzź"),
    ("\u{309}", "aảâẩăẳeẻêểiỉoỏôổơởuủưửyỷ"),
    ("\u{303}", "aãâẫăẵeẽêễiĩoõôỗơỡuũưữyỹnñ"),
    ("\u{323}", "aạâậăặeẹêệiịoọôộơợuụưựyỵ"),
    ("\u{308}", "aäeëiïoöuüyÿ"),
    ("\u{327}", "cçsş"),
    ("\u{30A}", "aå"),
    ("\u{30C}", "cčsšzž"),
  ]
  var table: [Composition: Unicode.Scalar] = [:]
  for (mark, pairs) in marked {
    let letters = Array(pairs.unicodeScalars)
    for index in stride(from: 0, to: letters.count, by: 2) {
      let (letter, joined) = (letters[index], letters[index + 1])
      table[Composition(letter: letter, mark: mark)] = joined
      if let upper = capital(letter), let upperJoined = capital(joined) {
        table[Composition(letter: upper, mark: mark)] = upperJoined
      }
    }
  }
  return table
}()

private func capital(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
  let mapping = scalar.properties.uppercaseMapping.unicodeScalars
  return mapping.count == 1 ? mapping.first : nil
}

/// Accented small letter → the letter below its marks.
private let baseLetters: [Unicode.Scalar: Unicode.Scalar] = {
  var table: [Unicode.Scalar: Unicode.Scalar] = ["đ": "d", "\u{F0}": "d", "ß": "s", "ø": "o"]
  // Twice, because a letter of two marks (ấ → â → a) is found through the letter of one.
  for _ in 0..<2 {
    for (composition, joined) in compositions {
      table[joined] = table[composition.letter] ?? composition.letter
    }
  }
  return table
}()
