import Seeding
import Testing

@testable import Ledger

/// Columns that take no more room than they need hold what plain lists would.
@Suite struct ColumnStorageTests {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `ids of any width are those that were given`(seed: UInt64) {
    var random = Seeded(seed: seed)
    var ids = SymbolIDs([])
    var plain: [UInt32] = []
    var limit = 1
    for _ in 0..<12 {
      // Around the numbers at which an id needs another byte.
      if Bool.random(using: &random) {
        let step = [1, 254, 255, 256, 257, 65_535, 65_536, 65_537, 70_000].randomElement(
          using: &random)
        limit = max(limit, step ?? 1)
      }
      let more = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        UInt32.random(in: 0..<UInt32(limit), using: &random)
      }
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        ids.append(more, below: limit)
        plain += more
      case 1:
        let meanings = (0..<limit).map { UInt32(limit - 1 - $0) }
        ids.widen(below: limit)
        ids.append(SymbolIDs(more), as: meanings)
        plain += more.map { meanings[Int($0)] }
      default:
        let base = Int.random(in: 0...plain.count, using: &random)
        let kept = (0..<plain.count - base).filter { _ in Bool.random(using: &random) }
        ids = ids.keeping(kept, from: base)
        plain = plain[..<base] + kept.map { plain[base + $0] }
      }
      #expect(Array(ids) == plain, "seed \(seed)")
      #expect(ids.bytes.count <= plain.count * (limit <= 256 ? 1 : limit <= 65_536 ? 2 : 4))
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `texts of one length and of any are those that were given`(seed: UInt64) {
    var random = Seeded(seed: seed)
    var texts = TextColumn()
    var plain: [String] = []
    func text(_ length: Int, _ random: inout Seeded) -> String {
      String((0..<length).map { _ in "abđ".randomElement(using: &random) ?? "a" })
    }
    let lengths = seed % 2 == 0 ? [4] : [0, 3, 4, 4]
    func some(_ random: inout Seeded) -> [String] {
      (0..<Int.random(in: 0...6, using: &random)).map { _ in
        text(lengths.randomElement(using: &random) ?? 4, &random)
      }
    }
    for _ in 0..<12 {
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        for text in some(&random) {
          texts.append(Array(text.utf8).span)
          plain.append(text)
        }
      case 1:
        var other = TextColumn()
        let more = some(&random)
        for text in more { other.append(Array(text.utf8).span) }
        texts.append(other)
        plain += more
      case 2 where seed % 3 == 0:
        texts.appendMissing(2)
        plain += ["", ""]
      default:
        let base = Int.random(in: 0...plain.count, using: &random)
        let kept = (0..<plain.count - base).filter { _ in Bool.random(using: &random) }
        texts = texts.keeping(kept, from: base)
        plain = plain[..<base] + kept.map { plain[base + $0] }
      }
      let found = (0..<texts.count).map {
        String(decoding: texts.bytes[texts.range(ofRow: $0)], as: UTF8.self)
      }
      #expect(found == plain, "seed \(seed)")
    }
  }

  @Test func `texts of one length need no ends, not even behind a row that was taken out`() {
    func column(_ texts: [String]) -> TextColumn {
      var column = TextColumn()
      for text in texts { column.append(Array(text.utf8).span) }
      return column
    }
    var all = column(["KB01", "KB02"])
    #expect(all.isUniform)
    // A chunk in which an empty cell stood before its row was rejected.
    all.append(column(["KB03", "", "KB04"]).keeping([0, 2], from: 0))
    let chunk = column(["KB05", "", "KB06"]).keeping([0], from: 2)
    #expect(chunk.count == 3)
    all.append(column(["KB07"]))
    #expect(all.isUniform)
    #expect(all.count == 5)
    all.append(chunk)
    #expect(!all.isUniform)
    #expect(all.bytes[all.range(ofRow: 7)].elementsEqual("KB06".utf8))
    #expect(all.range(ofRow: 6).isEmpty)
  }
}
