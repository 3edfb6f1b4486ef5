/// A column of many distinct values: UTF-8 bytes one after another, at most 4 GiB of them. An empty
/// text is missing.
///
/// Numbers of vouchers and documents are mostly as long as each other. As long as all texts are, only
/// their length is held and not where each of them ends, which would be four bytes a row.
package struct TextColumn: Sendable {
  package var bytes: [UInt8] = []
  package private(set) var count = 0
  /// The length of every text while `ends` is empty.
  private var width = 0
  /// Where each row's bytes end in `bytes`, once the texts differ in length; they begin where the row
  /// before ends.
  package var ends: [UInt32] = []

  package init() {}

  /// Whether only one length is held.
  package var isUniform: Bool { ends.isEmpty }

  /// Where a row's bytes stand.
  package func range(ofRow row: Int) -> Range<Int> {
    precondition(row >= 0 && row < count, "a row beyond the column was asked for")
    if ends.isEmpty { return row * width..<(row + 1) * width }
    return (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])
  }

  /// The hash of a row's bytes. Made when it is asked for: held, it would take eight bytes a row, and
  /// few rows are asked for more than once.
  package func hash(ofRow row: Int) -> UInt64 {
    Ledger.hash(of: bytes.span.extracting(range(ofRow: row)))
  }

  /// Appends a text.
  package mutating func append(_ text: Span<UInt8>) {
    if ends.isEmpty, text.count != width {
      if count == 0 { width = text.count } else { spreadEnds() }
    }
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    if !ends.isEmpty { ends.append(UInt32(bytes.count)) }
    count += 1
  }

  /// Appends the texts of another column.
  package mutating func append(_ other: TextColumn) {
    if other.count == 0 { return }
    if ends.isEmpty, count == 0 || width == other.sharedWidth, let shared = other.sharedWidth {
      width = shared
    } else {
      spreadEnds()
      let start = bytes.count
      for row in 0..<other.count { ends.append(UInt32(start + other.range(ofRow: row).upperBound)) }
    }
    bytes.append(contentsOf: other.bytes)
    count += other.count
  }

  /// Appends rows without a text.
  package mutating func appendMissing(_ count: Int) {
    for _ in 0..<count { append([UInt8]().span) }
  }

  /// The rows before `base`, and those behind it at the offsets in `kept`.
  package func keeping(_ kept: [Int], from base: Int) -> TextColumn {
    var result = TextColumn()
    if base > 0 {
      result.bytes = Array(bytes[..<range(ofRow: base - 1).upperBound])
      result.ends = Array(ends.prefix(base))
      (result.width, result.count) = (width, base)
    }
    for row in kept { result.append(bytes.span.extracting(range(ofRow: base + row))) }
    return result
  }

  /// The length of all texts; nil where they differ.
  private var sharedWidth: Int? {
    if ends.isEmpty { return width }
    let first = Int(ends[0])
    return (1..<count).allSatisfy { range(ofRow: $0).count == first } ? first : nil
  }

  /// Begins to hold where each text ends.
  private mutating func spreadEnds() {
    if !ends.isEmpty { return }
    // As many as the bytes have room for, so that the rows to come need not move them.
    ends.reserveCapacity(max(count + 1, width == 0 ? 0 : bytes.capacity / width))
    for row in 0..<count { ends.append(UInt32((row + 1) * width)) }
  }
}
