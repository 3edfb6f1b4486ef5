import Ledger
import Seeding
import Testing

@testable import Ingest

/// Files in other encodings as a stream of UTF-8.
@Suite struct TextStreamTests {
  private final class Bytes: ByteStream {
    private var rest: ArraySlice<UInt8>
    var byteCountExpected: Int? { nil }
    let packedByteCount = 0

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    func read(into space: UnsafeMutableBufferPointer<UInt8>) throws(Unreadable) -> Int {
      let count = min(space.count, rest.count)
      _ = unsafe space.update(fromContentsOf: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
  }

  private let decision = EncodingDecision(
    SourcePlan(name: "s", title: "s", files: []), .english)

  /// The text behind `bytes`, read in pieces of random sizes, and what was decided at its end.
  private func read(
    _ bytes: [UInt8], _ encoding: DecidedEncoding, _ random: inout Seeded
  ) throws(Unreadable) -> (text: [UInt8], encoding: DecidedEncoding) {
    let stream = TextStream(Bytes(bytes), encoding, deciding: decision)
    var text: [UInt8] = []
    while true {
      let (piece, isLast) = try stream.chunk(
        after: [], upTo: Int.random(in: 1...300_000, using: &random))
      text += piece
      if isLast { return (text, stream.encoding) }
    }
  }

  private static let row = "V1,Kế hoạch vốn đầu tư phát triển của đơn vị,Số tiền\n"

  @Test(
    arguments: [
      TextEncoding.utf16LittleEndian, .utf16BigEndian, .windows1258, .tcvn3, .vni, .doubledUTF8,
      .utf8,
    ], 0..<2 as Range<UInt64>)
  func `large files come whole, whatever the pieces`(encoding: TextEncoding, seed: UInt64) throws {
    var random = Seeded(seed: seed)
    let bytes = try #require(
      Encoder(encoding).encode(String(repeating: Self.row, count: 6_000)))
    let decided = try decision.decide(Array(bytes.prefix(10_000)), isWhole: false)
    let found = try read(bytes, decided, &random)
    let expected = try #require(encoding.text(of: bytes))
    #expect(found.text == Array(expected.utf8))
    #expect(found.encoding.encoding == encoding)
  }

  @Test(
    arguments: [
      TextEncoding.windows1258, .tcvn3, .vni, .doubledUTF8, .utf8,
    ], 0..<4 as Range<UInt64>)
  func `behind nothing but ASCII the first other letters decide`(
    encoding: TextEncoding, seed: UInt64
  ) throws {
    var random = Seeded(seed: seed)
    // Beyond the front, and once right where a piece ends inside a letter.
    let front =
      String(repeating: "V1,1000\n", count: 20_000)
      + String(repeating: "x", count: (256 << 10) - 160_000 - 3 + Int(seed))
      + "\n"
    let text = front + "oổ" + Self.row
    let bytes = try #require(Encoder(encoding).encode(text))
    let decided = try decision.decide(Array(bytes.prefix(100_000)), isWhole: false)
    #expect(decided.encoding == .ascii)
    let found = try read(bytes, decided, &random)
    #expect(found.encoding.encoding == encoding)
    let expected = try #require(encoding.text(of: bytes))
    #expect(found.text == Array(expected.utf8))
  }

  @Test func `letters behind ASCII that prove nothing make the file unreadable`() throws {
    var random = Seeded(seed: 1)
    let bytes = Array(String(repeating: "V1,1000\n", count: 50_000).utf8) + [0x41, 0xE9, 0x0A]
    let decided = try decision.decide(Array(bytes.prefix(100_000)), isWhole: false)
    #expect(throws: Unreadable.self) { try read(bytes, decided, &random) }
  }

  @Test func `a byte without meaning is named by line and offset`() throws {
    var random = Seeded(seed: 1)
    let bytes =
      try #require(Encoder(.tcvn3).encode(Self.row + Self.row)) + [0x0A, 0x41, 0x96, 0x0A]
    let decided = DecidedEncoding(encoding: .tcvn3, evidence: "")
    do {
      _ = try read(bytes, decided, &random)
      Issue.record("0x96 is no letter of TCVN3")
    } catch {
      #expect(
        error.english.hasPrefix(
          "byte 0x96 in line 4 (offset \(bytes.count - 2)) is no text in tcvn3"),
        "\(error.english)")
    }
  }
}
