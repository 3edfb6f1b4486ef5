import Ledger

/// The texts that the cells of a workbook share, each as a field of a sheet's lines.
struct SharedStrings {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []

  var count: Int { ends.count }

  /// The text of a number; nil when there is no such text.
  func append(_ index: Int, to line: inout [UInt8]) -> Bool {
    guard ends.indices.contains(index) else { return false }
    line.append(contentsOf: bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])])
    return true
  }

  fileprivate mutating func add(_ text: [UInt8]) throws(Unreadable) {
    appendField(text, mark: nil, to: &bytes)
    guard ends.count < Limits.sharedStringCountMax else {
      throw .tooLarge("\(Limits.sharedStringCountMax) shared strings")
    }
    guard bytes.count <= Limits.sharedStringByteCountMax else {
      throw .tooLarge("\(Limits.sharedStringByteCountMax >> 20) MiB of shared strings")
    }
    ends.append(UInt32(bytes.count))
  }
}

/// Reads the shared strings part: `si`, whose text stands in `t`, or in pieces in `r` / `t`.
final class SharedStringReader: XMLContent {
  private(set) var strings = SharedStrings()
  private var path: [Element] = []
  private var text: [UInt8] = []

  private enum Element { case root, item, run, text, other }

  func begin(_ name: XMLName, _ attributes: XMLAttributes) {
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

  func end() throws(Unreadable) {
    if path.popLast() == .item { try strings.add(text) }
  }

  func text(_ piece: UnsafeBufferPointer<UInt8>) throws(Unreadable) {
    guard path.last == .text else { return }
    unsafe text.append(contentsOf: piece)
    guard text.count <= Limits.sheetCellByteCountMax else {
      throw .tooLarge("\(Limits.sheetCellByteCountMax) bytes in shared string \(strings.count)")
    }
  }
}
