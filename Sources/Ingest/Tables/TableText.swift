import Ledger

/// A table as text, whatever encoding its bytes came in.
struct TableText {
  /// The first bytes, decoded.
  let front: Front
  let encoding: DecidedEncoding
  private let decision: EncodingDecision
  private let open: () throws(Unreadable) -> any ByteStream

  /// Decides the encoding by the first bytes that `open` gives.
  init(
    _ decision: EncodingDecision, open: @escaping () throws(Unreadable) -> any ByteStream
  ) throws(Unreadable) {
    self.decision = decision
    self.open = open
    let raw = try Front(open())
    encoding =
      raw.sheet == nil
      ? try decision.decide(raw.bytes, isWhole: raw.isLast) : DecidedEncoding.workbook
    front =
      encoding.isDirect
      ? raw : try Front(TextStream(try open(), encoding, deciding: decision))
  }

  /// The text from its front, each time anew.
  func stream() throws(Unreadable) -> TextStream {
    TextStream(try open(), encoding, deciding: decision)
  }
}
