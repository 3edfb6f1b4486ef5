import Ledger

/// How an archive writes the names that it does not declare to be UTF-8.
enum EntryNameEncoding: Equatable {
  case utf8
  case windows1258
  case codePage437

  /// One for the whole archive, by the undeclared names: UTF-8 where all of them are; else Windows-1258
  /// where all of them read as Vietnamese in it; else CP437, in which every byte is a character.
  init(of names: [[UInt8]]) {
    if names.allSatisfy({ String(validating: $0, as: UTF8.self) != nil }) {
      self = .utf8
    } else if names.allSatisfy({ vietnamese($0) != nil }) {
      self = .windows1258
    } else {
      self = .codePage437
    }
  }

  /// A name in NFC; nil where it is not of this encoding.
  func name(_ bytes: [UInt8]) -> String? {
    switch self {
    case .utf8: return String(validating: bytes, as: UTF8.self).map { normalized($0) }
    case .windows1258: return vietnamese(bytes).map { normalized($0) }
    case .codePage437:
      return String(
        String.UnicodeScalarView(
          bytes.map { $0 < 0x80 ? Unicode.Scalar($0) : upperHalf[Int($0 - 0x80)] }))
    }
  }
}

/// Text of Windows-1258: ASCII, letters of the Vietnamese alphabet, and tone marks right behind a vowel.
/// nil for anything else, so that no other encoding passes for it.
private func vietnamese(_ bytes: [UInt8]) -> String? {
  var scalars = String.UnicodeScalarView()
  for byte in bytes {
    if byte < 0x80 {
      scalars.append(Unicode.Scalar(byte))
    } else if let mark = toneMarks[byte] {
      guard let last = scalars.last, vowels.contains(last) else { return nil }
      scalars.append(mark)
    } else if let letter = vietnameseLetters[byte] {
      scalars.append(letter)
    } else {
      return nil
    }
  }
  return String(scalars)
}

private let vowels = Set("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".unicodeScalars)

private let toneMarks: [UInt8: Unicode.Scalar] = [
  0xCC: "\u{300}", 0xD2: "\u{309}", 0xDE: "\u{303}", 0xEC: "\u{301}", 0xF2: "\u{323}",
]

private let vietnameseLetters: [UInt8: Unicode.Scalar] = [
  0xC0: "À", 0xC1: "Á", 0xC2: "Â", 0xC3: "Ă", 0xC8: "È", 0xC9: "É", 0xCA: "Ê", 0xCD: "Í",
  0xD0: "Đ", 0xD3: "Ó", 0xD4: "Ô", 0xD5: "Ơ", 0xD9: "Ù", 0xDA: "Ú", 0xDD: "Ư", 0xE0: "à",
  0xE1: "á", 0xE2: "â", 0xE3: "ă", 0xE8: "è", 0xE9: "é", 0xEA: "ê", 0xED: "í", 0xF0: "đ",
  0xF3: "ó", 0xF4: "ô", 0xF5: "ơ", 0xF9: "ù", 0xFA: "ú", 0xFD: "ư",
]

/// The characters of bytes 0x80 to 0xFF in CP437.
private let upperHalf = Array(
  """
  ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
  αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}
  """.unicodeScalars)
