import CZlib
import Seeding
import Testing

@testable import Ingest

/// What every engine must do with any stream, however it is cut; the seed of a failing one is printed.
@Suite struct InflaterTests {
  /// A stream that zlib packed in one of its manners, with what it stands for.
  private struct Packed {
    var content: [UInt8]
    var bytes: [UInt8]
    var framing: DeflateFraming

    init(_ random: inout Seeded) {
      framing = Bool.random(using: &random) ? .gzip : .raw
      content = Self.content(&random)
      bytes = Array(repeating: 0, count: content.count * 5 / 4 + 1024)
      var stream = unsafe z_stream()
      let window = Int32.random(in: 9...15, using: &random)
      unsafe doichieu_deflate_init(
        &stream, Int32.random(in: 0...9, using: &random), framing == .gzip ? window + 16 : -window,
        [Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED].randomElement(
          using: &random) ?? Z_FIXED)
      let count = unsafe content.withUnsafeMutableBufferPointer { content in
        unsafe bytes.withUnsafeMutableBufferPointer { space in
          unsafe stream.next_in = content.baseAddress
          unsafe stream.avail_in = UInt32(content.count)
          unsafe stream.next_out = space.baseAddress
          unsafe stream.avail_out = UInt32(space.count)
          _ = unsafe deflate(&stream, Z_FINISH)
          return unsafe space.count - Int(stream.avail_out)
        }
      }
      unsafe deflateEnd(&stream)
      bytes.removeLast(bytes.count - count)
    }

    /// Nothing, noise, rows of a table, or one byte many times.
    private static func content(_ random: inout Seeded) -> [UInt8] {
      let count = Int.random(in: 0...(Bool.random(using: &random) ? 300 : 200_000), using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      case 1: return Array(repeating: 0x30, count: count)
      default:
        var rows: [UInt8] = []
        while rows.count < count {
          rows += Array("\(Int.random(in: 0...9999, using: &random));1000271;Chi lần\n".utf8)
        }
        return rows
      }
    }
  }

  /// Feeds an engine piece by piece; the bytes that came and how many of the stream were needed.
  private func inflated<Engine: Inflating & ~Copyable>(
    _ bytes: [UInt8], _ engine: consuming Engine, _ random: inout Seeded
  ) throws -> (content: [UInt8], consumed: Int, isFinished: Bool) {
    var input = bytes
    var content: [UInt8] = []
    var consumed = 0
    var space = [UInt8](repeating: 0, count: 70_000)
    let pieceCountMax = [1, 9, 1000, 100_000].randomElement(using: &random) ?? 1
    var idleCount = 0
    while !engine.isFinished, idleCount < 3 {
      let piece = min(Int.random(in: 0...pieceCountMax, using: &random), input.count - consumed)
      let room = Int.random(in: 1...min(space.count, pieceCountMax * 3), using: &random)
      let moved = try unsafe input.withUnsafeMutableBufferPointer { input in
        try unsafe space.withUnsafeMutableBufferPointer { space in
          try unsafe engine.inflate(
            UnsafeMutableBufferPointer(rebasing: input[consumed..<consumed + piece]),
            into: UnsafeMutableBufferPointer(rebasing: space[..<room]))
        }
      }
      consumed += moved.consumed
      content += space[..<moved.produced]
      idleCount = moved == (0, 0) && consumed == input.count ? idleCount + 1 : 0
    }
    return (content, consumed, engine.isFinished)
  }

  private func check<Engine: Inflating & ~Copyable>(
    _ packed: Packed, _ make: () throws -> Engine, _ random: inout Seeded, seed: UInt64
  ) throws {
    let junk = (0..<Int.random(in: 0...20, using: &random)).map { UInt8($0) }
    let whole = try inflated(packed.bytes + junk, make(), &random)
    #expect(whole.content == packed.content, "seed \(seed)")
    #expect(whole.consumed == packed.bytes.count, "seed \(seed)")
    let cut = Int.random(in: 0..<packed.bytes.count, using: &random)
    let part = try inflated(Array(packed.bytes[..<cut]), make(), &random)
    #expect(!part.isFinished && packed.content.starts(with: part.content), "seed \(seed)")
    var broken = packed.bytes
    broken[Int.random(in: 0..<broken.count, using: &random)] ^=
      1 << UInt8.random(in: 0...7, using: &random)
    // Whatever a broken stream gives, one with a checksum does not end where it should with other bytes.
    if let other = try? inflated(broken, make(), &random), other.isFinished,
      packed.framing == .gzip, other.consumed == broken.count
    {
      #expect(other.content == packed.content, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `zlib takes a stream in any pieces`(seed: UInt64) throws {
    var random = Seeded(seed: seed)
    let packed = Packed(&random)
    try check(packed, { try ZlibInflater(packed.framing) }, &random, seed: seed)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `the engine of this build takes a stream in any pieces`(seed: UInt64) throws {
    var random = Seeded(seed: seed)
    let packed = Packed(&random)
    try check(packed, { try Inflater(packed.framing) }, &random, seed: seed)
  }
}
