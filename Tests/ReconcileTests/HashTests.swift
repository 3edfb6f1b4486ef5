import Ledger
import Testing

@testable import Reconcile

/// Texts that only their bytes tell apart.
@Suite struct HashTests {
  @Test func `texts of one hash differ`() {
    let texts = TextColumn(ofOneHash: [1, 2, 3])
    #expect(Set([0, 1, 2].map(texts.hash(ofRow:))).count == 1)
    #expect(Set([0, 1, 2].map(texts.text(ofRow:))).count == 3)
  }

  @Test func `a column's hash is that of the bytes, whatever stands behind them`() {
    for length in 0...24 {
      let text = Array("Kho bạc Nhà nước số 7/2024".utf8.prefix(length))
      var texts = TextColumn()
      for cell in [Array("ab".utf8), text, Array("cdefghijk".utf8)] { texts.append(cell.span) }
      #expect(texts.hash(ofRow: 1) == hash(of: text.span))
      #expect(texts.hash(ofRow: 1) != texts.hash(ofRow: 2))
    }
  }

  @Test(arguments: [true, false])
  func `keys of one hash are paired by their values`(isFirst: Bool) async {
    func pairing(_ left: [UInt64], _ right: [UInt64]) async -> (Pairing, duplicates: [Int]) {
      var pairing = Pairing(
        left: Table(columns: [.texts(TextColumn(ofOneHash: left))], rowCount: left.count),
        right: Table(columns: [.texts(TextColumn(ofOneHash: right))], rowCount: right.count))
      let duplicates = await pairing.pairOnEqualKeys(
        [MatchPlan.Condition(left: 0, right: 0, test: .equal)], pass: 0, isFirst: isFirst, jobs: 1)
      return (pairing, duplicates)
    }

    let (strangers, none) = await pairing([1], [2])
    #expect(strangers.result.partnerOfLeft == [-1])
    #expect(strangers.leftIsFree(0) && strangers.rightIsFree(0) && none.isEmpty)

    let (books, repeated) = await pairing([1, 2, 3, 3, 5], [2, 4, 1, 5])
    #expect(books.result.partnerOfLeft == [2, 0, -1, -1, 3])
    #expect(books.rightIsFree(1))
    #expect(
      repeated.map { books.result.sets[$0] } == (isFirst ? [RowSet(left: [2, 3], right: [])] : []))
    #expect(books.leftIsFree(2) == !isFirst && books.leftIsFree(3) == !isFirst)
  }
}

extension TextColumn {
  /// Texts of 16 bytes that all have one hash: the second word takes back what the first one did.
  init(ofOneHash numbers: [UInt64]) {
    self.init()
    for number in numbers {
      let state = mixed(0x9E37_79B9_7F4A_7C15 ^ 16 ^ number, 0xE703_7ED1_A0B4_28DB)
      let words = [number, state ^ 0x0123_4567_89AB_CDEF]
      let bytes = words.flatMap { word in
        (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
      }
      append(bytes.span)
    }
  }
}
