import Foundation

@testable import Ingest

/// Writes text in an encoding, for tests: the decoder turned round, letter by letter.
struct Encoder {
  private static let all: [TextEncoding: Encoder] = {
    let encodings: [TextEncoding] = [
      .utf8, .ascii, .utf16LittleEndian, .utf16BigEndian, .windows1258, .windows1252, .tcvn3, .vni,
      .doubledUTF8,
    ]
    return Dictionary(uniqueKeysWithValues: encodings.map { ($0, Encoder(turning: $0)) })
  }()

  let encoding: TextEncoding
  private var bytes: [Character: [UInt8]] = [:]

  init(_ encoding: TextEncoding) { self = Self.all[encoding] ?? Encoder(turning: encoding) }

  private init(turning encoding: TextEncoding) {
    self.encoding = encoding
    switch encoding {
    case .windows1252, .windows1258, .tcvn3, .vni: break
    case .utf8, .ascii, .utf16LittleEndian, .utf16BigEndian, .doubledUTF8: return
    }
    for byte in 0...255 as ClosedRange<UInt8> { note([byte]) }
    for base in 0x41...255 as ClosedRange<UInt8> {
      // Capitals take capital marks, as people type them.
      let marks = (0xC0...0xFF as ClosedRange<UInt8>).filter {
        encoding != .vni || ($0 & 0x20 != 0) == (base & 0x20 != 0)
      }
      for mark in marks { note([base, mark]) }
    }
  }

  private mutating func note(_ sequence: [UInt8]) {
    guard let text = encoding.text(of: sequence)?.precomposedStringWithCanonicalMapping,
      text.unicodeScalars.count == 1, let letter = text.first, bytes[letter] == nil
    else { return }
    bytes[letter] = sequence
  }

  /// The bytes of a text; nil where the encoding has no letter. A capital that TCVN3 lacks is small.
  func encode(_ text: String) -> [UInt8]? {
    let text = text.precomposedStringWithCanonicalMapping
    switch encoding {
    case .utf8, .ascii: return Array(text.utf8)
    case .utf16LittleEndian: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .doubledUTF8:
      return text.utf8.flatMap { byte -> [UInt8] in
        let character = ByteTable.windows1252[byte]
        let scalar = Unicode.Scalar(byte)
        return Array(
          character.count > 0 ? Encoder.shown(byte).utf8 : String(Character(scalar)).utf8)
      }
    case .windows1252, .windows1258, .tcvn3, .vni:
      var result: [UInt8] = []
      for letter in text {
        guard let sequence = letter.isASCII ? letter.utf8.map({ $0 }) : self.bytes(of: letter)
        else {
          return nil
        }
        result += sequence
      }
      return result
    }
  }

  private func bytes(of letter: Character) -> [UInt8]? {
    bytes[letter] ?? (encoding == .tcvn3 ? letter.lowercased().first.flatMap { bytes[$0] } : nil)
  }

  private static func shown(_ byte: UInt8) -> String {
    TextEncoding.windows1252.text(of: [byte]) ?? ""
  }
}
