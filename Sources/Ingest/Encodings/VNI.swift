/// Decodes VNI for Windows: a vowel and then, for most letters, a byte that gives it shape and tone.
func decodeVNI(
  _ input: Span<UInt8>, isLast: Bool, into output: inout MutableRawSpan
) -> Decoded {
  let letters = VNILetters.all
  var decoded = Decoded()
  while true {
    decoded.copyASCII(input, &output)
    guard decoded.consumed < input.count else { break }
    let byte = input[decoded.consumed]
    if byte >= 0xC0, decoded.consumed > 0 {
      let base = input[decoded.consumed - 1]
      let letter = letters.marked(base, by: byte)
      if letter.count > 0 {
        // The vowel was written already, and is not what it seemed.
        decoded.produced -= letters.byteCount(ofBase: base)
        decoded.put(letter, from: 1, &output)
        continue
      }
    }
    let letter = letters.alone[byte]
    guard letter.count > 0 else {
      decoded.isBroken = true
      return decoded
    }
    decoded.put(letter, from: 1, &output)
  }
  // Whether the last vowel carries a mark is seen with the next piece.
  if !isLast, decoded.consumed > 0, letters.isBase(input[decoded.consumed - 1]) {
    decoded.produced -= letters.byteCount(ofBase: input[decoded.consumed - 1])
    decoded.consumed -= 1
  }
  return decoded
}

/// The letters of VNI, by the bytes that write them.
private struct VNILetters: Sendable {
  static let all = VNILetters()

  /// Bytes that are a character by themselves.
  let alone: ByteTable
  /// By place of the base and low five bits of the mark, in which capital and small marks agree.
  private let pairs: [UTF8Character]
  /// Place of a base in `pairs`; nil for other bytes.
  private let places: [UInt8?]

  private init() {
    alone = ByteTable(
      upper: ByteTable.punctuation1252
        + "������Ỉ�����ÌÍỴ��ĐỊĨƠ�Ư���������"
        + "������ỉ�����ìíỵ��địĩơ�ư���������")
    // Bases and marks as they look in Windows-1252.
    let rows = [
      ("a", "ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"), ("e", "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
      ("o", "ùøûõïâáàåãä", "óòỏõọôốồổỗộ"), ("ô", "ùøûõï", "ớờởỡợ"), ("u", "ùøûõï", "úùủũụ"),
      ("ö", "ùøûõï", "ứừửữự"), ("y", "ùøûõ", "ýỳỷỹ"),
      ("A", "ùøûõïâáàåãäêéèúüë", "ÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶ"), ("E", "ùøûõïâáàåãä", "ÉÈẺẼẸÊẾỀỂỄỆ"),
      ("O", "ùøûõïâáàåãä", "ÓÒỎÕỌÔỐỒỔỖỘ"), ("Ô", "ùøûõï", "ỚỜỞỠỢ"), ("U", "ùøûõï", "ÚÙỦŨỤ"),
      ("Ö", "ùøûõï", "ỨỪỬỮỰ"), ("Y", "ùøûõ", "ÝỲỶỸ"),
    ]
    var pairs = Array(repeating: UTF8Character.none, count: rows.count * 32)
    var places = Array(repeating: UInt8?.none, count: 256)
    for (place, row) in rows.enumerated() {
      for base in row.0.unicodeScalars { places[Int(base.value)] = UInt8(place) }
      for (mark, letter) in zip(row.1.unicodeScalars, row.2.unicodeScalars) {
        pairs[place * 32 + Int(mark.value & 0x1F)] = UTF8Character(letter)
      }
    }
    self.pairs = pairs
    self.places = places
  }

  func isBase(_ byte: UInt8) -> Bool { places[Int(byte)] != nil }

  /// The letter that `mark`, a byte from 0xC0, makes of `base`; none when they make no letter.
  @inline(__always)
  func marked(_ base: UInt8, by mark: UInt8) -> UTF8Character {
    guard let place = places[Int(base)] else { return .none }
    return pairs[Int(place) * 32 + Int(mark & 0x1F)]
  }

  /// Bytes that a base took when it was written as a letter of its own.
  @inline(__always)
  func byteCount(ofBase byte: UInt8) -> Int { Int(alone[byte].count) }
}
