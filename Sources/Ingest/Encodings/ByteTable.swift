/// The characters of an encoding in which one byte is one character.
struct ByteTable: Sendable {
  private let characters: [UTF8Character]

  /// `upper` are the characters of bytes 0x80 to 0xFF; U+FFFD where there is none.
  init(upper: String) {
    let upper = upper.unicodeScalars.map { $0 == "\u{FFFD}" ? .none : UTF8Character($0) }
    precondition(upper.count == 128, "a table has one place for each byte from 0x80")
    characters = (0..<0x80 as Range<UInt8>).map { UTF8Character(Unicode.Scalar($0)) } + upper
  }

  subscript(byte: UInt8) -> UTF8Character {
    @inline(__always) get { characters[Int(byte)] }
  }

  func decode(_ input: Span<UInt8>, into output: inout MutableRawSpan) -> Decoded {
    var decoded = Decoded()
    while true {
      decoded.copyASCII(input, &output)
      guard decoded.consumed < input.count else { return decoded }
      let character = self[input[decoded.consumed]]
      guard character.count > 0 else {
        decoded.isBroken = true
        return decoded
      }
      decoded.put(character, from: 1, &output)
    }
  }
}
