import Foundation
import Ledger
import Seeding
import Testing

@testable import Ingest

/// Decoders against Python's codecs and iconv, and on bytes that no one would write.
@Suite struct DecoderTests {
  private static let all: [TextEncoding] = [
    .ascii, .utf16LittleEndian, .utf16BigEndian, .windows1258, .windows1252, .tcvn3, .vni,
    .doubledUTF8,
  ]

  @Test func `bytes read as Python and iconv read them`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "reference.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count > 1000)
    for line in lines {
      let parts = line.split(separator: " ")
      let encoding = try #require(Self.all.first { $0.name == parts[0] })
      let expected = parts[2] == "-" ? nil : String(decoding: bytes(parts[2]), as: UTF8.self)
      let found = encoding.text(of: bytes(parts[1]))
      #expect(
        found.map { Array($0.utf8) } == expected.map { Array($0.utf8) }, "\(line)")
    }
  }

  private func bytes(_ digits: Substring) -> [UInt8] {
    let digits = Array(digits)
    return stride(from: 0, to: digits.count, by: 2).map {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16) ?? 0
    }
  }

  @Test(arguments: [
    ("Toång coäng", "Tổng cộng"), ("Ñôn vò", "Đơn vị"), ("TOÅNG COÄNG", "TỔNG CỘNG"),
    ("ÑÔN VÒ TÍNH", "ĐƠN VỊ TÍNH"), ("Kinh phí söï nghieäp", "Kinh phí sự nghiệp"),
    ("Voán ñaàu tö phaùt trieån", "Vốn đầu tư phát triển"), ("Uyû ban", "Uỷ ban"),
    ("Aáp Bình Hoøa, xaõ Myõ Ñöùc", "Ấp Bình Hòa, xã Mỹ Đức"), ("ngöôøi nôï", "người nợ"),
    ("lyù do, kyø haïn, quyõ, tæ leä", "lý do, kỳ hạn, quỹ, tỉ lệ"), ("haõy aên côm", "hãy ăn cơm"),
    ("ñaëc bieät, caét, baèng, saün, thaúng", "đặc biệt, cắt, bằng, sẵn, thẳng"),
  ])
  func `VNI text reads as it looks in its fonts`(typed: String, expected: String) throws {
    let bytes = try #require(Encoder(.windows1252).encode(typed))
    #expect(TextEncoding.vni.text(of: bytes) == expected)
  }

  @Test(
    arguments: [
      ("Tá»•ng cá»™ng", "Tổng cộng"), ("Ä\u{90}Æ¡n vá»‹", "Đơn vị"), ("\u{FEFF}MÃ£", "Mã"),
      ("Tổng", nil), ("Ã", nil), ("café", nil), ("Ã©Ã", nil),
    ] as [(String, String?)])
  func `UTF-8 written twice is read strictly or not at all`(typed: String, expected: String?) {
    #expect(TextEncoding.doubledUTF8.text(of: Array(typed.utf8)) == expected)
  }

  @Test(arguments: all, 0..<30 as Range<UInt64>)
  func `random bytes give UTF-8 and a place, however they are cut`(
    encoding: TextEncoding, seed: UInt64
  ) {
    var random = Seeded(seed: seed)
    let bytes = randomBytes(encoding, &random)
    var whole: [UInt8] = []
    let expected = encoding.decode(bytes[...], isLast: true, into: &whole)
    let text = Array(whole[..<expected.produced])
    #expect(String(validating: text, as: UTF8.self) != nil, "seed \(seed)")
    var (position, end) = (0, 0)
    var pieces: [UInt8] = []
    var isBroken = false
    while !isBroken, position < bytes.count || end < bytes.count {
      end = min(bytes.count, end + Int.random(in: 1...5, using: &random))
      var output: [UInt8] = []
      let decoded = encoding.decode(
        bytes[position..<end], isLast: end == bytes.count, into: &output)
      pieces += output[..<decoded.produced]
      position += decoded.consumed
      isBroken = decoded.isBroken
      if end == bytes.count, !isBroken { #expect(position == end, "seed \(seed)") }
    }
    #expect(isBroken == expected.isBroken, "seed \(seed)")
    #expect(position == expected.consumed, "seed \(seed)")
    #expect(pieces == text, "seed \(seed)")
  }

  /// Bytes of which most mean something in the encoding.
  private func randomBytes(_ encoding: TextEncoding, _ random: inout Seeded) -> [UInt8] {
    let encoder = Encoder(encoding)
    let words = ["Tổng cộng", "Đơn vị,", "a", "Kế hoạch\n", "ướt", "ÂN", "y", "🙂", "é", "O", "ô"]
    return (0..<Int.random(in: 0...200, using: &random)).flatMap { _ -> [UInt8] in
      if Int.random(in: 0..<80, using: &random) == 0 {
        return [UInt8.random(in: 0...255, using: &random)]
      }
      return encoder.encode(words.randomElement(using: &random) ?? "") ?? []
    }
  }
}
