import Ledger

/// The texts that the cells of a workbook share, each as a field of a sheet's lines.
///
/// They lie in blocks, so that growing never holds them twice.
struct SharedStrings {
  private static let blockBits: UInt32 = 20
  private var blocks: [[UInt8]] = []
  /// Where each text begins: the block, and the place in it.
  private var starts: [UInt32] = []
  private var byteCount = 0

  var count: Int { starts.count }

  /// The text of a number; nil when there is no such text.
  func append(_ index: Int, to line: inout [UInt8]) -> Bool {
    guard starts.indices.contains(index) else { return false }
    let (block, start) = place(of: index)
    let next = index + 1 < count ? place(of: index + 1) : (block: blocks.count, start: 0)
    let end = next.block == block ? next.start : blocks[block].count
    line.append(contentsOf: blocks[block][start..<end])
    return true
  }

  private func place(of index: Int) -> (block: Int, start: Int) {
    let start = starts[index]
    return (Int(start >> Self.blockBits), Int(start & (1 << Self.blockBits - 1)))
  }

  fileprivate mutating func add(_ text: [UInt8], _ limits: Limits) throws(Unreadable) {
    guard count < Limits.sharedStringCountMax else {
      throw .tooLarge("\(Limits.sharedStringCountMax) shared strings")
    }
    // A field is its text, in quotes where need be, with every quote twice.
    let fieldByteCountMax = 2 * text.count + 2
    if blocks.isEmpty || blocks[blocks.count - 1].count + fieldByteCountMax > 1 << Self.blockBits {
      blocks.append([])
      blocks[blocks.count - 1].reserveCapacity(1 << Self.blockBits)
    }
    let last = blocks.count - 1
    let start = blocks[last].count
    starts.append(UInt32(last) << Self.blockBits | UInt32(start))
    appendField(text, mark: nil, to: &blocks[last])
    byteCount += blocks[last].count - start
    guard byteCount <= limits[.workbookStrings] else { throw .beyond(.workbookStrings, limits) }
  }
}

/// Reads the shared strings part: `si`, whose text stands in `t`, or in pieces in `r` / `t`.
struct SharedStringReader: XMLContent {
  private(set) var strings = SharedStrings()
  private let limits: Limits
  private var path: [Element] = []
  private var text: [UInt8] = []

  private enum Element { case root, item, run, text, other }

  init(_ limits: Limits) { self.limits = limits }

  mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) {
    let element: Element =
      switch (path.last, name) {
      case (nil, "sst"): .root
      case (.root, "si"): .item
      case (.item, "r"): .run
      case (.item, "t"), (.run, "t"): .text
      // Above all `rPh`, which says how Japanese text is read aloud.
      default: .other
      }
    if element == .item { text.removeAll(keepingCapacity: true) }
    path.append(element)
  }

  mutating func end() throws(Unreadable) -> Bool {
    if path.popLast() == .item { try strings.add(text, limits) }
    return false
  }

  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) throws(Unreadable) {
    guard path.last == .text else { return }
    unsafe text.append(contentsOf: piece)
    guard text.count <= Limits.sheetCellByteCountMax else {
      throw .tooLarge("\(Limits.sheetCellByteCountMax) bytes in shared string \(strings.count)")
    }
  }
}
