import Foundation
import Ledger
import Testing

@Suite struct TextTests {
  /// Every Vietnamese letter with every tone, composed.
  static let letters: [String] = {
    let bases = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".map(String.init)
    let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
    return bases.flatMap { base in
      tones.map { (base + $0).precomposedStringWithCanonicalMapping }
    } + ["đ", "Đ"]
  }()

  @Test(arguments: letters)
  func `every Vietnamese letter is composed from any order of its marks`(letter: String) {
    let parts = Array(letter.decomposedStringWithCanonicalMapping.unicodeScalars)
    for marks in permutations(Array(parts.dropFirst())) {
      var typed = String.UnicodeScalarView([parts[0]])
      typed.append(contentsOf: marks)
      let found = Array(cleaned(String(typed)).unicodeScalars)
      #expect(found == Array(letter.unicodeScalars), "typed \(Array(typed))")
    }
  }

  /// Windows-1258 has letters with their shape and tones apart; other writers have the tone in the letter.
  @Test(arguments: letters)
  func `half composed letters come out as Foundation composes them`(letter: String) {
    let parts = Array(letter.decomposedStringWithCanonicalMapping.unicodeScalars)
    for first in parts.dropFirst() {
      let half = String(Character(parts[0])) + String(Character(first))
      var typed = half.precomposedStringWithCanonicalMapping.unicodeScalars
      typed.append(contentsOf: parts.dropFirst().filter { $0 != first })
      #expect(
        Array(cleaned(String(typed)).unicodeScalars) == Array(letter.unicodeScalars),
        "typed \(Array(typed))")
    }
  }

  private func permutations(_ marks: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    if marks.count < 2 { return [marks] }
    return marks.indices.flatMap { index -> [[Unicode.Scalar]] in
      var rest = marks
      let first = rest.remove(at: index)
      return permutations(rest).map { [first] + $0 }
    }
  }

  @Test(arguments: [
    ("  Số   tiền ", "Số tiền"), ("Số\u{A0}tiền", "Số tiền"), ("\u{FEFF}Mã", "Mã"),
    ("Ða", "Đa"), ("a\u{200B}b", "ab"), ("dòng\nhai", "dòng hai"), ("", ""), (" \t ", ""),
  ])
  func `cleaning mends what nobody sees`(typed: String, expected: String) {
    #expect(Array(cleaned(typed).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test(arguments: [
    ("Vốn đầu tư phát triển", "VON DAU TU PHAT TRIEN"), ("hòa", "hoà"),
    ("vốn đốiứng", "Vốn đối ứng"),
    ("Sở LĐ-TB&XH", "so ld tb xh"),
  ])
  func `folded texts of one meaning meet`(first: String, second: String) {
    #expect(folded(first) == folded(second))
  }

  @Test(arguments: [
    ("Số tiền (ĐVT: triệu đồng)", "số tiền"), ("Kế hoạch vốn [triệu]", "ke hoach von"),
    ("(1)", "1"),
  ])
  func `headings lose a bracketed tail`(heading: String, expected: String) {
    #expect(foldedHeading(heading) == folded(expected))
  }
}
