import Ledger

/// A worker: turns chunks of one table into typed columns. It keeps its interners from chunk to chunk.
struct ChunkParser: Sendable {
  let layout: Layout
  private let isBound: [Bool]
  var interners: [Interner?]

  init(layout: Layout) {
    self.layout = layout
    isBound = layout.isBound
    interners = layout.columns.map {
      if case .symbols(let rule) = $0.reading { Interner(rule: rule) } else { nil }
    }
  }

  /// Parses whole records from the front of `bytes`, all of them when `isLast`.
  ///
  /// `number` is the chunk's, from 0. Bytes behind `consumed` belong to the next chunk. Records that libcsv reads are rewritten in
  /// place without their quotes, which never makes them longer.
  mutating func parse(_ bytes: inout [UInt8], isLast: Bool, number: Int = 0) -> ParsedChunk {
    if isLast, let last = bytes.last, last != 0x0A, last != 0x0D { bytes.append(0x0A) }
    // A carriage return is half a line end where the line feed comes with the next chunk.
    let holdsReturn = !isLast && bytes.last == 0x0D
    if holdsReturn { bytes.removeLast() }
    defer { if holdsReturn { bytes.append(0x0D) } }
    let namesBefore = interners.map { $0?.names.count ?? 0 }
    var window = WindowReader(layout: layout, isBound: isBound, isLast: isLast)
    var cells = CellReader(
      layout: layout, interners: interners, setAside: layout.setAside[number] ?? SetAside())
    // One owner at a time: otherwise every new code would copy the tables.
    interners = []
    while window.readNext(&bytes) {
      cells.read(window, bytes.span)
    }
    var chunk: ParsedChunk
    (chunk, interners) = cells.finish(window)
    chunk.newNames = zip(interners, namesBefore).map { interner, before in
      guard let interner else { return [] }
      return (before..<interner.names.count).map { (interner.names[$0], interner.unknown[$0]) }
    }
    return chunk
  }
}
